import { BitString } from '@bellwire/post-processing'
import type { QkdPairRun } from '@bellwire/wire'
import type { EntangledPair, PairName } from '../entanglement/source.js'
import { PairRuns } from './pair-runs.js'

/**
 * Shared tests, at the end that is told of each round whether it is a test: pairs and what is said of them come in any
 * order.
 */
export class ToldKinds {
  readonly #rounds: number
  /** Pairs of which nobody has said whether they are for a test, by name. */
  readonly #waiting = new Map<string, EntangledPair>()
  /** Kinds that came before their pairs. */
  readonly #early = new Map<string, boolean>()
  /** The pairs whose kinds were told, in order, and the kinds. */
  readonly #told = new PairRuns()
  readonly #tests: BitString

  constructor(rounds: number) {
    this.#rounds = rounds
    this.#tests = new BitString(rounds)
  }

  /** Whether the kinds of all rounds were told. */
  get complete(): boolean {
    return this.#told.count === this.#rounds
  }

  isTest(round: number): boolean {
    return this.#tests.get(round) === 1
  }

  /** A pair has come: whether it is for a test, where that was said before; undefined, and kept, where it was not. */
  came(pair: EntangledPair): boolean | undefined {
    const name = keyOf(pair)
    const test = this.#early.get(name)
    if (test === undefined) this.#waiting.set(name, pair)
    else this.#early.delete(name)
    return test
  }

  /** The kind of the next round is told: gives its pair, where that has come. @param live false: none will come any more */
  tell(name: PairName, test: boolean, live: boolean): EntangledPair | undefined {
    if (test) this.#tests.set(this.#told.count, 1)
    this.#told.append(name)
    const key = keyOf(name)
    const pair = this.#waiting.get(key)
    this.#waiting.delete(key)
    if (pair === undefined && live) this.#early.set(key, test)
    return pair
  }

  expired(pair: number): void {
    for (const [name, one] of this.#waiting) if (one.pair === pair) this.#waiting.delete(name)
  }

  /** Whether a list of rounds is that of the pairs whose kinds were told. */
  isListed(runs: readonly QkdPairRun[]): boolean {
    const told = this.#told.runs
    return (
      told.length === runs.length &&
      told.every((run, index) => {
        const other = runs[index]
        return other !== undefined && keyOf(run) === keyOf(other) && run.count === other.count
      })
    )
  }

  /** Forgets the pairs that are no rounds, and gives them. */
  leave(): EntangledPair[] {
    const left = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#early.clear()
    return left
  }
}

function keyOf({ initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence }: PairName): string {
  return `${initiator}/${circuit}/${headEpoch}/${headSequence}/${tailEpoch}/${tailSequence}`
}
