import type { EventObject } from 'xstate'
import { StatechartError } from './errors.js'

/** What a macrostep has emitted, in order. Reused: emptied without giving its memory back. */
export class Effects {
  readonly items: (EventObject | undefined)[] = []
  count = 0

  push(event: unknown): void {
    this.items[this.count++] = event as EventObject
  }

  clear(): void {
    for (let index = 0; index < this.count; index++) this.items[index] = undefined
    this.count = 0
  }

  /**
   * @throws StatechartError INVALID_EMIT if one is not an event. Checked for all before the first is handed out.
   */
  check(place: string): void {
    for (let index = 0; index < this.count; index++) {
      const item: unknown = this.items[index]
      if (typeof (item as EventObject | null | undefined)?.type === 'string') continue
      throw new StatechartError('INVALID_EMIT', place, String(item), 'emitted something that is not an event')
    }
  }
}
