import type { DistillationProtocol } from '@bellwire/device'
import { Gate, unitaryChannel } from '@bellwire/quantum'
import type { RandomSource, RandomStream } from '@bellwire/runtime'
import { measureInBellBasis } from './bell-measurement.js'
import { distilOneEnd, doubleSelectOneEnd, type Twirl } from './distillation.js'
import { applyGate } from './local-gate.js'
import { requireInteger, WorldError } from './errors.js'
import { GateNoise } from './gate-noise.js'
import type { HeldQubit } from './held-qubit.js'
import type { PairPool } from './pair-pool.js'

const controlledNot = unitaryChannel(Gate.CNOT)

/** What a node does with two of its qubits at once, with its gate's noise and its readout's errors. */
export class TwoQubitGates {
  readonly #noise: GateNoise
  // Taken at the first use: most nodes never need them.
  #swaps: RandomStream | null = null
  #distillations: RandomStream | null = null

  /**
   * @param random the node's streams: 'swap' and 'distil' are taken
   * @param depolarising probability that a gate leaves its two qubits maximally mixed
   * @param readoutFlip probability that a measured qubit is read wrongly
   */
  constructor(
    private readonly random: RandomSource,
    private readonly depolarising: number,
    private readonly readoutFlip: number,
    private readonly pool: PairPool
  ) {
    this.#noise = new GateNoise(depolarising)
  }

  /**
   * Factor of one swap on the Werner parameter. A readout that flips one of the two bits turns the signs of two of the
   * three correlations: they fall by (1 − 2f), (1 − 2f) and (1 − 2f)².
   */
  get swapQuality(): number {
    const contrast = 1 - 2 * this.readoutFlip
    return ((1 - this.depolarising) * (2 * contrast + contrast * contrast)) / 3
  }

  /** @throws WorldError */
  swap(a: HeldQubit, b: HeldQubit, now: number): 0 | 1 | 2 | 3 {
    const noise = this.#noise
    const draws = (this.#swaps ??= this.random.stream('swap'))
    const uniform = draws.uniform()
    const flips = this.#flip(draws) | (this.#flip(draws) << 1)
    return measureInBellBasis(a, b, { uniform, noise, flips }, now, this.pool)
  }

  /** @throws WorldError */
  cnot(control: HeldQubit, target: HeldQubit, now: number): void {
    applyGate(controlledNot, control, target, this.#noise, now, this.pool)
  }

  /** @throws WorldError */
  distil(
    keep: HeldQubit,
    sacrifice: HeldQubit,
    protocol: DistillationProtocol,
    side: 0 | 1,
    rotations: readonly [number, number] | undefined,
    now: number
  ): 0 | 1 {
    const noise = this.#noise
    const turn = turnOf(protocol, side)
    const twirls = rotations && twirlsOf(rotations, side)
    const draws = (this.#distillations ??= this.random.stream('distil'))
    const uniform = draws.uniform()
    const flip = this.#flip(draws)
    return (distilOneEnd(keep, sacrifice, { uniform, noise, turn, twirls }, now, this.pool) ^ flip) as 0 | 1
  }

  /** @throws WorldError */
  doubleSelect(keep: HeldQubit, first: HeldQubit, second: HeldQubit, side: 0 | 1, now: number): 0 | 1 | 2 | 3 {
    requireInteger('side', side, 0, 1)
    const draws = (this.#distillations ??= this.random.stream('distil'))
    const how = { uniforms: [draws.uniform(), draws.uniform()] as const, noise: this.#noise }
    const flips = this.#flip(draws) | (this.#flip(draws) << 1)
    return (doubleSelectOneEnd(keep, first, second, how, now, this.pool) ^ flips) as 0 | 1 | 2 | 3
  }

  #flip(stream: RandomStream): number {
    return this.readoutFlip > 0 && stream.bernoulli(this.readoutFlip) ? 1 : 0
  }
}

function turnOf(protocol: DistillationProtocol, side: 0 | 1): 1 | -1 | 0 {
  requireInteger('side', side, 0, 1)
  if (protocol === 'bbpssw') return 0
  if (protocol === 'dejmps') return side === 0 ? 1 : -1
  throw new WorldError('protocol', protocol, "'bbpssw' or 'dejmps', or 'doubleSelection' with a second qubit")
}

function twirlsOf(rotations: readonly [number, number], side: 0 | 1): readonly [Twirl, Twirl] {
  const [keep, sacrifice] = rotations.map((rotation, index): Twirl => {
    requireInteger(`twirls[${index}]`, rotation, 0, 11)
    return { pauli: rotation % 4, turns: Math.floor(rotation / 4), conjugate: side === 1 }
  }) as [Twirl, Twirl]
  return [keep, sacrifice]
}
