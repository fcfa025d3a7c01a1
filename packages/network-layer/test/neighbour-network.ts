import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { Observer, RunnerKind } from '@bellwire/statechart'
import { type Channel, MemoryNetwork } from '@bellwire/transport'
import { isNetworkFrame, type OrderedFrame } from '@bellwire/wire'
import { expect } from 'vitest'
import { type AdjacencyConfiguration, Neighbours } from '../src/index.js'

const DELAY = 5000
export const ROUND_TRIP = 2 * DELAY

export const CONFIGURATION: AdjacencyConfiguration = {
  helloInterval: 200_000,
  deadInterval: 1_000_000,
  acknowledgeDelay: 0,
  attempts: 8,
  queueLimit: 100_000,
  firstSerial: 0
}

/** From the end of all faults to the time when every neighbour is up. */
export const SETTLING = CONFIGURATION.deadInterval + 3 * CONFIGURATION.helloInterval

export const CALM: Channel = { delay: DELAY, loss: 0, duplication: 0, jitter: 0, reordering: undefined }

/** What one end has sent and received between an `up` and the `down` that followed. */
interface Period {
  /** Unique among the periods of all nodes. */
  readonly name: number
  sent: number
  received: number
  /** The neighbour's period from which frames come; 0: nothing has come. */
  from: number
}

let names = 0

/** One process at a node. Checks all that its neighbours send it. */
class Process {
  readonly neighbours: Neighbours
  readonly periods = new Map<number, Period>()
  ups = 0
  stopped = false

  constructor(
    readonly network: NeighbourNetwork,
    readonly node: number,
    peers: readonly number[]
  ) {
    const { clock, random, configuration } = network
    const transport = network.medium.attach(node, `node ${node}`)
    this.neighbours = new Neighbours({
      node,
      neighbours: peers.map((peer) => ({ peer, roundTrip: ROUND_TRIP })),
      clock,
      runner: network.runner,
      send: (to, frame) => transport.send(to, frame),
      random: () => random.bits32(),
      listener: this,
      ignored: (reason) => network.ignored.add(reason),
      configuration,
      ...(network.observer === undefined ? {} : { observer: network.observer })
    })
    transport.listen({
      frame: (from, frame) => {
        if (!isNetworkFrame(frame)) throw new Error(`a ${frame.type}`)
        network.frames += 1
        this.neighbours.frame(from, frame)
      },
      malformed: (_from, reason) => {
        throw new Error(reason)
      }
    })
    this.neighbours.start()
  }

  up(peer: number): void {
    expect(this.stopped).toBe(false)
    expect(this.periods.has(peer)).toBe(false)
    expect(this.neighbours.isUp(peer)).toBe(true)
    this.ups += 1
    this.periods.set(peer, { name: ++names, sent: 0, received: 0, from: 0 })
  }

  down(peer: number): void {
    expect(this.stopped).toBe(false)
    expect(this.periods.delete(peer)).toBe(true)
    expect(this.neighbours.isUp(peer)).toBe(false)
  }

  received(peer: number, frame: OrderedFrame): void {
    expect(this.stopped).toBe(false)
    const period = this.periods.get(peer)
    if (period === undefined || frame.type !== 'CIRCUIT_ERR') throw new Error('not between up and down')
    if (period.from === 0) {
      // What one period sends is received in one period at most.
      expect(this.network.used.has(frame.circuit)).toBe(false)
      this.network.used.add(frame.circuit)
      period.from = frame.circuit
    }
    expect([frame.initiator, frame.circuit, frame.node]).toEqual([peer, period.from, period.received])
    period.received += 1
  }

  /** Sends numbered frames; those that are sent while the neighbour is down are dropped, and it says so. */
  send(peer: number, count: number): void {
    for (let index = 0; index < count; index++) {
      const period = this.periods.get(peer)
      const taken = this.neighbours.send(peer, numbered(this.node, period?.name ?? 1, period?.sent ?? 0))
      expect(taken).toBe(period !== undefined)
      if (period !== undefined) period.sent += 1
    }
  }

