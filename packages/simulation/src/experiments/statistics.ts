import type { NetworkObserver } from '@bellwire/transport'
import type { SimulatedNetwork } from '../network/simulated-network.js'

/** What happened in the runs of an experiment, all together. */
export interface RunTotals {
  readonly heralds: number
  /** Pairs that both ends had and measured. */
  readonly pairs: number
  readonly frames: number
  readonly events: number
  readonly simulatedSeconds: number
}

const ignore = (): void => undefined

/** Counts what happens, network by network. */
export class RunStatistics {
  #heralds = 0
  #pairs = 0
  #frames = 0
  #events = 0
  #nanoseconds = 0

  readonly frames: NetworkObserver = {
    sent: () => {
      this.#frames += 1
    },
    received: ignore,
    dropped: ignore,
    malformed: ignore
  }

  readonly heralded = (): void => {
    this.#heralds += 1
  }

  /** A network's run is over. */
  finished(network: SimulatedNetwork, pairs: number): void {
    this.#pairs += pairs
    this.#events += network.clock.events
    this.#nanoseconds += network.clock.now()
  }

  get totals(): RunTotals {
    return {
      heralds: this.#heralds,
      pairs: this.#pairs,
      frames: this.#frames,
      events: this.#events,
      simulatedSeconds: this.#nanoseconds / 1e9
    }
  }
}
