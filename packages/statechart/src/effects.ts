import type { EventObject } from 'xstate'
import { StatechartError } from './errors.js'

/**
 * What macrosteps have emitted, in order; reused, emptied without giving its memory back.
 *
 * One for all hosts: macrosteps never nest, and while a host hands out what one of its own emitted, another host that
 * is driven by that puts its effects behind and takes them away again. A host remembers where its own begin.
 */
class Effects {
  readonly items: (EventObject | undefined)[] = []
  /** The type of each item: read once, where the item comes in, since items are of many shapes. */
  readonly types: string[] = []
  count = 0

  /** @throws StatechartError INVALID_EMIT if it is not an event: inside the macrostep, before anything is handed out */
  push(event: unknown): void {
    const type: unknown = (event as EventObject | null | undefined)?.type
    if (typeof type !== 'string') {
      throw new StatechartError('INVALID_EMIT', '', String(event), 'emitted something that is not an event')
    }
    const index = this.count++
    this.items[index] = event as EventObject
    this.types[index] = type
  }

  /** Takes away what came after the first `count`. */
  truncate(count: number): void {
    for (let index = count; index < this.count; index++) this.items[index] = undefined
    this.count = count
  }
}

export const effects = new Effects()
