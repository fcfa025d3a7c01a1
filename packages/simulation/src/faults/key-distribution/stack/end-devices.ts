import type { Measured, Strategy } from '@bellwire/application-layer'
import {
  type BasisCode,
  type DeviceCapabilities,
  type DeviceCommand,
  type DeviceResult,
  type QuantumDevice,
  type QubitId,
  Secret
} from '@bellwire/device'
import type { World } from '@bellwire/physics'
import type { Played } from '../published-check.js'

/** A pair as its devices know it. */
interface KnownPair {
  readonly id: number
  readonly measured: (Measured | undefined)[]
}

/**
 * The devices of both ends: true ones, or those of an adversary, who has told both what to answer. They know which pair a qubit is half
 * of, whatever becomes of frames and pairs, as what an adversary sends along with a photon would tell them. What they do is written down.
 */
export class EndDevices {
  readonly #strategy: Strategy | undefined
  readonly #pairs = new Map<number, KnownPair>()
  /** Pairs of which one half was measured, by the place of the other one. */
  readonly #halves = new Map<string, number>()
  /** Pairs in the order in which each end has measured them. */
  readonly #order: readonly [number[], number[]] = [[], []]
  readonly breaches: string[] = []
  /** Outcomes that were kept back. */
  dropped = 0

  constructor(strategy: Strategy | undefined) {
    this.#strategy = strategy
  }

  device(end: 0 | 1, name: string, device: QuantumDevice, world: World): QuantumDevice {
    return new EndDevice(device, {
      measuring: (qubit, basis) => this.#measuring(end, { node: name, qubit }, basis, world),
      measured: (pair, outcome) => {
        const known = pair.measured[end]
        if (known !== undefined) pair.measured[end] = { ...known, outcome }
      }
    })
  }

  /** By round, in the order of the end that opened the session. */
  get played(): Played {
    const order = this.#order[0]
    const of = (end: 0 | 1) => order.map((id) => this.#pairs.get(id)?.measured[end])
    return [of(0), of(1)]
  }

  /** Pairs of which one end alone has measured its half. */
  get unmatched(): number {
    const [first, second] = this.#order.map((order) => new Set(order)) as [Set<number>, Set<number>]
    return [...first].filter((id) => !second.has(id)).length + [...second].filter((id) => !first.has(id)).length
  }

  /** What a device answers: undefined where it is a true one. */
  #measuring(end: 0 | 1, address: Address, basis: BasisCode, world: World): Measuring {
    const id = this.#idOf(address, world)
    const pair = this.#pairs.get(id) ?? { id, measured: [] }
    this.#pairs.set(id, pair)
    if (pair.measured[end] !== undefined) this.breaches.push(`end ${end} measures pair ${id} twice`)
    this.#order[end].push(id)
    const answer = this.#strategy?.outcome(end, basis, id, pair.measured[1 - end])
    pair.measured[end] = { basis, outcome: answer ?? null }
    if (answer === null) this.dropped += 1
    return { pair, answer }
  }

  #idOf({ node, qubit }: Address, world: World): number {
    const pair = world.oracle.pair({ node, qubit })
    const place = `${node}/${qubit}`
    if (pair === null) {
      const known = this.#halves.get(place)
      this.#halves.delete(place)
      // A half that never had another one has a number of its own.
      return known ?? -1 - this.#pairs.size
    }
    this.#halves.set(`${pair.partner.node}/${pair.partner.qubit}`, pair.id)
    return pair.id
  }
}

interface Address {
  readonly node: string
  readonly qubit: QubitId
}

interface Measuring {
  readonly pair: KnownPair
  /** null: none at all. undefined: what the hardware finds. */
  readonly answer: 0 | 1 | null | undefined
}

interface EndDeviceOptions {
  readonly measuring: (qubit: QubitId, basis: BasisCode) => Measuring
  readonly measured: (pair: KnownPair, outcome: 0 | 1) => void
}

class EndDevice implements QuantumDevice {
  readonly #device: QuantumDevice
  readonly #options: EndDeviceOptions
  /** Measurements under way, by tag. */
  readonly #open = new Map<number, Measuring>()

  constructor(device: QuantumDevice, options: EndDeviceOptions) {
    this.#device = device
    this.#options = options
  }

  get capabilities(): DeviceCapabilities {
    return this.#device.capabilities
  }

  execute(command: DeviceCommand): void {
    if (command.type === 'measure') {
      this.#open.set(command.tag, this.#options.measuring(command.qubit, command.basis))
    }
    this.#device.execute(command)
  }

  listen(listener: (result: DeviceResult) => void): void {
    this.#device.listen((result) => {
      const open = result.type === 'measured' ? this.#open.get(result.tag) : undefined
      if (result.type !== 'measured' || open === undefined) return listener(result)
      this.#open.delete(result.tag)
      if (open.answer === null) return
      const outcome = open.answer ?? result.outcome.reveal()
      this.#options.measured(open.pair, outcome)
      listener({ ...result, outcome: new Secret(outcome) })
    })
  }

  reset(): void {
    this.#open.clear()
    this.#device.reset()
  }
}
