import type { Frame, OrderedFrame } from '@bellwire/wire'
import type { Watcher } from '../../stage/happening.js'

/** Ordered frames that may be under way without being acknowledged. */
export const WINDOW = 64

type Within = Extract<Frame, { readonly peerSession: number; readonly expected: number }>

/** What has gone both ways in one session of the node with a neighbour. */
class Session {
  /** Types of the ordered frames that the node has sent, by serial. */
  readonly #sent: OrderedFrame['type'][] = []
  #acknowledged = 0
  /** Serials of the neighbour that have come. */
  readonly #come = new Set<number>()
  /** Frames that have come in one piece, where those that come too early are kept, and where they are not. */
  #most = 0
  #least = 0
  /** The latter, before the present instant. */
  #leastBefore = 0
  #changedAt = -1

  /** A frame of the neighbour is at the node. */
  came(frame: Within, time: number): void {
    if (frame.expected > this.#sent.length) return
    this.#acknowledged = Math.max(this.#acknowledged, frame.expected)
    if (!('serial' in frame)) return
    this.#settle(time)
    this.#come.add(frame.serial)
    if (frame.serial === this.#least) this.#least += 1
    while (this.#come.has(this.#most)) this.#most += 1
  }

  /** The node sends a frame. Returns what is wrong with it, by requirement. */
  sent(frame: Within, time: number): readonly (readonly [string, string])[] {
    const wrongs: (readonly [string, string])[] = []
    this.#settle(time)
    const { type, expected } = frame
    // What leaves now may have been made before what has come now.
    if (expected < this.#leastBefore || expected > this.#most)
      wrongs.push(['NET-011', `${type} says that the serial ${expected} is expected: ${this.#most} have come`])
    if (!('serial' in frame)) return wrongs
    const { serial } = frame
    const next = this.#sent.length
    if (serial > next) wrongs.push(['NET-008', `${type} has the serial ${serial}: the next one is ${next}`])
    else if (serial === next) this.#sent.push(frame.type)
    else if (this.#sent[serial] !== type)
      wrongs.push(['NET-008', `${type} has the serial ${serial}, which was that of ${this.#sent[serial]}`])
    const underWay = this.#sent.length - this.#acknowledged
    if (underWay > WINDOW) wrongs.push(['NET-009', `${underWay} frames are under way`])
    return wrongs
  }

  #settle(time: number): void {
    if (time > this.#changedAt) this.#leastBefore = this.#least
    this.#changedAt = time
  }
}

/** What must hold of the frames of every session, whatever is played: how they are numbered and acknowledged (section 6.2). */
export function sessionMonitor(broken: (requirement: string, message: string) => void): Watcher {
  const sessions = new Map<string, Session>()
  /** The session of the neighbour that goes with one of the node, as it has said, by the neighbour's number and the latter. */
  const known = new Map<string, number>()
  const sessionOf = (node: number, own: number, others: number): Session => {
    const key = [node, own, others].join()
    const session = sessions.get(key) ?? new Session()
    sessions.set(key, session)
    return session
  }
  return (happening) => {
    if (happening.kind !== 'sent' && happening.kind !== 'came') return
    const { frame, time } = happening
    if (!('peerSession' in frame) || !('expected' in frame)) return
    const { session, peerSession } = frame
    if (happening.kind === 'sent') {
      const key = [happening.to, session].join()
      if (session === 0) broken('NET-002', `to node ${happening.to}: ${frame.type} is of no session`)
      if (peerSession === 0 && known.has(key))
        broken('NET-002', `to node ${happening.to}: ${frame.type} is for no session: that is ${known.get(key)}`)
      if (peerSession !== 0) known.set(key, peerSession)
    }
    if (session === 0 || peerSession === 0) return
    if (happening.kind === 'came') sessionOf(happening.from, peerSession, session).came(frame, time)
    else {
      const { to } = happening
      for (const [requirement, message] of sessionOf(to, session, peerSession).sent(frame, time))
        broken(requirement, `to node ${to}: ${message}`)
    }
  }
}
