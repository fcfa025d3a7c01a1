import type { DeviceCommand } from '@bellwire/device'
import { type PairDelivered, type PairExpired, QubitMemory } from '@bellwire/link-layer'
import { createRandom, type Nanoseconds, type RandomStream, VirtualClock } from '@bellwire/runtime'
import type { ErrorCode, Hop, NetworkFrame } from '@bellwire/wire'
import { DEFAULT_NETWORK_CONFIGURATION, NetworkLayer, type NetworkPair } from '../src/index.js'
import { type Asked, type Half, PlayedLink } from './played-link.js'

const PURPOSE = 9
const DELAY: Nanoseconds = 1000
const SECOND: Nanoseconds = 1_000_000_000

export interface ChainOptions {
  readonly seed: number
  /** Of the inner nodes: one fewer than links. */
  readonly ranks: readonly number[]
  readonly window?: number
  /** Nanoseconds. */
  readonly cutoff?: number
  /** Probability that a link expires a pair which it has delivered. */
  readonly expiry?: number
  /** Mean time of a link for a pair, nanoseconds. */
  readonly time?: number
}

/** Who swapped when, and how far its two halves truly reached when it began. */
interface Swap {
  readonly node: number
  readonly at: Nanoseconds
  readonly reach: readonly [upstream: number, downstream: number]
  /** Sequence numbers of the two pairs. */
  readonly pairs: readonly [number, number]
}

/**
 * The network layers of a chain of nodes 1, 2, … on real frames; links and hardware are played: pairs come at random
 * times, at one end before the other, and swaps take random times.
 */
export class Chain {
  readonly clock = new VirtualClock()
  readonly layers: NetworkLayer[] = []
  readonly memories: QubitMemory[] = []
  readonly swaps: Swap[] = []
  /** Frames that were received, by type, for the circuit. */
  readonly frames = new Map<string, number>()
  readonly ignored: string[] = []
  /** What each end has been given and has not lost. */
  readonly given: readonly [NetworkPair[], NetworkPair[]] = [[], []]
  readonly ended: ErrorCode[] = []
  circuit: { readonly initiator: number; readonly circuit: number } | undefined
  readonly links: PlayedLink[]
  readonly random: RandomStream
  readonly #qubits: Map<number, Half>[] = []
  #session = 0

  constructor(readonly options: ChainOptions) {
    const { seed, ranks, window = 2 } = options
    this.random = createRandom(seed).stream('chain')
    this.links = [...ranks, 0].map((_, index) => new PlayedLink(this, index + 1))
    for (let node = 1; node <= this.links.length + 1; node++) this.#begin(node, window)
    for (const layer of this.layers) layer.start()
    this.layers.at(-1)?.accept(PURPOSE)
    this.wait(SECOND / 10)
  }

  get last(): number {
    return this.links.length + 1
  }

  layer(node: number): NetworkLayer {
    return this.layers[node - 1] as NetworkLayer
  }

  wait(duration: Nanoseconds): void {
    this.clock.run({ until: this.clock.now() + duration })
  }

  /** A whole number of nanoseconds of so many on average. */
  time(mean: number): number {
    return Math.round(-mean * Math.log(1 - this.random.uniform()))
  }

  // ---- the circuit ----

  open(): void {
    const { cutoff = 0, ranks } = this.options
    const hops = this.links.map(
      ({ link }): Hop => ({ node: link, link, minimumFidelity: 40000, cutoff, rate: 0, rank: ranks[link - 2] ?? 0 })
    )
    const name = this.layer(1).setUp({ responder: this.last, purpose: PURPOSE, minimumFidelity: 0.5, hops })
    if ('error' in name) throw new Error(`refused: ${name.error}`)
    this.circuit = name
    this.wait(SECOND / 1000)
  }

  /** Asks for pairs, and runs until they have come or the time is over. True: they have. */
  ask(number: number, limit: Nanoseconds): boolean {
    if (this.circuit === undefined) throw new Error('no circuit')
    const before = this.ended.length
    this.layer(1).request(this.circuit, { number, raw: true })
    const end = this.clock.now() + limit
    while (this.ended.length === before && this.clock.now() < end) this.wait(SECOND / 1000)
    return this.ended.length > before
  }

  /** Ends the circuit, and lets everything come to rest. */
  close(): void {
    if (this.circuit !== undefined) this.layer(1).close(this.circuit)
    this.wait(30 * SECOND)
  }

  /** What is kept anywhere: empty when everything is over. */
  get left(): string[] {
    const layers = this.layers.map(({ kept }, index) => ({ ...kept, used: this.used(index + 1) }))
    return layers.flatMap((kept, index) =>
      Object.values(kept).every((count) => count === 0) ? [] : [`${index + 1} ${JSON.stringify(kept)}`]
    )
  }

  used(node: number): number {
    const memory = this.memories[node - 1] as QubitMemory
    return QUBITS - memory.available
  }

  // ---- what truly is ----

  /** The half at the other end of whatever pair a half is part of, and the pair's Bell index. */
  farEnd(half: Half): { readonly half: Half; readonly bellIndex: number } {
    let bellIndex = half.bellIndex
    let at = half.other as Half
    while (at.joined !== undefined) {
      bellIndex ^= at.joined.outcome ^ at.joined.half.bellIndex
      at = at.joined.half.other as Half
    }
    return { half: at, bellIndex }
  }

