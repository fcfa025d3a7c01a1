import {
  type ArrivalBases,
  type DeviceCapabilities,
  type DeviceCommand,
  type DeviceResult,
  type LinkCapabilities,
  type QuantumDevice,
  Secret
} from '@bellwire/device'
import { eulerDirection } from '@bellwire/quantum'
import type { Clock, Nanoseconds, RandomSource, Task } from '@bellwire/runtime'
import { arrivalBasesOf } from './arrival-bases.js'
import { requireInteger, requireNumber, requirePeriod, WorldError } from './errors.js'
import { GenerationFailures } from './generation-failures.js'
import { effectiveBrightness, emittedPolarisation } from './heralding/heralding-model.js'
import type { PairPool } from './pair-pool.js'
import { HeldQubit } from './held-qubit.js'
import type { LinkSide } from './link-side.js'
import { measuredDirection } from './measured-direction.js'
import { Measurements } from './measurements.js'
import { type ClockWatch, watchClock } from './node-clock.js'
import type { NodeOptions } from './options.js'
import type { LinkNode } from './ports.js'
import type { Train } from './train.js'
import { TwoQubitGates } from './two-qubit-gates.js'

const prepared = new Float64Array(3)

type Command<T extends DeviceCommand['type']> = Extract<DeviceCommand, { type: T }>

/**
 * A node's quantum hardware in the world. Operations act at the instant of their command; the answer comes after
 * their duration. A measurement of a qubit whose photon is still on its way finds the spin as it was emitted; a
 * herald of that photon then leaves the other side alone with its part.
 */
export class SimulatedNode implements QuantumDevice, LinkNode {
  readonly name: string
  readonly clockWatch: ClockWatch
  readonly qubits: readonly HeldQubit[]
  readonly sides: LinkSide[] = []
  /** The side that the last command was for. */
  #recent: LinkSide | null = null
  readonly #links: LinkCapabilities[] = []
  readonly #measureDuration: Nanoseconds
  readonly #correctDuration: Nanoseconds
  readonly #storeDuration: Nanoseconds
  readonly #swapDuration: Nanoseconds
  readonly #distilDuration: Nanoseconds
  readonly #prepareDuration: Nanoseconds
  readonly #gateDuration: Nanoseconds
  readonly #keep: boolean
  readonly #storage: boolean
  readonly #coherenceTime: Nanoseconds
  readonly #measurements: Measurements
  #listener: ((result: DeviceResult) => void) | null = null
  /** Counts power cycles: answers of an earlier life are dropped. */
  #life = 0
  readonly #gates: TwoQubitGates | null
  readonly #failures: GenerationFailures
  #capabilities: DeviceCapabilities | null = null

