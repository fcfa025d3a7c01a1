import type { QuantumDevice } from '@bellwire/device'
import { createRandom, type RandomSource } from '@bellwire/runtime'
import type { Transport } from '@bellwire/transport'
import { type Intruder, SimulatedNetwork } from '../../../network/simulated-network.js'
import { chain, idealLinks, networkOfTopology } from '../../../topology/index.js'
import { ListRecorder } from '../../list-recorder.js'
import { devicesOf } from '../devices.js'
import { ManInTheMiddle } from '../middle.js'
import { Transcript } from '../transcript.js'
import { STACK_NODES } from './cases.js'
import { EndDevices } from './end-devices.js'
import { intercept } from './interception.js'
import { LyingStation, type Told } from './lying-station.js'
import { LyingSwap } from './lying-swap.js'
import type { KeyStackPlan } from './plan.js'
import { TappedTransport } from './tapped-transport.js'

const METRES = 10_000

/** The network of a plan: a link, or two with a node between them, and whoever has replaced parts of it. */
export class AttackedNetwork {
  readonly network: SimulatedNetwork
  readonly transcript: Transcript
  readonly devices: EndDevices
  readonly middle: ManInTheMiddle | undefined
  readonly told: Told = { lies: 0, truths: 0 }
  /** What happens in the network, as everybody may read it. */
  readonly recorder: ListRecorder
  readonly #random: RandomSource
  readonly #ends: readonly string[]

  constructor(readonly plan: KeyStackPlan) {
    const { seed, path, runner, fidelity, loss, adversary, middle } = plan
    this.#random = createRandom(seed).fork('adversary')
    const ends = STACK_NODES[path]
    this.#ends = ends.map((number) => `n${number}`)
    this.transcript = new Transcript(ends)
    const isReplaced = adversary.kind === 'replaced devices'
    this.devices = new EndDevices(isReplaced ? devicesOf(adversary.devices, this.#random.stream('devices')) : undefined)
    if (middle !== undefined) this.middle = new ManInTheMiddle(middle, this.#random.stream('middle'))
    // A part of the interceptions is at an angle to which a corrected Bell state would turn it.
    const announced = adversary.kind === 'interception' || adversary.kind === 'false herald' ? [0] : [0, 1, 2, 3]
    const topology = chain(path === 'link' ? 2 : 3, METRES)
    const described = networkOfTopology(topology, { link: idealLinks({ fidelity, announced }) })
    const links = described.links.map((link) => ({ ...link, channels: { peer: { loss } } }))
    const description = { ...described, links, ...(path === 'circuit' && { network: {} }) }
    const recorders: ListRecorder[] = []
    this.network = new SimulatedNetwork(description, {
      seed,
      runner,
      wire: true,
      recorder: (clock) => {
        const recorder = new ListRecorder(clock)
        recorders.push(recorder)
        return recorder
      },
      intruder: this.#intruder()
    })
    this.recorder = recorders[0] as ListRecorder
    if (adversary.kind === 'interception') {
      intercept(this.network.world, 1, adversary, this.#random.stream('interception'))
    }
    this.network.settle()
  }

  #intruder(): Intruder {
    const { adversary } = this.plan
    const draws = this.#random.stream('lies')
    return {
      device: (name, device, world): QuantumDevice => {
        const end = this.#ends.indexOf(name)
        if (end === 0 || end === 1) return this.devices.device(end, name, device, world)
        return adversary.kind === 'false swap' ? new LyingSwap(device, adversary, draws, this.told) : device
      },
      station: (_name, device, clock) =>
        adversary.kind === 'false herald' || adversary.kind === 'false Bell state'
          ? new LyingStation(device, clock, adversary, draws, this.told)
          : device,
      transport: (name, transport): Transport =>
        this.#ends.includes(name) ? new TappedTransport(transport, this.transcript, this.middle) : transport
    }
  }
}
