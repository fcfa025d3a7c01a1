import type { TestRound } from '@bellwire/wire'
import type { Random } from '../stage/random.js'
import type { Herald } from '../stage/happening.js'
import { isTestRound, testBasis } from '../stage/test-round.js'
import type { Test } from '../verdict/test.js'
import { areAlike } from './pair-physics.js'

/** Outcomes that the peer tells at a time. */
const TOLD_AT_ONCE = 16

/**
 * Test rounds as physics and the peer have them: which pairs are some, what both ends find, and what the peer tells of it.
 * The peer measures at once, so what it has found may be known before the node measures.
 */
export class TestedRounds {
  /** Numbers of the pairs that were heralded, and of those that are test rounds. */
  readonly heralded: number[] = []
  readonly selected: number[] = []
  /** What the node's hardware has found, by number of the pair. */
  readonly found = new Map<number, number>()
  /** How many there were in Z, X and Y. */
  readonly rounds = [0, 0, 0]
  readonly #test: Test
  readonly #chance: Random
  /** By slot of a test round: its number, its basis, and what its other half was found to be. */
  readonly #other = new Map<number, { readonly round: TestRound; readonly outcome: number }>()
  #untold: TestRound[] = []
  /** Whether the next test round in a basis is to fail. */
  isFailing: (basis: number) => boolean = () => false

  constructor(test: Test, chance: Random, toldAtOnce = TOLD_AT_ONCE) {
    this.#test = test
    this.#chance = chance
    const { qubits, stage } = test.scene
    qubits.outcome = (slot, basis) => this.#measure(slot, basis)
    stage.watch((happening) => {
      if (happening.kind === 'herald') this.#herald(happening, toldAtOnce)
      // Slots are counted anew.
      if (happening.kind === 'restarted') this.#forget()
    })
  }

  /** The peer tells what it has found and not told. */
  tell(): void {
    const { peer } = this.#test.scene
    if (this.#untold.length > 0) peer.send({ type: 'TEST_RESULTS', ...peer.header(), rounds: this.#untold })
    this.#untold = []
  }

  #herald({ sequence, slot, bellIndex }: Herald, toldAtOnce: number): void {
    const { testSeed, testFraction } = this.#test.scene.peer
    this.heralded.push(sequence)
    if (!isTestRound(testSeed, testFraction, sequence)) return
    const basis = testBasis(testSeed, sequence)
    const outcome = this.#chance.below(2)
    const isAlike = areAlike(bellIndex, basis) !== this.isFailing(basis)
    this.selected.push(sequence)
    this.rounds[basis] = 1 + (this.rounds[basis] ?? 0)
    const round = { sequence, basis, outcome }
    this.#other.set(slot, { round, outcome: isAlike ? outcome : 1 - outcome })
    this.#untold.push(round)
    if (this.#untold.length >= toldAtOnce) this.tell()
  }

  #measure(slot: number | undefined, basis: number): number {
    const other = this.#other.get(slot ?? -1)
    // In another basis nothing is certain.
    const outcome = other?.round.basis === basis ? other.outcome : this.#chance.below(2)
    if (other !== undefined) this.found.set(other.round.sequence, outcome)
    return outcome
  }

  #forget(): void {
    this.heralded.length = 0
    this.selected.length = 0
    this.found.clear()
    this.rounds.fill(0)
    this.#other.clear()
    this.#untold = []
  }
}
