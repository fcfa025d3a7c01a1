import { type Distilled, DistillationProtocol } from '@bellwire/wire'
import type { Circuit } from '../circuit/circuit.js'
import { HEADER, type NetworkCore } from '../core.js'
import type { HeadRequest } from '../request/head-request.js'
import { TWIRLS } from './bell-frames.js'
import type { Parties } from './parties.js'
import { isSame, nameOf, type Party, type Staged, Step } from './party.js'
import { nextStep } from './schedule.js'
import type { StagedPairs } from './staged-pairs.js'
import type { Steps } from './steps.js'

/** The request that the next pair is for, at the head-end; undefined where none needs one. */
type RequestFor = (circuit: Circuit) => HeadRequest | undefined

/** Steps at the party that leads: it chooses the pairs, does its half, tells the other and hears its answer. */
export class Leading {
  readonly #core: NetworkCore
  readonly #parties: Parties
  readonly #pairs: StagedPairs
  readonly #steps: Steps
  readonly #requestFor: RequestFor

  constructor(core: NetworkCore, parties: Parties, pairs: StagedPairs, steps: Steps, requestFor: RequestFor) {
    this.#core = core
    this.#parties = parties
    this.#pairs = pairs
    this.#steps = steps
    this.#requestFor = requestFor
  }

  /** A request at the head-end needs a pair: what has waited for one is combined. */
  needed(circuit: Circuit): void {
    if (circuit.stage === undefined) return
    const party = this.#parties.of(circuit, circuit.stage)
    if (party.leads) this.advance(party)
  }

  /** Begins every step that can be begun. */
  advance(party: Party): void {
    if (!party.circuit.open) return
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
      request = this.#requestFor(party.circuit)
      if (request === undefined) return false
      request.assign()
    }
    const twirled = party.stage.protocol === DistillationProtocol.BBPSSW
    this.#steps.open(
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

  /** This party's half is done: the other one is told which pairs, and what was measured. */
  announce(id: number): void {
    const step = this.#steps.of(id)
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

  /** The other party has done its half. */
  distilled(circuit: Circuit, frame: Distilled): void {
    const step = this.#pairs.named(this.#parties.of(circuit, frame.stage), frame.kept)?.step
    if (step === undefined || !step.announced || !isSame(step.names.kept, frame.kept))
      return this.#core.options.ignored('no-step')
    step.theirs = frame.outcomes
    this.#core.tables.step.tell(step.id, { type: 'ANSWERED', agrees: step.agrees })
  }
}
