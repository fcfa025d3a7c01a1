import { type Input, NodeFailed, type Output, type Reaction } from '@bellwire/conformance'
import type { VirtualClock } from '@bellwire/runtime'

/** One process of a party under test: its clock, and what it does with what happens to it. */
export interface TestedProcess {
  readonly clock: VirtualClock
  readonly take: (input: Input) => void
  /** What it does at the end of everything that it does. */
  readonly turn?: () => void
  /** What it does after that by promises, in no time, is done when this is. */
  readonly settled?: () => Promise<void>
  close(): void
}

/** What a party under test does, and when, as the tester has it: whichever party it is. */
export class TestedProcesses {
  #present: TestedProcess | undefined
  #outputs: Output[] = []

  /** Takes what the present process does. */
  readonly put = (output: Output): void => void this.#outputs.push(output)

  /** How many outputs there are of what is being done. */
  get outputs(): number {
    return this.#outputs.length
  }

  /** Another process begins, with nothing that is left of the one before. */
  begin(make: () => TestedProcess): Reaction {
    this.close()
    this.#outputs = []
    this.#present = make()
    this.#present.turn?.()
    return this.#reaction()
  }

  /** The same, with what is done by promises. */
  async whole(at: number, reaction: Reaction): Promise<Reaction> {
    await this.#running.settled?.()
    if (this.#outputs.length === 0) return reaction
    const rest = this.advance(at)
    return { outputs: [...reaction.outputs, ...rest.outputs], wake: rest.wake }
  }

  input(at: number, input: Input): Reaction {
    const { clock, take } = this.#running
    return this.#done(() => {
      clock.run({ until: at })
      take(input)
    })
  }

  advance(to: number): Reaction {
    const { clock } = this.#running
    return this.#done(() => clock.run({ until: to }))
  }

  close(): void {
    this.#present?.close()
    this.#present = undefined
  }

  get #running(): TestedProcess {
    if (this.#present === undefined) throw new Error('the party under test has not been started')
    return this.#present
  }

  /** What a process does not catch is its failure. */
  #done(act: () => void): Reaction {
    try {
      act()
      this.#running.turn?.()
    } catch (error) {
      throw new NodeFailed(error instanceof Error ? error.message : String(error), { cause: error })
    }
    return this.#reaction()
  }

  #reaction(): Reaction {
    const outputs = this.#outputs
    this.#outputs = []
    return { outputs, wake: this.#running.clock.nextDue }
  }
}
