import type { PairName } from '@bellwire/wire'
import { wernerState } from '@bellwire/quantum'
import { type HeldPair, pairKey } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'
import type { Foretellings } from '../pairs/foretellings.js'
import type { Following } from './following.js'
import type { Leading } from './leading.js'
import type { Parties } from './parties.js'
import { nameOf, type Staged } from './party.js'
import type { StagedPairs } from './staged-pairs.js'

/** What pairs in stages ask of the parts that they come from and go to. */
export interface PassageWork {
  /** A pair of a link has passed its stage. */
  ready(pair: HeldPair): void
  /** A pair from end to end has, and is given to a request. */
  delivered(staged: Staged, request: number): void
  /** A link's pair begins to wait at this node. */
  watch(pair: HeldPair): void
}

/** The way of pairs through their stages: they come, wait for others, come again after each step, and leave. */
export class Passage {
  readonly #core: NetworkCore
  readonly #foretellings: Foretellings
  readonly #parties: Parties
  readonly #pairs: StagedPairs
  readonly #leading: Leading
  readonly #following: Following
  readonly #work: PassageWork

  constructor(
    core: NetworkCore,
    foretellings: Foretellings,
    parties: Parties,
    pairs: StagedPairs,
    leading: Leading,
    following: Following,
    work: PassageWork
  ) {
    this.#core = core
    this.#foretellings = foretellings
    this.#parties = parties
    this.#pairs = pairs
    this.#leading = leading
    this.#following = following
    this.#work = work
  }

  /** The link has delivered a pair that is to be distilled; its qubit is this layer's. */
  arrived(held: HeldPair): void {
    const { side } = held
    const party = this.#parties.of(side.circuit, side.stage as number)
    const said = this.#foretellings.take(side, held.epoch, held.sequence)
    if (said?.void === true) return this.#pairs.free(side, held.qubit)
    side.pairs.set(pairKey(held.epoch, held.sequence), held)
    const staged = this.#pairs.add(party, held)
    staged.bellIndex = held.bellIndex
    wernerState(held.goodness, 0, staged.state)
    staged.stateTime = held.goodnessTime
    this.#work.watch(held)
    this.#come(staged)
  }

  /** A pair of an end has come, and waits for the TRACK of the other end. */
  await(held: HeldPair): void {
    const { circuit } = held.side
    this.#pairs.add(this.#parties.of(circuit, circuit.stage as number), held)
  }

  /** The TRACK has come. */
  tracked(held: HeldPair, remote: PairName, bellIndex: number, fidelity: number): void {
    const staged = this.#pairs.of(held) as Staged
    staged.untracked = false
    staged.name = staged.party.renames ? nameOf(remote) : nameOf(staged.held)
    staged.names.push(staged.name)
    staged.party.name(staged.name, staged)
    staged.bellIndex = bellIndex
    wernerState(fidelity, 0, staged.state)
    staged.stateTime = this.#core.now()
    this.#come(staged)
  }

  /** The pair has been kept by a step that succeeded. @param request to which it goes after the last step */
  passed(staged: Staged, request: number): void {
    if (staged.level === staged.party.stage.rounds) this.#handOn(staged, request)
    else this.#come(staged)
  }

  #come(staged: Staged): void {
    const { party } = staged
    party.idle.push(staged)
    if (party.leads) this.#leading.advance(party)
    else this.#following.gather(party)
  }

  #handOn(staged: Staged, request: number): void {
    const { party, held } = staged
    this.#pairs.leave(staged)
    if (party.endToEnd) return this.#work.delivered(staged, request)
    held.bellIndex = staged.bellIndex
    held.goodness = staged.state[0] as number
    held.goodnessTime = staged.stateTime
    this.#work.ready(held)
  }
}
