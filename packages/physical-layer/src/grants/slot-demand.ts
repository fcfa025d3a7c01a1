import type { Clock } from '@bellwire/runtime'
import { Host, type Observer, type RunnerKind } from '@bellwire/statechart'
import type { LinkConfiguration } from '../configuration.js'
import { type WantingEmitted, wantingMachine } from '../wanting/machine.js'

const MACHINES = { wanting: wantingMachine }
const ONLY = 0

/** What a node's end of a link tells a station with a switch; made only where there is one. */
export class SlotDemand {
  readonly #table
  readonly #send: (serial: number, demand: number) => void
  readonly #ignored: (reason: string) => void

  constructor(
    { timers }: LinkConfiguration,
    clock: Clock,
    runner: RunnerKind,
    observer: Observer | undefined,
    send: (serial: number, demand: number) => void,
    ignored: (reason: string) => void
  ) {
    this.#send = send
    this.#ignored = ignored
    const host = new Host({
      machines: MACHINES,
      clock,
      runner,
      owner: this,
      ...(observer === undefined ? {} : { observer })
    })
    this.#table = host.table('wanting')
    this.#table.open(ONLY, { firstInterval: timers.repeat, maximumInterval: timers.greetingMaximum })
  }

  /** So many pairs are wanted now. */
  demand(pairs: number): void {
    if (this.#table.context(ONLY).demand !== pairs) this.#table.tell(ONLY, { type: 'DEMAND', demand: pairs })
  }

  granted(): void {
    this.#table.tell(ONLY, { type: 'GRANTED' })
  }

  close(): void {
    this.#table.close(ONLY)
  }

  output(event: WantingEmitted): void {
    if (event.type === 'request') this.#send(event.serial, event.demand)
    else this.#ignored(`wanting-${event.reason}`)
  }
}
