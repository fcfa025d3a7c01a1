import {
  DistillationSchedule,
  DistillationProtocol as Wire,
  type Distil,
  type Distilled,
  type PairName,
  type StageExpire
} from '@bellwire/wire'
import type { DeviceResult, DistillationProtocol } from '@bellwire/device'
import { wernerState } from '@bellwire/quantum'
import { type Circuit, type HeldPair, pairKey, type Side } from '../circuit/circuit.js'
import { HEADER, type NetworkCore, TAG_BASE } from '../core.js'
import type { Foretellings } from '../pairs/foretellings.js'
import type { Supply } from '../pairs/supply.js'
import type { HeadRequest } from '../request/head-request.js'
import { combineIndices, TWIRLS } from './bell-frames.js'
import { age, distilledState } from './estimate.js'
import { isSame, nameOf, Party, Staged, Step } from './party.js'
import { nextStep } from './schedule.js'

/** What stages ask of the parts that pairs come from and go to. */
export interface DistillationWork {
  /** A pair of a link has passed its stage. */
  ready(pair: HeldPair): void
  /** A pair from end to end has, and is given to a request. */
  delivered(staged: Staged, request: number): void
  /** The request that the next pair is for, at the head-end; undefined where none needs one. */
  requestFor(circuit: Circuit): HeadRequest | undefined
  /** A pair's wait at this node begins, or ends. */
  watch(pair: HeldPair): void
  unwatch(pair: HeldPair, kept?: HeldPair): void
  /** A pair that was handed on is void. */
  voided(pair: HeldPair): void
}

const PROTOCOLS: readonly DistillationProtocol[] = ['bbpssw', 'dejmps', 'doubleSelection']
const VOID = { type: 'VOID' } as const
const READY = { type: 'READY' } as const

/**
 * Distils the pairs of circuits: those of a link between its two nodes, and those from end to end between the ends. One
 * of the two parties leads: it chooses the pairs of each step, does its half and tells the other.
 */
export class Distillations {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #foretellings: Foretellings
  readonly #work: DistillationWork
  readonly #steps = new Map<number, Step>()
  /** This node's parts, in the order of the circuits' stages. */
  readonly #parties = new Map<Circuit, Party[]>()
  /** By the pairs' own names at this node. */
  readonly #staged = new Map<number, Staged>()

  constructor(core: NetworkCore, supply: Supply, foretellings: Foretellings, work: DistillationWork) {
    this.#core = core
    this.#supply = supply
    this.#foretellings = foretellings
    this.#work = work
  }

  /** Pairs in stages, and steps that hardware still works on. */
  get size(): number {
    return this.#staged.size + this.#steps.size
  }