  /** A pair that both ends have is one. */
  check(pair: NetworkPair): void {
    const first = this.links[0]?.halves.get(pair.headSequence)
    if (first === undefined) throw new Error(`no pair ${pair.headSequence}`)
    const { half, bellIndex } = this.farEnd(first)
    if (half.node !== this.last || half.sequence !== pair.tailSequence || bellIndex !== pair.bellIndex)
      throw new Error(
        `pair ${pair.headSequence} reaches ${half.node}, ${half.sequence}, in ${bellIndex}; ` +
          `told: ${pair.tailSequence}, in ${pair.bellIndex}`
      )
  }

  /** Nodes that began a swap before their rank allowed it. */
  get early(): Swap[] {
    const rank = (node: number) =>
      node === 1 || node === this.last ? Infinity : (this.options.ranks[node - 2] as number)
    return this.swaps.filter(({ node, reach }) => reach.some((far) => rank(far) < rank(node)))
  }

  // ---- parts ----

  #begin(node: number, window: number): void {
    const memory = new QubitMemory(QUBITS)
    const qubits = new Map<number, Half>()
    this.memories.push(memory)
    this.#qubits.push(qubits)
    const ports = [this.links[node - 2]?.port(node), this.links[node - 1]?.port(node)].filter(
      (port) => port !== undefined
    )
    const layer: NetworkLayer = new NetworkLayer({
      node,
      incarnation: 1,
      configuration: { ...DEFAULT_NETWORK_CONFIGURATION, window },
      adjacency: {
        helloInterval: SECOND,
        deadInterval: 5 * SECOND,
        acknowledgeDelay: 0,
        attempts: 16,
        queueLimit: 10_000,
        firstSerial: 0
      },
      times: { lifetime: 1000 * SECOND, refresh: 500 * SECOND, hopAge: 1000 },
      minimumInterval: 0,
      clock: this.clock,
      runner: 'generated',
      capabilities: {
        qubits: QUBITS,
        measureDuration: 0,
        correctDuration: 0,
        storeDuration: 0,
        swapping: true,
        swapDuration: 0,
        distillation: false,
        distilDuration: 0,
        storage: false,
        coherenceTime: Infinity,
        links: []
      },
      memory,
      device: { execute: (command) => this.#execute(node, layer, command) },
      ports,
      neighbours: ports.map(({ peer }) => ({ peer, roundTrip: 2 * DELAY })),
      random: () => ++this.#session,
      transmit: (to, frame) =>
        this.clock.at(this.clock.now() + DELAY, {
          run: () => {
            this.frames.set(frame.type, (this.frames.get(frame.type) ?? 0) + 1)
            this.layer(to).frame(node, frame as NetworkFrame)
          }
        }),
      ignored: (reason) => void this.ignored.push(reason),
      listener: {
        circuitOpened: () => undefined,
        circuitEnded: () => undefined,
        delivered: (pair) => this.#delivered(node, pair),
        expired: ({ pair }) => {
          const given = this.given[node === 1 ? 0 : 1]
          const index = given.findIndex((each) => each.pair === pair)
          if (index >= 0) given.splice(index, 1)
        },
        requestEnded: ({ code }) => void this.ended.push(code),
        stepEnded: () => undefined,
        connectionChanged: () => undefined,
        circuitOutlook: () => undefined,
        topologyChanged: () => undefined
      }
    })
    this.layers.push(layer)
  }

  #delivered(node: number, pair: NetworkPair): void {
    this.check(pair)
    this.given[node === 1 ? 0 : 1].push(pair)
    this.clock.at(this.clock.now() + this.time(1000), { run: () => void this.layer(node).release(pair.pair) })
  }

  #execute(node: number, layer: NetworkLayer, command: DeviceCommand): void {
    if (command.type !== 'swap') return
    const qubits = this.#qubits[node - 1] as Map<number, Half>
    const [a, b] = [qubits.get(command.a) as Half, qubits.get(command.b) as Half]
    this.swaps.push({
      node,
      at: this.clock.now(),
      reach: [this.farEnd(a).half.node, this.farEnd(b).half.node],
      pairs: [a.sequence, b.sequence]
    })
    const outcome = this.random.below(4) as 0 | 1 | 2 | 3
    this.clock.at(this.clock.now() + this.time(500), {
      run: () => {
        a.joined = { half: b, outcome }
        b.joined = { half: a, outcome }
        layer.deviceResult({ ...command, type: 'swapped', outcome })
      }
    })
  }

  expire(node: number, pair: PairExpired): void {
    this.layer(node).links.pairExpired(pair)
  }

  free(node: number, qubit: number): void {
    this.memories[node - 1]?.free(qubit)
  }

  /** A link's pair comes to one of its nodes. */
  deliver(half: Half, { createId, purpose }: Asked): void {
    const { node, link, sequence, bellIndex } = half
    const memory = this.memories[node - 1] as QubitMemory
    const qubit = memory.allocate('link')
    ;(this.#qubits[node - 1] as Map<number, Half>).set(qubit, half)
    const pair: PairDelivered = {
      createId,
      originator: node === link,
      kind: 'keep',
      purpose,
      peer: node === link ? link + 1 : link,
      link,
      epoch: 3,
      sequence,
      pair: sequence,
      qubit,
      bellIndex,
      corrected: false,
      goodness: 0.99,
      goodnessTime: this.clock.now(),
      slot: 0,
      outcome: null,
      basis: 0,
      final: false
    }
    this.layer(node).links.pairDelivered(pair)
  }
}

/** More than any window takes: who takes more than is its due is found out by the windows. */
const QUBITS = 40
