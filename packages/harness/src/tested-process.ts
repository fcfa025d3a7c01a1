import type { Input, Output, Reaction } from '@bellwire/conformance'
import type { VirtualClock } from '@bellwire/runtime'

/** One process of a party under test: its clock, and what it does with what happens to it. */
export interface TestedProcess {
  readonly clock: VirtualClock
  take(input: Input): void
  close(): void
}

/** What a party under test does, and when, as the tester has it: whichever party it is. */
export class TestedProcesses {
  #present: TestedProcess | undefined
  #outputs: Output[] = []

  /** Takes what the present process does. */
  readonly put = (output: Output): void => void this.#outputs.push(output)

  /** Another process begins, with nothing that is left of the one before. */
  begin(make: () => TestedProcess): Reaction {
    this.close()
    this.#outputs = []
    this.#present = make()
    return this.#reaction()
  }

  input(at: number, input: Input): Reaction {
    const { clock } = this.#running
    clock.run({ until: at })
    this.#running.take(input)
    return this.#reaction()
  }

  advance(to: number): Reaction {
    this.#running.clock.run({ until: to })
    return this.#reaction()
  }

  close(): void {
    this.#present?.close()
    this.#present = undefined
  }

  get #running(): TestedProcess {
    if (this.#present === undefined) throw new Error('the party under test has not been started')
    return this.#present
  }

  #reaction(): Reaction {
    const outputs = this.#outputs
    this.#outputs = []
    return { outputs, wake: this.#running.clock.nextDue }
  }
}
