import type { Nanoseconds } from '@bellwire/runtime'
import type { PairName, Stage } from '@bellwire/wire'
import { type Circuit, type HeldPair, pairKey, type Side } from '../circuit/circuit.js'
import type { HeadRequest } from '../request/head-request.js'

// What one of the two parties of a stage keeps. A stage, its pairs and its steps refer to each other, and so stand in
// one file.

/** This node's part in a stage of a circuit. */
export class Party {
  readonly circuit: Circuit
  readonly stage: Stage
  /** Index of the stage in PATH. */
  readonly index: number
  /** Where this node's halves of the pairs are. */
  readonly side: Side
  /** This node is the first of the two: it says which pairs are combined. */
  readonly leads: boolean
  /** Between the two ends: pairs come by TRACK, and have other names at the one end than at the other. */
  readonly endToEnd: boolean
  /** Pairs that wait for others, the oldest first. */
  readonly idle: Staged[] = []
  /** All that are not handed on yet. */
  readonly pairs = new Set<Staged>()
  readonly steps = new Set<Step>()
  /** At the head-end: by their names at the tail-end, what a pair has been made of included. */
  readonly #named = new Map<number, { readonly name: PairName; readonly staged: Staged }>()

  constructor(circuit: Circuit, index: number, side: Side) {
    const stage = circuit.stages[index] as Stage
    this.circuit = circuit
    this.stage = stage
    this.index = index
    this.side = side
    this.leads = stage.first === circuit.position
    this.endToEnd = isEndToEnd(stage, circuit.hops.length)
  }

  /** Pairs have names here that are not those by which the stage speaks of them. */
  get renames(): boolean {
    return this.endToEnd && this.leads
  }

  /** The link's pair here that the other party names, or what it has become part of. */
  find(name: PairName): HeldPair | undefined {
    if (!this.renames) return this.side.find(name.epoch, name.sequence)
    const found = this.#named.get(pairKey(name.epoch, name.sequence))
    return found !== undefined && isSame(found.name, name) ? found.staged.held : undefined
  }

  /** The pair answers to a name. */
  name(name: PairName, staged: Staged): void {
    if (this.renames) this.#named.set(pairKey(name.epoch, name.sequence), { name, staged })
  }

  unname(names: readonly PairName[]): void {
    for (const { epoch, sequence } of names) this.#named.delete(pairKey(epoch, sequence))
  }
}

/** A pair in a stage. */
export class Staged {
  readonly party: Party
  readonly held: HeldPair
  /** By which the stage speaks of it: at the last node of the stage. Of a pair from end to end, known with its TRACK. */
  name: PairName
  /** All that it answers to, at the head-end. */
  readonly names: PairName[] = []
  /** Steps that it has passed. */
  level = 0
  /** The one that it is in now. */
  step: Step | undefined
  /** It waits for its TRACK. */
  untracked: boolean
  bellIndex = 0
  /** How likely it is to be off its Bell index by each of the four, as estimated for a time. */
  readonly state = new Float64Array(4)
  stateTime: Nanoseconds = 0

  constructor(party: Party, held: HeldPair) {
    this.party = party
    this.held = held
    held.inStage = true
    this.name = held
    this.untracked = party.endToEnd
  }
}

/** Pairs that are being combined. */
export class Step {
  readonly id: number
  readonly party: Party
  readonly names: { readonly kept: PairName; readonly sacrificed: readonly PairName[] }
  /** In the order of their names, the kept one first; undefined while one has not come here. */
  readonly pairs: (Staged | undefined)[]
  readonly level: number
  readonly twirl: number
  /** From end to end, of the last step: to which the result goes, here and at the other end. */
  readonly request: HeadRequest | undefined
  readonly requestId: number
  /** Measured here, and at the other party. */
  outcomes = 0
  theirs = 0
  /** How the outcomes differ where the step succeeds, and the Bell index that it leaves then. */
  difference = 0
  bellIndex = 0
  /** The other party has been told of it. */
  announced = false
  /** The hardware works on the qubits. */
  busy = false
  /** The sacrificed qubits are free. */
  spent = false
  /** One of its pairs is void: the machine is told, and has done what follows. */
  spoilt = false
  void = false
  /** The pair that the other party has called void. */
  named: PairName | undefined

  constructor(facts: Pick<Step, 'id' | 'party' | 'names' | 'pairs' | 'level' | 'twirl' | 'request' | 'requestId'>) {
    this.id = facts.id
    this.party = facts.party
    this.names = facts.names
    this.pairs = facts.pairs
    this.level = facts.level
    this.twirl = facts.twirl
    this.request = facts.request
    this.requestId = facts.requestId
  }

  get allNames(): readonly PairName[] {
    return [this.names.kept, ...this.names.sacrificed]
  }

  /** The outcomes of both parties differ as they do where the step succeeds. */
  get agrees(): boolean {
    return (this.outcomes ^ this.theirs) === this.difference
  }
}

/** Whether a stage is between the ends of a route of more than one hop. */
export function isEndToEnd({ first, last }: Stage, hops: number): boolean {
  return hops > 1 && first === 0 && last === hops
}

export function isSame(one: PairName, other: PairName): boolean {
  return one.sequence === other.sequence && one.epoch === other.epoch
}

export function nameOf({ epoch, sequence }: PairName): PairName {
  return { epoch, sequence }
}
