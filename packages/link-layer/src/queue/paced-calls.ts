import type { More } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { calledFor, type QueueItem } from './item.js'

/** The queue whose items are called for. */
interface Queue {
  readonly list: readonly QueueItem[]
  item(queueId: number): QueueItem | undefined
}

/**
 * The calls for pairs of paced items. The originator's end says in every MORE how many are called for in all, so one
 * that is lost is made good by any later one, and by the same said again.
 */
export class PacedCalls {
  readonly #core: LinkCore
  readonly #queue: Queue

  constructor(core: LinkCore, queue: Queue) {
    this.#core = core
    this.#queue = queue
  }

  /** Calls for so many pairs more of an item of this end's; none beyond its number. */
  call(item: QueueItem, number: number): void {
    if (!item.paced || calledFor(item) === item.number) return
    const { physical, scheduler, scheduleSlot } = this.#core
    const { link, incarnation, epoch } = physical.header
    const more: More = {
      type: 'MORE',
      link,
      incarnation,
      epoch,
      queueId: item.queueId,
      number: Math.min(calledFor(item) + number, item.number),
      scheduleSlot,
      virtualFinish: scheduler.virtualFinish(this.#queue.list, { number, priority: item.priority })
    }
    called(item, more)
    this.#core.send(more)
  }

  /** Says again what is called for and not yet made: the peer may not have heard of it. */
  again(): void {
    const { header } = this.#core.physical
    for (const item of this.#queue.list) {
      const number = calledFor(item)
      if (!item.paced || !item.originator || item.counted >= number) continue
      const { queueId, scheduleSlot, virtualFinish } = item
      this.#core.send({ type: 'MORE', ...header, queueId, number, scheduleSlot, virtualFinish })
    }
  }

  /** The peer's MORE. */
  byPeer(more: More): void {
    const item = this.#queue.item(more.queueId)
    if (item === undefined || item.originator || !item.paced || more.number > item.number)
      this.#core.ignored('more-of-nothing')
    else if (more.number <= calledFor(item)) this.#core.ignored('repeated-MORE')
    else called(item, more)
  }

  /** Whether the peer may have called for pairs of an item of its own that this end does not know of. */
  mayBeUnheard(queueId: number): boolean {
    const item = this.#queue.item(queueId)
    return item !== undefined && item.paced && !item.originator && item.counted >= calledFor(item)
  }
}

/** More pairs may be made for an item. Earlier calls of which pairs are missing stand: their slots have come, or come first. */
function called(item: QueueItem, { number, scheduleSlot, virtualFinish }: More): void {
  item.virtualPairs = number - calledFor(item)
  item.calls = [...item.calls.filter((call) => call.number > item.counted), { number, scheduleSlot }]
  item.scheduleSlot = scheduleSlot
  item.virtualFinish = virtualFinish
}