  stop(): void {
    this.neighbours.stop()
    this.stopped = true
  }
}

/** A frame with a zero header, as the layers above make them. */
export function numbered(initiator: number, circuit: number, node: number): OrderedFrame {
  return {
    type: 'CIRCUIT_ERR',
    session: 0,
    peerSession: 0,
    serial: 0,
    expected: 0,
    initiator,
    circuit,
    node,
    reason: 0
  }
}

interface Options {
  readonly seed: number
  readonly edges: readonly (readonly [number, number])[]
  readonly firstSerial?: number
  readonly runner?: RunnerKind
  readonly wire?: boolean
  readonly observer?: Observer
}

/** Nodes that send each other numbered frames over channels with faults. */
export class NeighbourNetwork {
  readonly clock = new VirtualClock()
  readonly medium: MemoryNetwork
  readonly random
  readonly configuration: AdjacencyConfiguration
  readonly runner: RunnerKind
  readonly observer: Observer | undefined
  readonly edges: readonly (readonly [number, number])[]
  readonly processes = new Map<number, Process>()
  /** Periods from which something has been received. */
  readonly used = new Set<number>()
  /** What was not acted upon, at all nodes and by all their processes. */
  readonly ignored = new Set<string>()
  /** Frames that arrived. */
  frames = 0

  constructor({ seed, edges, firstSerial = 0, runner = 'generated', wire = false, observer }: Options) {
    const random = createRandom(seed)
    this.random = random.stream('sessions')
    this.runner = runner
    this.observer = observer
    this.configuration = { ...CONFIGURATION, firstSerial }
    this.edges = edges
    this.medium = new MemoryNetwork({ clock: this.clock, random, wire })
    for (const [a, b] of edges) this.medium.connect(a, b, CALM)
    for (const node of [...new Set(edges.flat())].sort((a, b) => a - b)) this.#begin(node)
  }

  process(node: number): Process {
    return this.processes.get(node) as Process
  }

  run(duration: number): void {
    this.clock.run({ until: this.clock.now() + duration })
  }

  configure(changes: Partial<Channel>): void {
    for (const [a, b] of this.edges) {
      this.medium.configure(a, b, changes)
      this.medium.configure(b, a, changes)
    }
  }

  heal(): void {
    this.configure(CALM)
    for (const [a, b] of this.edges) this.medium.partition(a, b, false)
  }

  restart(node: number): void {
    this.process(node).stop()
    this.medium.detach(node)
    this.#begin(node)
  }

  /** Both ends of every edge are up, in one session, and what each sends now arrives. */
  checkSettled(count: number): void {
    const both = this.edges.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])
    for (const [from, to] of both) {
      expect(this.process(from).neighbours.isUp(to), `${to} at ${from}`).toBe(true)
      this.process(from).send(to, count)
    }
    this.run(50 * ROUND_TRIP + (count / 16) * ROUND_TRIP)
    for (const [from, to] of both) {
      const sent = this.process(from).periods.get(to)
      const received = this.process(to).periods.get(from)
      expect([received?.from, received?.received], `${from} > ${to}`).toEqual([sent?.name, sent?.sent])
    }
  }

  /** Nothing runs on. */
  checkStopped(): void {
    for (const process of this.processes.values()) process.stop()
    this.run(20 * ROUND_TRIP)
    expect(this.clock.pending).toBe(0)
    // What the channels do to frames, and nothing else.
    const explained = ['repeated', 'session-other', 'session-conflict', 'no-session', 'serial-outside-window']
    expect([...this.ignored].filter((reason) => !explained.includes(reason))).toEqual([])
  }

  #begin(node: number): void {
    const peers = this.edges.filter((edge) => edge.includes(node)).map(([a, b]) => (a === node ? b : a))
    this.processes.set(node, new Process(this, node, peers))
  }
}
