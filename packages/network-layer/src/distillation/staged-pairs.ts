import type { PairName } from '@bellwire/wire'
import type { HeldPair, Side } from '../circuit/circuit.js'
import { HEADER, type NetworkCore } from '../core.js'
import type { Supply } from '../pairs/supply.js'
import { type Party, Staged } from './party.js'

/** The wait of a link's pair at this node ends; or goes on as that of the pair that is kept. */
type EndWait = (pair: HeldPair, kept?: HeldPair) => void

/** The pairs that are in stages at this node: put in, found, made part of another, taken out and given up. */
export class StagedPairs {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #unwatch: EndWait
  /** By the pairs' own names at this node. */
  readonly #staged = new Map<number, Staged>()

  constructor(core: NetworkCore, supply: Supply, unwatch: EndWait) {
    this.#core = core
    this.#supply = supply
    this.#unwatch = unwatch
  }

  get size(): number {
    return this.#staged.size
  }

  of(held: HeldPair): Staged | undefined {
    return this.#staged.get(held.id)
  }

  /** What a stage's frame is about, where that is still in the stage. */
  named(party: Party, name: PairName): Staged | undefined {
    const held = party.find(name)
    const staged = held && this.#staged.get(held.id)
    return staged?.party === party ? staged : undefined
  }

  add(party: Party, held: HeldPair): Staged {
    const staged = new Staged(party, held)
    this.#staged.set(held.id, staged)
    party.pairs.add(staged)
    // It may wait for others, and none of those that are here become free before they come.
    this.#supply.freed(held.side)
    return staged
  }

  /** The kept pair answers to what the sacrificed one did, which is in the stage no more. */
  absorb(kept: Staged, sacrificed: Staged): void {
    const { party } = kept
    this.leave(sacrificed)
    kept.held.side.absorb(kept.held, sacrificed.held)
    if (!party.endToEnd) this.#unwatch(sacrificed.held, kept.held)
    for (const name of sacrificed.names) {
      kept.names.push(name)
      party.name(name, kept)
    }
  }

  /** The pair is not the stage's any more. */
  leave(staged: Staged): void {
    const { party, held, names } = staged
    this.#staged.delete(held.id)
    party.pairs.delete(staged)
    party.unname(names)
    held.inStage = false
  }

  /** The pair is no pair any more; its qubit is still to be freed. */
  forget(staged: Staged): void {
    this.leave(staged)
    staged.step = undefined
    if (!staged.party.endToEnd) this.#unwatch(staged.held)
    staged.held.side.forget(staged.held)
  }

  /** A pair that is in no step is given up. @param tell the other party has to hear of it, if it knows the pair */
  drop(staged: Staged, tell: boolean): void {
    const { party, held } = staged
    if (tell && !staged.untracked) this.expire(party, staged.name)
    const index = party.idle.indexOf(staged)
    if (index >= 0) party.idle.splice(index, 1)
    this.forget(staged)
    this.free(held.side, held.qubit)
  }

  /** Tells the other party of a stage that a pair is void. */
  expire(party: Party, { epoch, sequence }: PairName): void {
    const { side, circuit, index } = party
    if (!party.endToEnd) return this.#core.pairExpire(side, epoch, sequence)
    if (!circuit.open) return
    this.#core.send(side.port.peer, { type: 'STAGE_EXPIRE', ...HEADER, ...circuit.name, stage: index, epoch, sequence })
  }

  free(side: Side, qubit: number): void {
    this.#core.freeQubit(side, qubit)
    this.#supply.freed(side)
  }
}
