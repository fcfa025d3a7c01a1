import { Basis, type BasisCode, type Rotation } from '@bellwire/device'
import type { Estimate } from '@bellwire/quantum'
import { type DecayFit, fitDecay } from './decay-fit.js'

/** What came back after so many round trips: the mean of ±1 for each axis, +1 for what was sent. */
export interface BouncePoint {
  readonly length: number
  readonly axes: readonly [x: Estimate, y: Estimate, z: Estimate]
}

export interface BounceResult {
  readonly points: readonly BouncePoint[]
  /** By round trip. Errors of preparation and measurement are in the amplitudes alone. */
  readonly fits: readonly [x: DecayFit, y: DecayFit, z: DecayFit]
  /** Entanglement fidelity of one teleportation, both ways taken to be alike. */
  readonly fidelity: Estimate
  /** Runs that were lost on the way, and repeated. */
  readonly lost: number
}

/** One run: what is sent, how often to and fro, and how it is measured in the end. */
export interface BounceRun {
  readonly length: number
  readonly rotation: Rotation
  readonly basis: BasisCode
}

interface State {
  readonly axis: 0 | 1 | 2
  readonly sign: 0 | 1
  readonly rotation: Rotation
}

const QUARTER = Math.PI / 2

const STATES: readonly State[] = [
  { axis: 0, sign: 0, rotation: { x1: 0, y: QUARTER, x2: 0 } },
  { axis: 0, sign: 1, rotation: { x1: 0, y: -QUARTER, x2: 0 } },
  { axis: 1, sign: 0, rotation: { x1: -QUARTER, y: 0, x2: 0 } },
  { axis: 1, sign: 1, rotation: { x1: QUARTER, y: 0, x2: 0 } },
  { axis: 2, sign: 0, rotation: { x1: 0, y: 0, x2: 0 } },
  { axis: 2, sign: 1, rotation: { x1: Math.PI, y: 0, x2: 0 } }
]

const BASES: readonly BasisCode[] = [Basis.X, Basis.Y, Basis.Z]

/** The runs of a benchmark, one after the other, and what was found: every length with each of the six states, so many times. */
export class BounceTally {
  readonly #lengths: readonly number[]
  readonly #repetitions: number
  /** Sums of ±1 by length and axis. */
  readonly #sums: Float64Array
  #run = 0

  constructor(lengths: readonly number[], repetitions: number) {
    this.#lengths = lengths
    this.#repetitions = repetitions
    this.#sums = new Float64Array(3 * lengths.length)
  }

  /** The run that has no outcome yet; undefined once there is none left. */
  get next(): BounceRun | undefined {
    if (this.#run === this.#lengths.length * STATES.length * this.#repetitions) return undefined
    const { axis, rotation } = this.#state
    return { length: this.#lengths[this.#place] as number, rotation, basis: BASES[axis] as BasisCode }
  }

  /** Takes the outcome of that run. */
  found(outcome: 0 | 1): void {
    const { axis, sign } = this.#state
    const at = 3 * this.#place + axis
    this.#sums[at] = (this.#sums[at] as number) + (outcome === sign ? 1 : -1)
    this.#run += 1
  }

  /** What all the runs have shown. */
  result(lost: number): BounceResult {
    const runs = 2 * this.#repetitions
    const points = this.#lengths.map((length, index): BouncePoint => {
      const axis = (which: number): Estimate => {
        const sum = this.#sums[3 * index + which] as number
        // As if there had been one more of each: no mean of few numbers is certain.
        const shrunk = sum / (runs + 2)
        return { value: sum / runs, standardError: Math.sqrt((1 - shrunk ** 2) / runs) }
      }
      return { length, axes: [axis(0), axis(1), axis(2)] }
    })
    const fit = (axis: 0 | 1 | 2): DecayFit => fitDecay(points.map(({ length, axes }) => ({ length, ...axes[axis] })))
    const fits = [fit(0), fit(1), fit(2)] as const
    return { points, fits, fidelity: fidelityOf(fits), lost }
  }

  /** Of the run's length among the lengths. */
  get #place(): number {
    return this.#run % this.#lengths.length
  }

  get #state(): State {
    return STATES[Math.floor(this.#run / this.#lengths.length) % STATES.length] as State
  }
}

/** F = (1 + λx + λy + λz)/4 of one way, where a round trip is two. */
function fidelityOf(fits: readonly DecayFit[]): Estimate {
  let [sum, variance] = [0, 0]
  for (const { decay } of fits) {
    const once = Math.sqrt(Math.max(decay.value, 0))
    sum += once
    variance += once === 0 ? 1 : (decay.standardError / (2 * once)) ** 2
  }
  return { value: (1 + sum) / 4, standardError: Math.sqrt(variance) / 4 }
}
