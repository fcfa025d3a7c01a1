import type { EventObject } from 'xstate'
import { StatechartError } from './errors.js'

/** What a macrostep has emitted, in order. Reused: emptied without giving its memory back. */
export class Effects {
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

  clear(): void {
    for (let index = 0; index < this.count; index++) this.items[index] = undefined
    this.count = 0
  }
}