  /** This node's part in a stage in which it has one. */
  #partyOf(circuit: Circuit, index: number): Party {
    let parties = this.#parties.get(circuit)
    if (parties === undefined) this.#parties.set(circuit, (parties = []))
    let party = parties.find((one) => one.index === index)
    if (party !== undefined) return party
    const { upstream, downstream, position } = circuit
    party = new Party(circuit, index, (circuit.stages[index]?.first === position ? downstream : upstream) as Side)
    parties.push(party)
    return party
  }

  /** What a stage's frame is about, where that is still in the stage. */
  #named(party: Party, name: PairName): Staged | undefined {
    const held = party.find(name)
    const staged = held && this.#staged.get(held.id)
    return staged?.party === party ? staged : undefined
  }

  // ---- pairs come ----

  /** The link has delivered a pair that is to be distilled; its qubit is this layer's. */
  arrived(held: HeldPair): void {
    const { side } = held
    const party = this.#partyOf(side.circuit, side.stage as number)
    const said = this.#foretellings.take(side, held.epoch, held.sequence)
    if (said?.void === true) return this.#free(side, held.qubit)
    side.pairs.set(pairKey(held.epoch, held.sequence), held)
    const staged = this.#add(party, held)
    staged.bellIndex = held.bellIndex
    wernerState(held.goodness, 0, staged.state)
    staged.stateTime = held.goodnessTime
    this.#work.watch(held)
    this.#come(staged)
  }

  /** A pair of an end has come, and waits for the TRACK of the other end. */
  await(held: HeldPair): void {
    const { circuit } = held.side
    this.#add(this.#partyOf(circuit, circuit.stage as number), held)
  }

  /** The TRACK has come. */
  tracked(held: HeldPair, remote: PairName, bellIndex: number, fidelity: number): void {
    const staged = this.#staged.get(held.id) as Staged
    staged.untracked = false
    staged.name = staged.party.renames ? nameOf(remote) : nameOf(staged.held)
    staged.names.push(staged.name)
    staged.party.name(staged.name, staged)
    staged.bellIndex = bellIndex
    wernerState(fidelity, 0, staged.state)
    staged.stateTime = this.#core.now()
    this.#come(staged)
  }

  #add(party: Party, held: HeldPair): Staged {
    const staged = new Staged(party, held)
    this.#staged.set(held.id, staged)
    party.pairs.add(staged)
    // It may wait for others, and none of those that are here become free before they come.
    this.#supply.freed(held.side)
    return staged
  }

  #come(staged: Staged): void {
    const { party } = staged
    party.idle.push(staged)
    if (party.leads) return this.advance(party)
    for (const step of party.steps) this.#gather(step)
  }

  // ---- steps, at the party that leads ----

  /** Begins every step that can be begun. */
  advance(party: Party): void {
    if (!party.leads || !party.circuit.open) return
    for (;;) {
      const places = nextStep(
        party.stage,
        party.idle.map(({ level }) => level)
      )
      if (places === undefined || !this.#begin(party, places)) return
    }
  }

  #begin(party: Party, places: readonly number[]): boolean {
    const pairs = places.map((place) => party.idle[place] as Staged)
    const [kept, ...sacrificed] = pairs as [Staged, ...Staged[]]
    let request: HeadRequest | undefined
    if (party.endToEnd && kept.level + 1 === party.stage.rounds) {
      request = this.#work.requestFor(party.circuit)
      if (request === undefined) return false
      request.assigned += 1
    }
    const twirled = party.stage.protocol === Wire.BBPSSW
    this.#open(
      new Step({
        id: this.#core.nextName(),
        party,
        names: { kept: kept.name, sacrificed: sacrificed.map(({ name }) => name) },
        pairs,
        level: kept.level,
        twirl: twirled ? Math.floor((this.#core.options.random() / 2 ** 32) * TWIRLS * TWIRLS) : 0,
        request,
        requestId: request?.id ?? 0
      }),
      true
    )
    return true
  }

  #open(step: Step, ready: boolean): void {
    this.#steps.set(step.id, step)
    step.party.steps.add(step)
    for (const staged of step.pairs) if (staged !== undefined) this.#take(step, staged)
    this.#core.tables.step.open(step.id, {
      step: step.id,
      leads: step.party.leads,
      ready,
      patience: this.#core.configuration.patience
    })
  }

  #take(step: Step, staged: Staged): void {
    const { idle } = step.party
    idle.splice(idle.indexOf(staged), 1)
    staged.step = step
  }

  // ---- frames ----

  distil(circuit: Circuit, frame: Distil): void {
    const party = this.#partyOf(circuit, frame.stage)
    const { kept, sacrificed } = frame
    const names = [kept, ...sacrificed]
    const { stage } = party
    const known =
      sacrificed.length === (stage.protocol === Wire.DOUBLE_SELECTION ? 2 : 1) &&
      frame.level < stage.rounds &&
      !names.some((name, index) => names.slice(index + 1).some((other) => isSame(name, other)))
    const inUse = [...party.steps].some((step) => names.some((name) => step.allNames.some((one) => isSame(one, name))))
    if (!known || inUse) return this.#core.options.ignored('bad-DISTIL')
    const step = new Step({
      id: this.#core.nextName(),
      party,
      names: { kept, sacrificed },
      pairs: names.map(() => undefined),
      level: frame.level,
      twirl: frame.twirl,
      request: undefined,
      requestId: frame.request
    })
    step.theirs = frame.outcomes
    step.announced = true
    this.#find(step)
    const ready = step.pairs.every((staged) => staged !== undefined)
    // From end to end a pair is known here before the other end can speak of it: it is void.
    if (!ready && party.endToEnd) {
      this.#expire(party, kept)
      for (const staged of step.pairs) if (staged !== undefined) this.#drop(staged, false)
      return
    }
    this.#open(step, ready)
  }

  /** Fills in the pairs that have come. */
  #find(step: Step): void {
    const { party } = step
    step.allNames.forEach((name, index) => {
      const staged = this.#named(party, name)
      const level = index === 0 || party.stage.schedule === DistillationSchedule.NESTED ? step.level : 0
      if (staged !== undefined && isSame(staged.name, name) && staged.level === level && party.idle.includes(staged))
        step.pairs[index] = staged
    })
  }

  #gather(step: Step): void {
    if (step.pairs.every((staged) => staged !== undefined)) return
    const before = [...step.pairs]
    this.#find(step)
    step.pairs.forEach((staged, index) => {
      if (staged !== undefined && before[index] === undefined) this.#take(step, staged)
    })
    if (step.pairs.every((staged) => staged !== undefined)) this.#core.tables.step.tell(step.id, READY)
  }

  distilled(circuit: Circuit, frame: Distilled): void {
    const step = this.#named(this.#partyOf(circuit, frame.stage), frame.kept)?.step
    if (step === undefined || !step.announced || !isSame(step.names.kept, frame.kept))
      return this.#core.options.ignored('no-step')
    step.theirs = frame.outcomes
    this.#core.tables.step.tell(step.id, { type: 'ANSWERED', agrees: agrees(step) })
  }

  /** The other end says that a pair of theirs is void. */
  stageExpire(circuit: Circuit, frame: StageExpire): void {
    const party = this.#partyOf(circuit, frame.stage)
    const staged = this.#named(party, frame)
    if (staged !== undefined) return this.#void(staged, true)
    const held = party.find(frame)
    if (held === undefined || held.inStage) return this.#core.options.ignored('no-pair')
    this.#work.voided(held)
  }

  // ---- pairs that are void ----

  /** A pair has waited at this node for as long as it may. */
  cutOff(held: HeldPair): void {
    this.#void(this.#staged.get(held.id) as Staged, false)
  }

  /** The link says that a pair is void: so it is, unless both ends have tracked it. */
  expiredByLink(held: HeldPair): void {
    const staged = this.#staged.get(held.id)
    if (staged === undefined) return
    const { party, untracked } = staged
    if (party.endToEnd) {
      if (!untracked) return
      this.#core.pairExpire(party.side, held.epoch, held.sequence)
    }
    this.#void(staged, false)
  }

  /** The neighbour says that a pair of the link between is void. False where it is none of a stage. */
  expiredByNeighbour(side: Side, name: PairName): boolean {
    const held = side.find(name.epoch, name.sequence)
    const staged = held?.inStage === true ? this.#staged.get(held.id) : undefined
    if (staged !== undefined) {
      // The other party of a link's stage is the neighbour; that of one from end to end has to be told.
      this.#void(staged, !staged.party.endToEnd)
      return true
    }
    if (held === undefined && side.stage !== undefined)
      this.#expiredUnseen(this.#partyOf(side.circuit, side.stage), name)
    return false
  }

  /** A pair that has not come here, and that a step may be waiting for, is void. */
  #expiredUnseen(party: Party, name: PairName): void {
    for (const step of party.steps) {
      if (step.allNames.some((one) => isSame(one, name))) return this.#spoil(step, name)
    }
  }

  #void(staged: Staged, told: boolean): void {
    const { step } = staged
    if (step === undefined) return this.#drop(staged, !told)
    this.#spoil(step, told ? staged.name : undefined)
  }

  /** One pair of a step is void. @param named where the other party has said so */
  #spoil(step: Step, named: PairName | undefined): void {
    // The machine may be told after what is being done now.
    if (step.spoilt) return
    step.spoilt = true
    step.named = named
    this.#core.tables.step.tell(step.id, VOID)
  }

  /** A pair that is in no step is given up. */
  #drop(staged: Staged, tell: boolean): void {
    const { party, held } = staged
    if (tell && !staged.untracked) this.#expire(party, staged.name)
    const index = party.idle.indexOf(staged)
    if (index >= 0) party.idle.splice(index, 1)
    this.#forget(staged)
    this.#free(held.side, held.qubit)
  }

  #forget(staged: Staged): void {
    this.#leave(staged)
    staged.step = undefined
    if (!staged.party.endToEnd) this.#work.unwatch(staged.held)
    staged.held.side.forget(staged.held)
  }

  /** The pair is not the stage's any more. */
  #leave(staged: Staged): void {
    const { party, held, names } = staged
    this.#staged.delete(held.id)
    party.pairs.delete(staged)
    party.unname(names)
    held.inStage = false
  }

  #expire(party: Party, { epoch, sequence }: PairName): void {
    const { side, circuit, index } = party
    if (!party.endToEnd) return this.#core.pairExpire(side, epoch, sequence)
    if (!circuit.open) return
    this.#core.send(side.port.peer, { type: 'STAGE_EXPIRE', ...HEADER, ...circuit.name, stage: index, epoch, sequence })
  }

  #free(side: Side, qubit: number): void {
    this.#core.freeQubit(side, qubit)
    this.#supply.freed(side)
  }

  /** A request has ended: what was given to it is void, and where no other is left, all that waits. */
  requestOver(circuit: Circuit, request: HeadRequest, needed: boolean): void {
    if (circuit.stage === undefined) return
    const party = this.#partyOf(circuit, circuit.stage)
    for (const step of party.steps) if (step.request === request) this.#spoil(step, undefined)
    if (needed) return
    for (const staged of party.pairs) {
      if (staged.untracked) this.#core.pairExpire(party.side, staged.held.epoch, staged.held.sequence)
      this.#void(staged, false)
    }
  }

  /** The circuit is over: everything of it is dropped without a word. */
  drop(circuit: Circuit): void {
    for (const party of this.#parties.get(circuit) ?? []) {
      for (const staged of party.pairs) this.#void(staged, true)
      for (const step of party.steps) this.#spoil(step, undefined)
    }
    this.#parties.delete(circuit)
  }

  // ---- what the machine says ----

  work(id: number): void {
    const step = this.#steps.get(id) as Step
    const [keep, sacrifice, second] = step.pairs.map((staged) => (staged as Staged).held.qubit)
    const { stage, leads } = step.party
    step.busy = true
    this.#core.options.device.execute({
      type: 'distil',
      keep: keep as number,
      sacrifice: sacrifice as number,
      ...(second !== undefined && { second }),
      protocol: PROTOCOLS[stage.protocol] as DistillationProtocol,
      side: leads ? 0 : 1,
      ...(step.twirl !== 0 && { twirls: [step.twirl % TWIRLS, Math.floor(step.twirl / TWIRLS)] as const }),
      tag: TAG_BASE - id
    })
  }

  /** The hardware has done this node's half. */
  deviceResult({ tag, outcome }: Extract<DeviceResult, { type: 'distilled' }>): void {
    const step = this.#steps.get(TAG_BASE - tag)
    if (step === undefined) return this.#core.options.ignored('no-step')
    step.busy = false
    step.outcomes = outcome
    const [kept, ...sacrificed] = step.pairs as [Staged, ...Staged[]]
    const indices = sacrificed.map(({ bellIndex }) => bellIndex)
    const combined = combineIndices(step.party.stage.protocol, kept.bellIndex, indices, step.twirl)
    step.difference = combined.difference
    step.bellIndex = combined.bellIndex
    step.spent = true
    for (const staged of sacrificed) {
      if (!step.void) this.#absorb(kept, staged)
      this.#core.freeQubit(staged.held.side, staged.held.qubit)
    }
    this.#core.tables.step.tell(step.id, { type: 'DONE', agrees: agrees(step) })
    this.#supply.freed(kept.held.side)
  }

  #absorb(kept: Staged, sacrificed: Staged): void {
    const { party } = kept
    this.#leave(sacrificed)
    kept.held.side.absorb(kept.held, sacrificed.held)
    if (!party.endToEnd) this.#work.unwatch(sacrificed.held, kept.held)
    for (const name of sacrificed.names) {
      kept.names.push(name)
      party.name(name, kept)
    }
  }

  announce(id: number): void {
    const step = this.#steps.get(id) as Step
    const { circuit, index, side } = step.party
    step.announced = true
    this.#core.send(side.port.peer, {
      type: 'DISTIL',
      ...HEADER,
      ...circuit.name,
      stage: index,
      kept: nameOf(step.names.kept),
      sacrificed: step.names.sacrificed.map(nameOf),
      level: step.level,
      outcomes: step.outcomes,
      twirl: step.twirl,
      request: step.requestId
    })
  }

  answer(id: number): void {
    const { party, names, outcomes } = this.#steps.get(id) as Step
    const { circuit, index, side } = party
    const kept = nameOf(names.kept)
    this.#core.send(side.port.peer, { type: 'DISTILLED', ...HEADER, ...circuit.name, stage: index, kept, outcomes })
  }

  succeeded(id: number): void {
    const step = this.#steps.get(id) as Step
    if (step.spoilt) return this.voided(id)
    const { party } = step
    const [kept, ...sacrificed] = step.pairs as [Staged, ...Staged[]]
    const now = this.#core.now()
    const { coherenceTime } = this.#core.options.capabilities
    for (const staged of [kept, ...sacrificed]) age(staged.state, now - staged.stateTime, coherenceTime)
    const states = [kept, ...sacrificed].map(({ state }) => state)
    distilledState(party.stage.protocol, states, kept.state)
    kept.stateTime = now
    kept.bellIndex = step.bellIndex
    kept.level += 1
    kept.step = undefined
    this.#tell(step, true)
    if (kept.level === party.stage.rounds) this.#handOn(kept, step)
    else this.#come(kept)
  }

  #handOn(staged: Staged, step: Step): void {
    const { party, held } = staged
    this.#leave(staged)
    if (party.endToEnd) return this.#work.delivered(staged, step.requestId)
    held.bellIndex = staged.bellIndex
    held.goodness = staged.state[0] as number
    held.goodnessTime = staged.stateTime
    this.#work.ready(held)
  }

  /** The outcomes say that the kept pair is worse, not better. */
  unequal(id: number): void {
    const step = this.#steps.get(id) as Step
    const kept = step.pairs[0] as Staged
    this.#forget(kept)
    this.#tell(step, false)
    this.#release(step)
    this.#free(kept.held.side, kept.held.qubit)
  }

  #tell({ party, level }: Step, succeeded: boolean): void {
    this.#core.options.listener.stepEnded({ ...party.circuit.name, stage: party.index, level, succeeded })
  }

  voided(id: number): void {
    const step = this.#steps.get(id) as Step
    const { party } = step
    step.void = true
    for (const name of this.#untold(step)) this.#expire(party, name)
    step.pairs.forEach((staged, index) => {
      if (staged !== undefined) this.#forget(staged)
      else if (party.circuit.open) {
        // When it comes it is void as well.
        const name = step.allNames[index] as PairName
        this.#foretellings.void(party.side, name.epoch, name.sequence)
      }
    })
    this.#release(step)
  }

  /** The names of a step's pairs that the other party has to hear are void: one where it knows that they are in a step. */
  #untold({ party, announced, named, names, allNames }: Step): readonly PairName[] {
    if (!party.leads) return named === undefined ? [names.kept] : []
    if (named === undefined) return announced ? [names.kept] : allNames
    // It may have said so before it heard of the step, and then wait for the pair.
    const others = allNames.filter((name) => !isSame(name, named))
    return announced ? others.slice(0, 1) : others
  }

  /** Nothing is left to be given to the step's request. */
  #release({ request, party }: Step): void {
    if (request === undefined) return
    request.assigned -= 1
    this.#supply.pump(party.circuit)
  }

  over(id: number): void {
    const step = this.#steps.get(id) as Step
    this.#steps.delete(id)
    step.party.steps.delete(step)
    if (step.void) {
      step.pairs.forEach((staged, index) => {
        if (staged !== undefined && (index === 0 || !step.spent)) this.#free(staged.held.side, staged.held.qubit)
      })
    }
  }
}

function agrees({ outcomes, theirs, difference }: Step): boolean {
  return (outcomes ^ theirs) === difference
}
