import type { Nanoseconds } from '@bellwire/runtime'
import type { SimulatedNetwork } from '../network/simulated-network.js'

const always = (): boolean => true

/** More turns than there are promises between a pair and the program that waits for it. */
const TURNS = 40

/**
 * Programs that wait for promises. Virtual time stands still after every event that may settle one, until they have gone on as
 * far as they can; so a run is the same every time.
 */
export class Programs {
  #called = false
  #failure: { readonly error: unknown } | undefined

  /** Something has happened that a program may wait for. */
  readonly call = (): void => {
    this.#called = true
  }

  /** Runs a program; what it throws, the run throws. */
  begin(program: () => Promise<void>): void {
    this.#called = true
    program().catch((error: unknown) => {
      this.#failure ??= { error }
    })
  }

  /** Runs a network until true time `until`, or while a condition holds. */
  async run(network: SimulatedNetwork, until: Nanoseconds, goOn: () => boolean = always): Promise<void> {
    const undisturbed = (): boolean => !this.#called && goOn()
    for (;;) {
      network.run(until, undisturbed)
      if (!this.#called) return
      this.#called = false
      for (let turn = 0; turn < TURNS; turn++) await Promise.resolve()
      if (this.#failure !== undefined) throw this.#failure.error
    }
  }
}
