import type {
  EntangledPair,
  OutcomeListener,
  ReceivedQubit,
  TeleportEnd,
  TeleportSender
} from '@bellwire/application-layer'
import { Basis } from '@bellwire/device'
import { LinkSource, type Node } from '@bellwire/node'
import { createRandom, type RandomStream } from '@bellwire/runtime'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { linkNetwork, type WorkloadRun } from './link-workload.js'

const PURPOSE = 1

/** More than a link delivers while a correction is on its way. */
const UNDER_WAY = 64

/** Requests are made in portions, so that there is always one under way. */
const PORTION = 1_000_000

interface Angles {
  x1: number
  y: number
  x2: number
}

const nothing = (): void => undefined

export interface TeleportWorkloadOptions {
  readonly seed: number
  /** Success probability of an attempt. */
  readonly p: number
  /** Of the pairs. Default 1: every qubit must arrive as it was sent. */
  readonly fidelity?: number
}

/**
 * The teleportation workload: over the pairs of a link, qubits in states drawn from the sphere, each one measured by the
 * receiver along the state that was sent.
 */
export class TeleportWorkload {
  readonly #network: SimulatedNetwork
  readonly #alice: Node
  readonly #bob: Node
  readonly #draws: RandomStream
  readonly #source: LinkSource
  readonly #sender: TeleportSender
  /** What was sent over the pairs that may be under way, by their numbers. */
  readonly #sent = Array.from({ length: UNDER_WAY }, () => ({ x1: 0, y: 0, x2: 0 }))
  readonly #backwards = { x1: 0, y: 0, x2: 0 }
  #delivered = 0
  #wrong = 0
  #left = 0

  constructor({ seed, p, fidelity = 1 }: TeleportWorkloadOptions) {
    const description = linkNetwork(p, 1, { fidelity, qubits: 3 })
    this.#network = new SimulatedNetwork(description, { seed, mode: 'skip' })
    if (!this.#network.settle()) throw new Error('the link did not come up')
    this.#alice = this.#network.node('alice0')
    this.#bob = this.#network.node('bob0')
    this.#draws = createRandom(seed).stream('teleported')
    const { clock } = this.#network
    const options = { purpose: PURPOSE, request: { minimumFidelity: 0.9 } }
    this.#source = new LinkSource(this.#alice.link('bob0'), this.#alice.qubits, clock, options)
    const receiving = new LinkSource(this.#bob.link('alice0'), this.#bob.qubits, clock, options)
    receiving.accept()
    this.#sender = this.#alice.applications.teleports.sender(this.#source)
    this.#bob.applications.teleports.receiver(receiving, {
      received: (qubit) => this.#check(qubit),
      voided: () => {
        throw new Error('a teleportation is void on a network that loses nothing')
      }
    })
    this.#source.listen({
      delivered: (pair) => this.#teleport(pair),
      expired: () => undefined,
      ended: () => undefined
    })
  }

  /** Teleports so many qubits more. @throws Error where one arrives as another than was sent, if all pairs are perfect */
  run(count: number): WorkloadRun {
    const { clock } = this.#network
    const [start, events, delivered] = [clock.now(), clock.events, this.#delivered]
    this.#more(count)
    this.#network.run(Number.MAX_SAFE_INTEGER, () => this.#delivered < delivered + count)
    return {
      count: this.#delivered - delivered,
      simulatedSeconds: (clock.now() - start) / 1e9,
      events: clock.events - events,
      facts: [{ name: 'found as another than was sent', value: this.#wrong / this.#delivered, unit: 'of all' }]
    }
  }

  #more(count: number): void {
    if (this.#left >= count) return
    this.#left += PORTION
    this.#source.request(PORTION)
  }

  #teleport(pair: EntangledPair): void {
    this.#left -= 1
    const { qubits } = this.#alice
    const data = qubits.allocate()
    if (data < 0) throw new Error('no qubit is free for what is to be sent')
    const rotation = this.#sent[pair.headSequence % UNDER_WAY] as Angles
    // Uniform on the sphere: X is so along its axis, and the angle about it.
    rotation.y = Math.asin(2 * this.#draws.uniform() - 1)
    rotation.x2 = 2 * Math.PI * this.#draws.uniform()
    qubits.prepare(data, rotation, nothing)
    this.#sender.send(pair, data, this.#ended)
  }

  readonly #ended = (end: TeleportEnd): void => {
    if (end !== 'delivered') throw new Error(`a teleportation ended as ${end}`)
  }

  readonly #found: OutcomeListener = (outcome) => {
    this.#wrong += outcome?.reveal() ?? 0
  }

  #check({ qubit, pair }: ReceivedQubit): void {
    const { qubits } = this.#bob
    const { y, x2 } = this.#sent[pair.headSequence % UNDER_WAY] as Angles
    this.#backwards.x1 = -x2
    this.#backwards.y = -y
    qubits.measureDirect(qubit, Basis.Rotated, this.#found, this.#backwards)
    qubits.giveBack(qubit)
    this.#delivered += 1
  }
}
