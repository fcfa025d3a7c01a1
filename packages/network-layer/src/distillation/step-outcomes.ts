import type { PairName } from '@bellwire/wire'
import type { Circuit } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'
import type { Foretellings } from '../pairs/foretellings.js'
import { age, distilledState } from './estimate.js'
import { isSame, type Staged, type Step } from './party.js'
import type { Passage } from './passage.js'
import type { StagedPairs } from './staged-pairs.js'
import type { Steps } from './steps.js'

/** A request at the head-end of a circuit needs another pair. */
type Needed = (circuit: Circuit) => void

/** How steps end, at either party: the kept pair is better, or worse, or the step is void. */
export class StepOutcomes {
  readonly #core: NetworkCore
  readonly #foretellings: Foretellings
  readonly #pairs: StagedPairs
  readonly #steps: Steps
  readonly #passage: Passage
  readonly #needed: Needed

  constructor(
    core: NetworkCore,
    foretellings: Foretellings,
    pairs: StagedPairs,
    steps: Steps,
    passage: Passage,
    needed: Needed
  ) {
    this.#core = core
    this.#foretellings = foretellings
    this.#pairs = pairs
    this.#steps = steps
    this.#passage = passage
    this.#needed = needed
  }

  /** The outcomes of both parties are as they should be. */
  succeeded(id: number): void {
    const step = this.#steps.of(id)
    if (step.spoilt) return this.voided(id)
    const [kept, ...sacrificed] = step.pairs as [Staged, ...Staged[]]
    const now = this.#core.now()
    const { coherenceTime } = this.#core.options.capabilities
    for (const staged of [kept, ...sacrificed]) age(staged.state, now - staged.stateTime, coherenceTime)
    const states = [kept, ...sacrificed].map(({ state }) => state)
    distilledState(step.party.stage.protocol, states, kept.state)
    kept.stateTime = now
    kept.bellIndex = step.bellIndex
    kept.level += 1
    kept.step = undefined
    this.#tell(step, true)
    this.#passage.passed(kept, step.requestId)
  }

  /** The outcomes say that the kept pair is worse, not better. */
  unequal(id: number): void {
    const step = this.#steps.of(id)
    const kept = step.pairs[0] as Staged
    this.#pairs.forget(kept)
    this.#tell(step, false)
    this.#release(step)
    this.#pairs.free(kept.held.side, kept.held.qubit)
  }

  #tell({ party, level }: Step, succeeded: boolean): void {
    this.#core.options.listener.stepEnded({ ...party.circuit.name, stage: party.index, level, succeeded })
  }

  /** One of the pairs is void, or has not come in time: so are the others. */
  voided(id: number): void {
    const step = this.#steps.of(id)
    const { party } = step
    step.void = true
    for (const name of untold(step)) this.#pairs.expire(party, name)
    step.pairs.forEach((staged, index) => {
      if (staged !== undefined) this.#pairs.forget(staged)
      else if (party.circuit.open) {
        // When it comes it is void as well.
        const name = step.allNames[index] as PairName
        this.#foretellings.void(party.side, name.epoch, name.sequence)
      }
    })
    this.#release(step)
  }

  /** Nothing is left to be given to the step's request. */
  #release({ request, party }: Step): void {
    if (request === undefined) return
    request.unassign()
    this.#needed(party.circuit)
  }

  /** Nothing more can happen to a step: of a void one the qubits are free, now that the hardware has left them. */
  over(id: number): void {
    const step = this.#steps.of(id)
    this.#steps.remove(step)
    if (step.void) {
      step.pairs.forEach((staged, index) => {
        if (staged !== undefined && (index === 0 || !step.spent)) this.#pairs.free(staged.held.side, staged.held.qubit)
      })
    }
  }
}

/** The names of a step's pairs that the other party has to hear are void: one where it knows that they are in a step. */
function untold({ party, announced, named, names, allNames }: Step): readonly PairName[] {
  if (!party.leads) return named === undefined ? [names.kept] : []
  if (named === undefined) return announced ? [names.kept] : allNames
  // It may have said so before it heard of the step, and then wait for the pair.
  const others = allNames.filter((name) => !isSame(name, named))
  return announced ? others.slice(0, 1) : others
}