  constructor(
    options: NodeOptions,
    private readonly trueClock: Clock,
    random: RandomSource,
    pool: PairPool
  ) {
    this.name = options.name
    this.clockWatch = watchClock(options.clock, trueClock, () => {
      const now = trueClock.now()
      for (const side of this.sides) {
        side.relate(now)
        side.link.cut()
      }
    })
    const { memory, storage, durations } = options
    const kept = {
      unstored: memory ?? null,
      stored: storage?.memory ?? null,
      transfer: Float64Array.from(storage?.transfer ?? [1, 1, 1, 0])
    }
    this.qubits = Array.from(
      { length: options.qubits },
      (_, qubit) => new HeldQubit({ node: options.name, qubit }, kept, pool)
    )
    this.#storage = storage !== undefined
    this.#measureDuration = durations?.measure ?? 0
    this.#correctDuration = durations?.correct ?? 0
    this.#storeDuration = durations?.store ?? 0
    this.#swapDuration = durations?.swap ?? 0
    this.#distilDuration = durations?.distil ?? 0
    this.#prepareDuration = durations?.prepare ?? 0
    this.#gateDuration = durations?.gate ?? 0
    this.#keep = options.keep ?? true
    this.#coherenceTime = options.coherenceTime ?? Infinity
    const streams = random.fork(`node/${options.name}`)
    const { readoutFlip = 0 } = options
    this.#measurements = new Measurements(streams, readoutFlip)
    const { twoQubitGate = {} } = options
    this.#gates = twoQubitGate && new TwoQubitGates(streams, twoQubitGate.depolarising ?? 0, readoutFlip, pool)
    this.#failures = new GenerationFailures(trueClock, streams.stream('generation'), (side, firstSlot) =>
      this.tell({ type: 'generationFailed', link: side.link.number, firstSlot })
    )
  }

  /**
   * Makes the node an end of a link.
   *
   * @param keep whether pairs of the link can be kept by nodes that can keep pairs
   */
  join(side: LinkSide, operatingPoints: LinkCapabilities['operatingPoints'], keep: boolean): void {
    this.sides.push(side)
    this.#links.push({
      link: side.link.number,
      keep: keep && this.#keep,
      ...(side.arrival && { arrival: side.arrival }),
      ...(side.holds && { holds: true }),
      operatingPoints
    })
    this.#capabilities = null
  }

  get capabilities(): DeviceCapabilities {
    this.#capabilities ??= {
      qubits: this.qubits.length,
      measureDuration: this.#measureDuration,
      correctDuration: this.#correctDuration,
      storeDuration: this.#storeDuration,
      swapping: this.#gates !== null,
      swapDuration: this.#swapDuration,
      ...(this.#gates && { swapQuality: this.#gates.swapQuality }),
      prepareDuration: this.#prepareDuration,
      ...(this.#gates && { gateDuration: this.#gateDuration }),
      distillation: this.#gates !== null,
      distilDuration: this.#distilDuration,
      storage: this.#storage,
      coherenceTime: this.#coherenceTime,
      links: [...this.#links]
    }
    return this.#capabilities
  }

  listen(listener: (result: DeviceResult) => void): void {
    this.#listener = listener
  }

  /** Passes a result to the node's software. */
  tell(result: DeviceResult): void {
    this.#listener?.(result)
  }

  /** @throws WorldError for a qubit, link or number that the hardware does not have */
  execute(command: DeviceCommand): void {
    switch (command.type) {
      case 'generate':
        this.#generate(command)
        break
      case 'halt': {
        const side = this.#side(command.link)
        if (side.generationFailure > 0) this.#failures.drop(side, -Infinity)
        side.halt(this.trueClock.now())
        side.link.cut()
        break
      }
      case 'measure':
        this.#measure(command)
        break
      case 'correct': {
        const { qubit, pauli, tag } = command
        requireInteger('pauli', pauli, 0, 3)
        this.#touch(qubit).applyPauli(pauli, this.trueClock.now())
        this.#answer(this.#correctDuration, { type: 'corrected', qubit, tag })
        break
      }
      case 'store': {
        const { qubit, tag } = command
        const held = this.#touch(qubit)
        const now = this.trueClock.now()
        if (this.#storage) held.store(now, now + this.#storeDuration)
        this.#answer(this.#storage ? this.#storeDuration : 0, { type: 'stored', qubit, tag })
        break
      }
      case 'prepare':
        this.#prepare(command)
        break
      case 'gate':
        this.#gate(command)
        break
      case 'release':
        this.#touch(command.qubit).initialise(1, this.trueClock.now())
        break
      case 'calibrate': {
        const { link, tag } = command
        const life = this.#life
        this.#side(link).link.calibrate(() => {
          if (life === this.#life) this.tell({ type: 'calibrated', link, tag })
        })
        break
      }
      case 'swap':
        this.#swap(command)
        break
      case 'distil':
        this.#distil(command)
        break
    }
  }

  reset(): void {
    const now = this.trueClock.now()
    this.#life++
    for (const side of this.sides) {
      this.#failures.drop(side, -Infinity)
      side.halt(now)
    }
    this.qubits.forEach((held, qubit) => {
      this.settle(qubit, now)
      held.initialise(1, now)
    })
    for (const side of this.sides) side.link.cut()
    this.#complain(now)
  }

  /** Links that are not as they should be are told of again, when whoever has reset the hardware is ready to hear it. */
  #complain(now: Nanoseconds): void {
    if (this.sides.every(({ link }) => link.complaint === undefined)) return
    this.trueClock.at(now, {
      run: () => {
        for (const { link } of this.sides) if (link.complaint !== undefined) this.tell(link.complaint)
      }
    })
  }

  /**
   * Lets the emissions before `now` have their effect on a qubit: one later than what the qubit holds has
   * re-initialised it, and a pair it was half of is gone.
   */
  settle(qubit: number, now: Nanoseconds): void {
    const held = this.qubits[qubit] as HeldQubit
    let latest = held.stamp
    let emitter: LinkSide | null = null
    let brightness = 0
    for (let s = 0; s < this.sides.length; s++) {
      const side = this.sides[s] as LinkSide
      const { items, count } = side.trains
      for (let k = 0; k < count; k++) {
        const train = items[k] as Train
        if (train.qubit !== qubit) continue
        const slot = side.lastEffective(train, now)
        if (slot < train.from) continue
        const emission = train.arrivalOf(slot) - side.flightTime
        if (emission > latest) {
          latest = emission
          emitter = side
          brightness = train.brightness
        }
      }
    }
    if (emitter === null) return
    held.initialise(emittedPolarisation(emitter.link.model, emitter.end, brightness), latest)
    held.keepIn(emitter.memory)
  }

  /** Checks a qubit's number and brings it up to the present. */
  #touch(qubit: number): HeldQubit {
    const held = this.qubits[qubit]
    if (held === undefined) throw new WorldError('qubit', qubit, `an integer 0..${this.qubits.length - 1}`)
    this.settle(qubit, this.trueClock.now())
    return held
  }

  #prepare({ qubit, rotation: { x1, y, x2 }, tag }: Command<'prepare'>): void {
    if (!Number.isFinite(x1 + y + x2)) throw new WorldError('rotation', [x1, y, x2], 'three angles in radians')
    // What a measurement after the turns backwards would find with certainty.
    this.#touch(qubit).prepare(eulerDirection(-x2, -y, -x1, prepared), this.trueClock.now())
    this.#answer(this.#prepareDuration, { type: 'prepared', qubit, tag })
  }

  #gate({ control, target, tag }: Command<'gate'>): void {
    const gates = this.#requireGates('target', control, target)
    gates.cnot(this.#touch(control), this.#touch(target), this.trueClock.now())
    this.#answer(this.#gateDuration, { type: 'gated', control, target, tag })
  }

  #swap({ a, b, tag }: Command<'swap'>): void {
    const gates = this.#requireGates('b', a, b)
    const outcome = gates.swap(this.#touch(a), this.#touch(b), this.trueClock.now())
    this.#answer(this.#swapDuration, { type: 'swapped', a, b, tag, outcome })
  }

  #distil({ keep, sacrifice, second, protocol, side, twirls, tag }: Command<'distil'>): void {
    const gates = this.#requireGates('sacrifice', keep, sacrifice)
    const now = this.trueClock.now()
    if (protocol === 'doubleSelection') {
      if (second === undefined || second === keep || second === sacrifice)
        throw new WorldError('second', second, 'a third qubit')
      const [kept, first] = [this.#touch(keep), this.#touch(sacrifice)]
      const outcome = gates.doubleSelect(kept, first, this.#touch(second), side, now)
      this.#answer(this.#distilDuration, { type: 'distilled', keep, sacrifice, second, tag, outcome })
      return
    }
    const outcome = gates.distil(this.#touch(keep), this.#touch(sacrifice), protocol, side, twirls, now)
    this.#answer(this.#distilDuration, { type: 'distilled', keep, sacrifice, tag, outcome })
  }

  /** The gate between two qubits, which must be two. */
  #requireGates(field: string, first: number, second: number): TwoQubitGates {
    if (this.#gates === null) throw new WorldError('type', 'a two-qubit operation', 'an operation on one qubit')
    if (first === second) throw new WorldError(field, second, 'another qubit than the first')
    return this.#gates
  }

  #generate(command: Command<'generate'>): void {
    const { qubit, firstSlot, slots, arrival, period } = command
    requireInteger('qubit', qubit, 0, this.qubits.length - 1)
    requireInteger('slots', slots, 1, Number.MAX_SAFE_INTEGER)
    requireNumber('brightness', command.brightness, 0, 1)
    requirePeriod(period)
    const side = this.#side(command.link)
    const arrivalBases = arrivalBasesOf(side.arrival, command.arrivalBases)
    const now = this.trueClock.now()
    const mayFail = side.generationFailure > 0
    if (mayFail) this.#failures.drop(side, firstSlot)
    const brightness = effectiveBrightness(side.link.model, command.brightness)
    const train = side.start(qubit, brightness, firstSlot, slots, arrival, period, now, arrivalBases)
    if (side.isLate(train, firstSlot)) this.tell({ type: 'generationFailed', link: command.link, firstSlot })
    else if (mayFail) this.#failures.draw(side, train, firstSlot, slots)
    side.link.cut()
  }

  #measure(command: Command<'measure'>): void {
    const { qubit, tag } = command
    const held = this.#touch(qubit)
    if (held.record !== null) {
      const { basis, outcome } = held.record
      this.#answer(this.#measureDuration, { type: 'measured', qubit, tag, outcome: new Secret(outcome), basis })
      return
    }
    const outcome = this.#measurements.find(held, measuredDirection(command), this.trueClock.now())
    this.#answer(this.#measureDuration, { type: 'measured', qubit, tag, outcome: new Secret(outcome) })
  }

  record(held: HeldQubit, bases: ArrivalBases, time: number): void {
    this.#measurements.record(held, bases, time)
  }

  #answer(duration: Nanoseconds, result: DeviceResult): void {
    if (duration === 0) {
      this.tell(result)
      return
    }
    const life = this.#life
    const task: Task = {
      run: () => {
        if (life === this.#life) this.tell(result)
      }
    }
    this.trueClock.at(this.trueClock.now() + duration, task)
  }

  #side(link: number): LinkSide {
    if (this.#recent?.link.number === link) return this.#recent
    for (let k = 0; k < this.sides.length; k++) {
      const side = this.sides[k] as LinkSide
      if (side.link.number === link) return (this.#recent = side)
    }
    throw new WorldError(
      'link',
      link,
      `a link of node ${this.name}: ${this.sides.map((side) => side.link.number).join(', ')}`
    )
  }
}
