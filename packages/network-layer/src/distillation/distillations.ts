import type { Circuit, HeldPair } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'
import type { Foretellings } from '../pairs/foretellings.js'
import type { Supply } from '../pairs/supply.js'
import type { HeadRequest } from '../request/head-request.js'
import { Expiries } from './expiries.js'
import { Following } from './following.js'
import { Leading } from './leading.js'
import { Parties } from './parties.js'
import { Passage, type PassageWork } from './passage.js'
import { StagedPairs } from './staged-pairs.js'
import { StepHardware } from './step-hardware.js'
import { StepOutcomes } from './step-outcomes.js'
import { Steps } from './steps.js'

/** What stages ask of the parts that pairs come from and go to. */
export interface DistillationWork extends PassageWork {
  /** The request that the next pair is for, at the head-end; undefined where none needs one. */
  requestFor(circuit: Circuit): HeadRequest | undefined
  /** A request at the head-end needs another pair. */
  needed(circuit: Circuit): void
  /** The wait of a link's pair at this node ends; or goes on as that of the pair that is kept. */
  unwatch(pair: HeldPair, kept?: HeldPair): void
  /** A pair that was handed on is void. */
  voided(pair: HeldPair): void
}

/**
 * Distils the pairs of circuits: those of a link between its two nodes, and those from end to end between the ends. One
 * of the two parties leads: it chooses the pairs of each step, does its half and tells the other. Put together here of
 * what hears of the pairs of stages (`passage`, `expiries`) and of their steps (the others).
 */
export class Distillations {
  /** Pairs come, and leave. */
  readonly passage: Passage
  /** Pairs become void. */
  readonly expiries: Expiries
  readonly leading: Leading
  readonly following: Following
  readonly hardware: StepHardware
  readonly outcomes: StepOutcomes
  readonly #pairs: StagedPairs
  readonly #steps: Steps

  constructor(core: NetworkCore, supply: Supply, foretellings: Foretellings, work: DistillationWork) {
    const parties = new Parties()
    const pairs = new StagedPairs(core, supply, (pair, kept) => work.unwatch(pair, kept))
    const steps = new Steps(core)
    this.#pairs = pairs
    this.#steps = steps
    this.leading = new Leading(core, parties, pairs, steps, (circuit) => work.requestFor(circuit))
    this.following = new Following(core, parties, pairs, steps)
    this.passage = new Passage(core, foretellings, parties, pairs, this.leading, this.following, work)
    this.expiries = new Expiries(core, parties, pairs, steps, (pair) => work.voided(pair))
    this.hardware = new StepHardware(core, supply, pairs, steps)
    this.outcomes = new StepOutcomes(core, foretellings, pairs, steps, this.passage, (circuit) => work.needed(circuit))
  }

  /** Pairs in stages, and steps that hardware still works on. */
  get size(): number {
    return this.#pairs.size + this.#steps.size
  }
}
