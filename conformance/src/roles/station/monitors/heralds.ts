import { type DeviceDetected, type DeviceObserve, Outcome, type Reply } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import { isNewProcess } from './processes.js'

/** A success that one node or both have been told. */
interface Told {
  readonly reply: Reply
  readonly to: Set<number>
}

/** What a link has come to in its present epoch. */
interface Count {
  readonly epoch: number
  next: number
  readonly told: Map<number, Told>
}

/** Successes are what the detectors saw where they were to look, are told to both nodes alike, and count one by one. */
export function heraldsMonitor(accuse: Accuse): Watcher {
  const windows = new Map<number, DeviceObserve>()
  /** What was seen last in an open window, by link: to be announced at once. */
  const seen = new Map<number, DeviceDetected>()
  const firsts = new Map<string, number>()
  const counts = new Map<number, Count>()

  /** Before anything else happens, both nodes have been told. */
  const settle = (): void => {
    for (const [link, { told }] of counts)
      for (const [sequence, { to }] of told) {
        if (to.size < 2)
          accuse('PHY-079', `success ${sequence} of link ${link} is told to node ${[...to].join()} alone`)
        told.delete(sequence)
      }
    seen.clear()
  }

  const succeed = (to: number, reply: Reply, count: Count): void => {
    const { link, sequence, slot, bellIndex, offsetPicoseconds } = reply
    const light = seen.get(link)
    if (light === undefined)
      return accuse('PHY-081', `success ${sequence} is announced, which was not seen in an observed slot`)
    if (slot !== light.slot || bellIndex !== light.bellIndex || offsetPicoseconds !== light.offset)
      accuse(
        'PHY-079',
        `node ${to} is told of Bell state ${bellIndex} in slot ${slot} + ${offsetPicoseconds} ps; seen was ` +
          `${light.bellIndex} in ${light.slot} + ${light.offset} ps`
      )
    const [[first, other] = []] = [...count.told]
    if (other === undefined) {
      if (sequence !== count.next) accuse('PHY-080', `after success ${count.next - 1} comes ${sequence}`)
      count.next = (sequence + 1) >>> 0
      count.told.set(sequence, { reply, to: new Set([to]) })
      return
    }
    if (first !== sequence) accuse('PHY-079', `of one herald the nodes are told the numbers ${first} and ${sequence}`)
    if (other.to.has(to)) accuse('PHY-083', `node ${to} is told twice of one success`)
    other.to.add(to)
  }

  const reply = (to: number, frame: Reply): void => {
    const count = counts.get(frame.link)
    if (count === undefined || count.epoch !== frame.epoch) return
    if (frame.outcome === Outcome.SUCCESS) return succeed(to, frame, count)
    if (frame.sequence !== count.next)
      accuse('PHY-080', `a failure says that the next success is ${frame.sequence}; it is ${count.next}`)
  }

  return (happening) => {
    if (happening.kind === 'came' || happening.kind === 'result' || happening.kind === 'over') settle()
    if (isNewProcess(happening)) counts.clear()
    if (happening.kind === 'came' && happening.frame.type === 'OPEN')
      firsts.set(`${happening.frame.link}:${happening.frame.epoch}`, happening.frame.firstSequence)
    if (happening.kind === 'result') {
      const { message } = happening
      if (message.type !== 'DETECTED' && message.type !== 'SILENT') return
      const { firstSlot = 0, slots = 0 } = windows.get(message.link) ?? {}
      const slot = message.type === 'DETECTED' ? message.slot : message.lastSlot
      // What is of an earlier window says nothing of this one.
      if (slot < firstSlot || slot >= firstSlot + slots) return
      if (message.type === 'DETECTED') seen.set(message.link, message)
      windows.delete(message.link)
    }
    if (happening.kind === 'reset') windows.clear()
    if (happening.kind === 'command') {
      const { message } = happening
      if (message.type === 'OBSERVE') windows.set(message.link, message)
      if (message.type === 'CLOSE') windows.delete(message.link)
    }
    if (happening.kind !== 'sent') return
    const { frame, to } = happening
    if (frame.type === 'REPLY') reply(to, frame)
    if (frame.type !== 'OPEN_ACK' || counts.get(frame.link)?.epoch === frame.epoch) return
    const next = firsts.get(`${frame.link}:${frame.epoch}`)
    if (next !== undefined) counts.set(frame.link, { epoch: frame.epoch, next, told: new Map() })
  }
}
