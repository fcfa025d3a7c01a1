import type { RandomStream } from '@bellwire/runtime'
import type { AttemptModel } from './heralding/heralding-kind.js'

/** A click pattern ready to be drawn and used. */
export interface Outcome {
  /** Bit 0: detector 0 clicked, bit 1: detector 1. */
  readonly detectors: number
  /** Bell state announced; -1 where the pattern is no herald. */
  readonly bellIndex: number
  /** The pair given the pattern, 16 Pauli coefficients, side A first; null where the pattern is no herald. */
  readonly state: Float64Array | null
  /** The attempt goes on into its second round. */
  readonly goesOn: boolean
  /** Share of this pattern that noise alone brought about, 0..1: such clicks lie anywhere in the window. */
  readonly noiseShare: number
}

/** The click patterns of one slot with their cumulative probabilities. */
export class OutcomeTable {
  /** Probability of any pattern in the table. */
  readonly total: number
  readonly #cumulative: Float64Array

  constructor(
    readonly outcomes: readonly Outcome[],
    probabilities: readonly number[]
  ) {
    this.#cumulative = new Float64Array(outcomes.length)
    let sum = 0
    probabilities.forEach((probability, index) => {
      sum += probability
      this.#cumulative[index] = sum
    })
    this.total = sum
  }

  /** The outcome at `uniform` in [0, 1) of one slot; null for no click. */
  at(uniform: number): Outcome | null {
    const cumulative = this.#cumulative
    for (let k = 0; k < cumulative.length; k++) {
      if (uniform < (cumulative[k] as number)) return this.outcomes[k] as Outcome
    }
    return null
  }

  /** The outcome given that there is one. */
  given(uniform: number): Outcome {
    return this.at(uniform * this.total) ?? (this.outcomes[this.outcomes.length - 1] as Outcome)
  }
}

/**
 * Everything that sampling needs of one attempt under constant conditions.
 *
 * An attempt of one round is a slot; one of two rounds is a slot if round one fails and two slots if it goes on.
 * Attempts are independent, so the number of attempts up to the herald is geometric, the failures among them are
 * independently of the one-slot or of the two-slot kind, and the slot of the herald is the sum.
 */
export class AttemptTable {
  /** Slot patterns of round one. */
  readonly first: OutcomeTable
  /** [detector that clicked alone in round one]; null for attempts of one round. */
  readonly second: readonly [OutcomeTable, OutcomeTable] | null
  /** The heralding outcomes of an attempt, over all first rounds. */
  readonly heralds: OutcomeTable
  /** Probability that a failed attempt failed in its second round. */
  readonly #failsLate: number

  /**
   * @param model the attempt under its noise
   * @param quiet the same attempt without noise: what it lacks in a pattern's probability is noise's share
   * @param noise noise-click probabilities of the slot, by detector
   * @param degrade what the link's present condition does to a heralded state; a copy
   */
  constructor(model: AttemptModel, quiet: AttemptModel, noise: readonly [number, number], degrade: Degrade) {
    const twoRounds = model.second !== null
    this.first = slotTable(model.first.patterns, quiet.first.patterns, noise, twoRounds, degrade)
    if (model.second === null) {
      this.second = null
      this.heralds = heraldsOf(model.first.patterns, this.first)
      this.#failsLate = 0
      return
    }
    const [after0, after1] = model.second
    const [quiet0, quiet1] = quiet.second ?? model.second
    this.second = [
      slotTable(after0.patterns, quiet0.patterns, noise, false, degrade),
      slotTable(after1.patterns, quiet1.patterns, noise, false, degrade)
    ]
    const outcomes: Outcome[] = []
    const probabilities: number[] = []
    for (const { detectors, probability } of model.first.patterns) {
      const after = this.second[detectors - 1]
      const rounds = model.second[detectors - 1]
      if (after === undefined || rounds === undefined) continue
      rounds.patterns.forEach((pattern, index) => {
        if (pattern.bellIndex < 0) return
        outcomes.push(after.outcomes[index] as Outcome)
        probabilities.push(probability * pattern.probability)
      })
    }
    this.heralds = new OutcomeTable(outcomes, probabilities)
    const failure = 1 - this.heralds.total
    this.#failsLate = failure > 0 ? Math.max(0, model.first.heraldProbability - this.heralds.total) / failure : 0
  }

  /** The first of `slots` slots that heralds, counted from 0, when an attempt starts in slot 0; -1 if none does. */
  firstHerald(slots: number, random: RandomStream): number {
    if (this.heralds.total <= 0) return -1
    const attempts = random.geometric(this.heralds.total)
    if (this.second === null) return attempts <= slots ? attempts - 1 : -1
    // Every attempt takes a slot at least and the herald's takes two: most misses are decided here.
    if (attempts >= slots) return -1
    const slot = attempts + random.binomial(attempts - 1, this.#failsLate)
    return slot < slots ? slot : -1
  }

  /** The first of `slots` slots with any click, counted from 0; -1 if none has one. */
  firstClick(slots: number, random: RandomStream): number {
    if (this.first.total <= 0) return -1
    const slot = random.geometric(this.first.total)
    return slot <= slots ? slot - 1 : -1
  }
}

/** Gives the state a link really delivers for the one its optics would, without touching the latter. */
export type Degrade = (state: Float64Array) => Float64Array

type Patterns = AttemptModel['first']['patterns']

/** The patterns of one slot, ready to be drawn. */
export function slotTable(
  patterns: Patterns,
  quiet: Patterns,
  noise: readonly [number, number],
  goesOn: boolean,
  degrade: Degrade
): OutcomeTable {
  const outcomes = patterns.map((pattern): Outcome => {
    const single = pattern.detectors === 1 || pattern.detectors === 2
    const signal = quiet.find((other) => other.detectors === pattern.detectors)?.probability ?? 0
    // Signal at one detector alone still needs the other to stay free of noise.
    const undisturbed = pattern.detectors === 1 ? 1 - noise[1] : pattern.detectors === 2 ? 1 - noise[0] : 1
    return {
      detectors: pattern.detectors,
      bellIndex: goesOn ? -1 : pattern.bellIndex,
      state: pattern.state === null ? null : degrade(pattern.state),
      goesOn: goesOn && single,
      noiseShare: Math.min(1, Math.max(0, 1 - (signal * undisturbed) / pattern.probability))
    }
  })
  return new OutcomeTable(
    outcomes,
    patterns.map(({ probability }) => probability)
  )
}

/** The part of a slot's table that heralds. */
function heraldsOf(patterns: Patterns, table: OutcomeTable): OutcomeTable {
  const heralds = patterns.map((_, index) => index).filter((index) => (table.outcomes[index] as Outcome).bellIndex >= 0)
  return new OutcomeTable(
    heralds.map((index) => table.outcomes[index] as Outcome),
    heralds.map((index) => (patterns[index] as Patterns[number]).probability)
  )
}

const nothing: AttemptModel = { first: { heraldProbability: 0, patterns: [] }, second: null }

/** An attempt of which nothing comes, whatever the light. */
export const nothingClicks = new AttemptTable(nothing, nothing, [0, 0], (state) => state)
