import { type Distil, DistillationProtocol, DistillationSchedule } from '@bellwire/wire'
import type { Circuit } from '../circuit/circuit.js'
import { HEADER, type NetworkCore } from '../core.js'
import type { Parties } from './parties.js'
import { isSame, nameOf, type Party, Step } from './party.js'
import type { StagedPairs } from './staged-pairs.js'
import type { Steps } from './steps.js'

const READY = { type: 'READY' } as const

/** Steps at the party that follows: it is told of them, waits for the pairs that are named, and answers. */
export class Following {
  readonly #core: NetworkCore
  readonly #parties: Parties
  readonly #pairs: StagedPairs
  readonly #steps: Steps

  constructor(core: NetworkCore, parties: Parties, pairs: StagedPairs, steps: Steps) {
    this.#core = core
    this.#parties = parties
    this.#pairs = pairs
    this.#steps = steps
  }

  /** The party that leads has done its half of a step. */
  distil(circuit: Circuit, frame: Distil): void {
    const party = this.#parties.of(circuit, frame.stage)
    const { kept, sacrificed } = frame
    const names = [kept, ...sacrificed]
    const { stage } = party
    const known =
      sacrificed.length === (stage.protocol === DistillationProtocol.DOUBLE_SELECTION ? 2 : 1) &&
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
      this.#pairs.expire(party, kept)
      for (const staged of step.pairs) if (staged !== undefined) this.#pairs.drop(staged, false)
      return
    }
    this.#steps.open(step, ready)
  }

  /** A pair has come: the steps that wait for it take it. */
  gather(party: Party): void {
    for (const step of party.steps) this.#gather(step)
  }

  #gather(step: Step): void {
    if (step.pairs.every((staged) => staged !== undefined)) return
    const before = [...step.pairs]
    this.#find(step)
    step.pairs.forEach((staged, index) => {
      if (staged !== undefined && before[index] === undefined) this.#steps.take(step, staged)
    })
    if (step.pairs.every((staged) => staged !== undefined)) this.#core.tables.step.tell(step.id, READY)
  }

  /** Fills in the pairs that have come. */
  #find(step: Step): void {
    const { party } = step
    step.allNames.forEach((name, index) => {
      const staged = this.#pairs.named(party, name)
      const level = index === 0 || party.stage.schedule === DistillationSchedule.NESTED ? step.level : 0
      if (staged !== undefined && isSame(staged.name, name) && staged.level === level && party.idle.includes(staged))
        step.pairs[index] = staged
    })
  }

  /** This party's half is done too: the one that leads is told what was measured. */
  answer(id: number): void {
    const { party, names, outcomes } = this.#steps.of(id)
    const { circuit, index, side } = party
    const kept = nameOf(names.kept)
    this.#core.send(side.port.peer, { type: 'DISTILLED', ...HEADER, ...circuit.name, stage: index, kept, outcomes })
  }
}
