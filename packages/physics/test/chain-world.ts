import type { DeviceCommand, DeviceResult, HeraldingDevice, QuantumDevice } from '@bellwire/device'
import { createRandom, type RandomSource, VirtualClock } from '@bellwire/runtime'
import type { QubitAddress } from '../src/world/held-qubit.js'
import type { LinkOptions, NodeOptions } from '../src/world/options.js'
import { World } from '../src/world/world.js'

export interface ChainOptions {
  readonly nodes: number
  readonly qubits?: number
  readonly random?: RandomSource
  readonly link?: (link: number) => Partial<LinkOptions>
  readonly node?: (node: number) => Partial<NodeOptions>
}

/** What a pair was when its herald came. */
export interface Heralded {
  readonly a: QubitAddress
  readonly b: QubitAddress
  readonly bellIndex: number
  /** True time of the herald. */
  readonly time: number
  readonly state: Float64Array
}

/**
 * Nodes n0, n1, … in a line; link k joins n(k) and n(k+1) with a station of its own. Unless told otherwise links are
 * ideal and certain, and qubits keep.
 */
export class ChainWorld {
  readonly clock = new VirtualClock()
  readonly world: World
  readonly devices: readonly QuantumDevice[]
  readonly said: readonly DeviceResult[][]
  readonly #stations: readonly HeraldingDevice[]

  constructor({ nodes, qubits = 2, random = createRandom(1), link, node }: ChainOptions) {
    const { clock } = this
    this.world = new World({ clock, random })
    this.devices = Array.from({ length: nodes }, (_, k) =>
      this.world.addNode({ name: `n${k}`, clock, qubits, ...node?.(k) })
    )
    this.said = this.devices.map((device) => {
      const said: DeviceResult[] = []
      device.listen((result) => said.push(result))
      return said
    })
    this.#stations = Array.from({ length: nodes - 1 }, (_, k) => {
      const station = this.world.addStation({ name: `s${k}`, clock })
      this.world.addLink({
        link: k,
        a: { node: `n${k}` },
        b: { node: `n${k + 1}` },
        station: `s${k}`,
        model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1 } },
        window: 50,
        guard: 10,
        ...link?.(k)
      })
      return station
    })
  }

  get oracle() {
    return this.world.oracle
  }

  wait(nanoseconds: number): void {
    this.clock.run({ until: this.clock.now() + nanoseconds })
  }

  /** Plays attempts on a link until there is a pair between the qubits named. */
  herald(link: number, qubitA: number, qubitB: number, brightness = 1): Heralded {
    const { clock } = this
    const ends = [this.devices[link]!, this.devices[link + 1]!]
    let found: Heralded | null = null
    const [a, b] = [
      { node: `n${link}`, qubit: qubitA },
      { node: `n${link + 1}`, qubit: qubitB }
    ]
    this.world.onHerald = ({ bellIndex, state }) => {
      if (state === null) throw new Error('a herald without a pair')
      found = { a, b, bellIndex, time: clock.now() - 25, state: Float64Array.from(state) }
    }
    const batch = { link, firstSlot: 0, slots: 1e9, arrival: clock.now() + 1000, period: 1000 }
    ends.forEach((device, k) =>
      device.execute({ type: 'generate', qubit: k === 0 ? qubitA : qubitB, brightness, ...batch })
    )
    this.#stations[link]!.execute({ type: 'observe', ...batch })
    clock.run({ while: () => found === null })
    for (const device of ends) device.execute({ type: 'halt', link })
    this.world.onHerald = null
    if (found === null) throw new Error('no herald')
    return found
  }

  /** Has a node do something that is answered at once, and returns the answer. */
  ask<T extends DeviceResult['type']>(
    node: number,
    command: DeviceCommand,
    type: T
  ): Extract<DeviceResult, { type: T }> {
    const said = this.said[node]!
    const before = said.length
    this.devices[node]!.execute(command)
    const answer = said[before]
    if (answer?.type !== type || said.length !== before + 1) throw new Error(`no ${type}`)
    return answer as Extract<DeviceResult, { type: T }>
  }

  swap(node: number, a: number, b: number): 0 | 1 | 2 | 3 {
    return this.ask(node, { type: 'swap', a, b, tag: 1 }, 'swapped').outcome
  }

  distil(node: number, keep: number, sacrifice: number, protocol: 'bbpssw' | 'dejmps', side: 0 | 1): 0 | 1 {
    return this.ask(node, { type: 'distil', keep, sacrifice, protocol, side, tag: 1 }, 'distilled').outcome as 0 | 1
  }

  /** BBPSSW after twirls. */
  twirlAndDistil(node: number, keep: number, sacrifice: number, twirls: readonly [number, number]): 0 | 1 {
    const step = { type: 'distil', keep, sacrifice, protocol: 'bbpssw', side: node as 0 | 1, twirls, tag: 1 } as const
    return this.ask(node, step, 'distilled').outcome as 0 | 1
  }

  doubleSelect(node: number, keep: number, sacrifice: number, second: number): number {
    const step = {
      type: 'distil',
      keep,
      sacrifice,
      second,
      protocol: 'doubleSelection',
      side: node as 0 | 1,
      tag: 1
    } as const
    return this.ask(node, step, 'distilled').outcome
  }

  measure(node: number, qubit: number, basis: 0 | 1 | 2 | 3 | 4): 0 | 1 {
    return this.ask(node, { type: 'measure', qubit, basis, rotation: null, tag: 1 }, 'measured').outcome.reveal()
  }
}
