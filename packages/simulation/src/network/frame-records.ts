import type { RecordedFrame, Recorder } from '@bellwire/runtime'
import type { Frame } from '@bellwire/wire'
import type { NetworkObserver, NodeId } from '@bellwire/transport'

/** Of a transport of any kind: each has its own reasons why frames do not arrive. */
interface FrameRecords extends NetworkObserver {
  dropped(from: NodeId, to: NodeId, frame: Frame | undefined, reason: string): void
}

/** Writes every frame of a network into the trace: sent, received, lost, malformed. */
export function frameRecords(recorder: Recorder, names: ReadonlyMap<number, string>): FrameRecords {
  const nameOf = (node: number): string => names.get(node) ?? String(node)
  const numbers = new WeakMap<object, number>()
  let next = 0
  return {
    sent(from, to, frame) {
      numbers.set(frame, next)
      recorder.record({ kind: 'frameSent', at: nameOf(from), id: next, from, to, frame: recorded(frame) })
      next += 1
    },
    received(from, to, frame, sent) {
      const id = sent === undefined ? -1 : (numbers.get(sent) ?? -1)
      recorder.record({ kind: 'frameReceived', at: nameOf(to), id, from, to, frame: recorded(frame) })
    },
    dropped(from, to, frame, reason) {
      recorder.record({
        kind: 'frameDropped',
        at: nameOf(to),
        id: frame === undefined ? -1 : (numbers.get(frame) ?? -1),
        from,
        to,
        type: frame?.type ?? 'unknown',
        reason
      })
    },
    malformed(from, to, _bytes, error) {
      recorder.record({ kind: 'frameMalformed', at: nameOf(to), from, to, reason: error.code })
    }
  }
}

/** What applications say to each other may hold outcomes: of it a trace says the length alone. */
function recorded(frame: Frame): RecordedFrame {
  if (!('body' in frame)) return frame
  const { body, ...rest } = frame
  return Object.assign(rest, { body: `[${body.length} bytes]` })
}
