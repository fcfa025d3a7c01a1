import type { PairName, StageExpire } from '@bellwire/wire'
import type { Circuit, HeldPair, Side } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'
import type { HeadRequest } from '../request/head-request.js'
import type { Parties } from './parties.js'
import { isSame, type Party, type Staged } from './party.js'
import type { StagedPairs } from './staged-pairs.js'
import type { Steps } from './steps.js'

/** A pair that was handed on is void. */
type HandedOnVoid = (pair: HeldPair) => void

/** Pairs in stages become void, for whatever reason; with a pair that is in a step the others of the step do. */
export class Expiries {
  readonly #core: NetworkCore
  readonly #parties: Parties
  readonly #pairs: StagedPairs
  readonly #steps: Steps
  readonly #handedOnVoid: HandedOnVoid

  constructor(core: NetworkCore, parties: Parties, pairs: StagedPairs, steps: Steps, handedOnVoid: HandedOnVoid) {
    this.#core = core
    this.#parties = parties
    this.#pairs = pairs
    this.#steps = steps
    this.#handedOnVoid = handedOnVoid
  }

  /** The other end says that a pair of theirs is void. */
  stageExpire(circuit: Circuit, frame: StageExpire): void {
    const party = this.#parties.of(circuit, frame.stage)
    const staged = this.#pairs.named(party, frame)
    if (staged !== undefined) return this.#void(staged, frame)
    const held = party.find(frame)
    if (held === undefined || held.inStage) return this.#core.options.ignored('no-pair')
    this.#handedOnVoid(held)
  }

  /** A pair has waited at this node for as long as it may. */
  cutOff(held: HeldPair): void {
    this.#void(this.#pairs.of(held) as Staged, undefined)
  }

  /** The link says that a pair is void: so it is, unless both ends have tracked it. */
  expiredByLink(held: HeldPair): void {
    const staged = this.#pairs.of(held)
    if (staged === undefined) return
    const { party, untracked } = staged
    if (party.endToEnd) {
      if (!untracked) return
      this.#core.pairExpire(party.side, held.epoch, held.sequence)
    }
    this.#void(staged, undefined)
  }

  /** The neighbour says that a pair of the link between is void. False where it is none of a stage. */
  expiredByNeighbour(side: Side, name: PairName): boolean {
    const held = side.find(name.epoch, name.sequence)
    const staged = held?.inStage === true ? this.#pairs.of(held) : undefined
    if (staged !== undefined) {
      // The other party of a link's stage is the neighbour; that of one from end to end has to be told.
      this.#void(staged, staged.party.endToEnd ? undefined : name)
      return true
    }
    if (held === undefined && side.stage !== undefined)
      this.#expiredUnseen(this.#parties.of(side.circuit, side.stage), name)
    return false
  }

  /** A pair that has not come here, and that a step may be waiting for, is void. */
  #expiredUnseen(party: Party, name: PairName): void {
    for (const step of party.steps) {
      if (step.allNames.some((one) => isSame(one, name))) return this.#steps.spoil(step, name)
    }
  }

  /** A request has ended: what was given to it is void, and where no other needs pairs, all that is for none of the others. */
  requestOver(circuit: Circuit, request: HeadRequest, needed: boolean): void {
    if (circuit.stage === undefined) return
    const party = this.#parties.of(circuit, circuit.stage)
    for (const step of party.steps) if (step.request === request) this.#steps.spoil(step, undefined)
    if (needed) return
    for (const staged of party.pairs) {
      if (staged.step?.request !== undefined) continue
      if (staged.untracked) this.#core.pairExpire(party.side, staged.held.epoch, staged.held.sequence)
      this.#void(staged, undefined)
    }
  }

  /** The circuit is over: everything of it is dropped without a word. */
  drop(circuit: Circuit): void {
    for (const party of this.#parties.all(circuit)) {
      for (const staged of party.pairs) this.#void(staged, staged.name)
      for (const step of party.steps) this.#steps.spoil(step, undefined)
    }
    this.#parties.remove(circuit)
  }

  /** @param named by which of its names the other party has said so, where it has (NET-209, NET-221) */
  #void(staged: Staged, named: PairName | undefined): void {
    const { step } = staged
    if (step === undefined) this.#pairs.drop(staged, named === undefined)
    else this.#steps.spoil(step, named)
  }
}
