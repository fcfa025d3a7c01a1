import type { DeviceResult, DistillationProtocol } from '@bellwire/device'
import { type NetworkCore, TAG_BASE } from '../core.js'
import type { Supply } from '../pairs/supply.js'
import { combineIndices, TWIRLS } from './bell-frames.js'
import type { Staged } from './party.js'
import type { StagedPairs } from './staged-pairs.js'
import type { Steps } from './steps.js'

/** In the order of their numbers in frames. */
const PROTOCOLS: readonly DistillationProtocol[] = ['bbpssw', 'dejmps', 'doubleSelection']

/** This node's halves of steps, done by its hardware. */
export class StepHardware {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #pairs: StagedPairs
  readonly #steps: Steps

  constructor(core: NetworkCore, supply: Supply, pairs: StagedPairs, steps: Steps) {
    this.#core = core
    this.#supply = supply
    this.#pairs = pairs
    this.#steps = steps
  }

  /** Has this node's half of a step done. */
  distil(id: number): void {
    const step = this.#steps.of(id)
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
    const step = this.#steps.find(TAG_BASE - tag)
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
      if (!step.void) this.#pairs.absorb(kept, staged)
      this.#core.freeQubit(staged.held.side, staged.held.qubit)
    }
    this.#core.tables.step.tell(step.id, { type: 'DONE', agrees: step.agrees })
    this.#supply.freed(kept.held.side)
  }
}
