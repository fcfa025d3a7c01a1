import { type DeviceCommand, type DeviceResult, Secret } from '@bellwire/device'
import { type CreateRequest, type PairDelivered, QubitMemory } from '@bellwire/link-layer'
import { VirtualClock } from '@bellwire/runtime'
import { ErrorCode, type Frame, type Hop, type NetworkFrame, type Stage } from '@bellwire/wire'
import {
  type CircuitJournal,
  type CircuitOutlook,
  DEFAULT_NETWORK_CONFIGURATION,
  type LinkPort,
  NetworkLayer,
  type NetworkLayerConfiguration,
  type NetworkPair
} from '../src/index.js'

export const SECOND = 1_000_000_000
const ROUND_TRIP = SECOND
const THEIRS = 500

/** The chain 1 – 2 – 3 by the links 12 and 23. */
const LINKS = [
  { link: 12, ends: [1, 2] },
  { link: 23, ends: [2, 3] }
] as const

export const CIRCUIT = 70
export const PURPOSE = 9
export const LABEL = 0x8123
export const NAME = { initiator: 1, circuit: CIRCUIT }

const hop = (node: number, link: number): Hop => ({ node, link, minimumFidelity: 40000, cutoff: 0, rate: 0, rank: 0 })
export const HOPS: readonly Hop[] = [hop(1, 12), hop(2, 23)]

/** As the PATH of node `position` + 1 of the route. */
export const pathFrom = (position: number, changes: object = {}) => ({
  type: 'PATH',
  ...NAME,
  responder: 3,
  purpose: PURPOSE,
  minimumFidelity: 30000,
  lifetime: 90_000,
  position,
  hops: HOPS,
  stages: [],
  ...changes
})

export const forward = (request: number, changes: object = {}) => ({
  type: 'FORWARD',
  ...NAME,
  request,
  kind: 0,
  number: 1,
  early: false,
  raw: false,
  originator: Z,
  responder: Z,
  ...changes
})

export const track = (origin: readonly [number, number], on: readonly [number, number], changes: object = {}) => ({
  type: 'TRACK',
  ...NAME,
  request: 0,
  originEpoch: origin[0],
  originSequence: origin[1],
  epoch: on[0],
  sequence: on[1],
  bellIndex: 0,
  fidelity: 65535,
  ...changes
})

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** What a node of the chain says of its links. */
function advertisementOf(origin: number): Body {
  const links = LINKS.flatMap(({ link, ends: [a, b] }) => {
    const neighbour = a === origin ? b : b === origin ? a : undefined
    return neighbour === undefined ? [] : [{ neighbour, link, fit: true, points: [] }]
  })
  return { type: 'ADVERTISEMENT', origin, incarnation: 1, sequence: 0, lifetime: 4e9, links }
}

/** A frame without its header; `to` or from whom, and everything of its own. */
export interface Body {
  readonly type: string
  readonly [field: string]: unknown
}

export interface Asked extends CreateRequest {
  readonly link: number
  readonly createId: number
}

interface Options {
  readonly configuration?: Partial<NetworkLayerConfiguration>
  readonly qubits?: number
  readonly swapping?: boolean
  readonly distillation?: boolean
  readonly port?: Partial<LinkPort>
  readonly journal?: readonly CircuitJournal[]
}

/** The network layer of one node; its neighbours, its links and its hardware are played by the test. */
export class PlayedLayer {
  readonly clock = new VirtualClock()
  readonly layer: NetworkLayer
  readonly memory: QubitMemory
  readonly ignored: string[] = []
  /** What the listener was told. */
  readonly told: Body[] = []
  readonly pairs: NetworkPair[] = []
  /** What circuits can give, as it was told. */
  readonly outlooks: CircuitOutlook[] = []
  readonly created: Asked[] = []
  /** What was called for: of which request, and how many pairs. */
  readonly called: [createId: number, number: number][] = []
  readonly cancelled: number[] = []
  readonly accepted: number[] = []
  readonly released: number[] = []
  /** CREDITs, which go between other frames and are not among those. */
  readonly credits: Body[] = []
  /** ADVERTISEMENTs, likewise. */
  readonly advertised: Body[] = []
  /** What the links answer. */
  answer: ErrorCode = ErrorCode.UNSPECIFIED
  #commands: DeviceCommand[] = []
  #sent: Body[] = []
  readonly #peers = new Map<number, { session: number; next: number; expected: number }>()
  #session = 1000
  #pair = 0

  constructor(
    node: number,
    { configuration, qubits = 8, swapping = true, distillation = true, port = {}, journal = [] }: Options = {}
  ) {
    this.memory = new QubitMemory(qubits)
    const links = LINKS.filter(({ ends }) => (ends as readonly number[]).includes(node))
    const ports = links.map(({ link, ends }) => this.#port(link, ends[0] === node ? ends[1] : ends[0], port))
    for (const { peer } of ports) this.#peers.set(peer, { session: 0, next: 0, expected: 0 })
    const tell = (type: string) => (told: object) => void this.told.push({ ...told, type })
    this.layer = new NetworkLayer(
      {
        node,
        incarnation: 1,
        configuration: { ...DEFAULT_NETWORK_CONFIGURATION, ...configuration },
        adjacency: {
          helloInterval: 2 ** 50,
          deadInterval: 2 ** 50,
          acknowledgeDelay: 0,
          attempts: 2 ** 50,
          queueLimit: 1000,
          firstSerial: 0
        },
        times: { lifetime: 1e15, refresh: 1e15 / 2, hopAge: 1 },
        minimumInterval: 0,
        clock: this.clock,
        runner: 'generated',
        capabilities: {
          qubits,
          measureDuration: 0,
          correctDuration: 0,
          storeDuration: 0,
          swapping,
          swapDuration: 0,
          distillation,
          distilDuration: 0,
          storage: false,
          coherenceTime: Infinity,
          links: []
        },
        memory: this.memory,
        device: { execute: (command) => void this.#commands.push(command) },
        ports,
        neighbours: ports.map(({ peer }) => ({ peer, roundTrip: ROUND_TRIP })),
        random: () => ++this.#session,
        transmit: (to, frame) => this.#take(to, frame),
        ignored: (reason) => this.ignored.push(reason),
        listener: {
          circuitOpened: tell('opened'),
          circuitEnded: tell('ended'),
          delivered: (pair) => {
            this.pairs.push(pair)
            this.told.push({ type: 'delivered', pair: pair.pair })
          },
          expired: tell('expired'),
          requestEnded: tell('requestEnded'),
          circuitOutlook: (outlook) => void this.outlooks.push(outlook),
          stepEnded: tell('stepEnded'),
          connectionChanged: tell('connectionChanged'),
          topologyChanged: () => undefined
        }
      },
      journal
    )
    this.layer.start()
    for (const peer of this.#peers.keys()) {
      this.meet(peer)
      for (const origin of [1, 2, 3]) if (origin !== node) this.hears(peer, advertisementOf(origin))
    }
  }

  #port(link: number, peer: number, fields: Partial<LinkPort>): LinkPort {
    return {
      link,
      peer,
      up: true,
      fit: true,
      operatingPoints: [{ fidelity: 0.9, rate: 100 }],
      create: (request) => {
        const createId = this.created.length + 1
        if (this.answer === ErrorCode.UNSPECIFIED) this.created.push({ ...request, link, createId })
        return { createId, error: this.answer, detail: '' }
      },
      more: (createId, number) => void this.called.push([createId, number]),
      cancel: (createId) => void this.cancelled.push(createId),
      take: () => true,
      release: ({ sequence, qubit }) => {
        this.released.push(sequence)
        this.memory.free(qubit)
        return true
      },
      accept: (purpose) => void this.accepted.push(purpose),
      refuse: (purpose) => void this.accepted.splice(this.accepted.indexOf(purpose), 1),
      ...fields
    }
  }

  // ---- neighbours ----

  /** A neighbour with a new session answers the node's call. */
  meet(peer: number): void {
    const state = this.#peers.get(peer)!
    Object.assign(state, { next: 0, expected: 0 })
    this.#says(peer, { type: 'NEIGHBOUR', node: peer, answer: true })
  }

  #take(to: number, frame: Frame): void {
    const { session, peerSession: _peerSession, ...rest } = frame as NetworkFrame
    const peer = this.#peers.get(to)!
    if (session !== peer.session) Object.assign(peer, { session, expected: 0 })
    if (rest.type === 'NEIGHBOUR' || !('serial' in rest) || rest.serial !== peer.expected) return
    peer.expected += 1
    const { serial: _serial, expected: _expected, ...body } = rest
    if (body.type === 'CREDIT') this.credits.push({ to, ...body })
    else if (body.type === 'ADVERTISEMENT') this.advertised.push({ to, ...body })
    else this.#sent.push({ to, ...body })
  }

  #says(peer: number, body: Body): void {
    const { session, expected } = this.#peers.get(peer)!
    const header = { session: THEIRS + peer, peerSession: session, expected }
    this.layer.frame(peer, { ...header, ...body } as unknown as NetworkFrame)
  }

  /** A frame comes in order from a neighbour. Returns what is sent then. */
  hears(peer: number, body: Body): Body[] {
    const state = this.#peers.get(peer)!
    this.sent()
    this.#says(peer, { serial: state.next++, ...body } satisfies Body)
    return this.sent()
  }

  /** What was sent since it was last asked. */
  sent(): Body[] {
    return this.#sent.splice(0)
  }

  /** The neighbour begins anew. */
  loses(peer: number): Body[] {
    this.sent()
    this.#says(peer, { type: 'NEIGHBOUR', node: peer, answer: true, session: 9000 + peer })
    return this.sent()
  }

  wait(duration: number): Body[] {
    this.sent()
    for (const peer of this.#peers.keys()) this.#says(peer, { type: 'NEIGHBOUR', node: peer, answer: true })
    this.clock.run({ until: this.clock.now() + duration })
    return this.sent()
  }

  // ---- links and hardware ----

  /** A link delivers a pair of a circuit. Returns what is sent then. */
  delivers(link: number, sequence: number, fields: Partial<PairDelivered> = {}): Body[] {
    this.sent()
    this.layer.links.pairDelivered({
      createId: 0,
      originator: false,
      kind: 'keep',
      purpose: 0x8000,
      peer: 0,
      link,
      epoch: 3,
      sequence,
      pair: ++this.#pair,
      qubit: this.memory.allocate('link'),
      bellIndex: 0,
      corrected: false,
      goodness: 1,
      goodnessTime: this.clock.now(),
      slot: 0,
      outcome: null,
      basis: 0,
      final: false,
      ...fields
    })
    return this.sent()
  }

  expires(
    link: number,
    sequence: number,
    fields: { readonly createId?: number; readonly originator?: boolean } = {}
  ): Body[] {
    this.sent()
    this.layer.links.pairExpired({ createId: 0, originator: false, link, epoch: 3, sequence, pair: 0, ...fields })
    return this.sent()
  }

  /** Commands to the hardware since it was last asked. */
  commands(): DeviceCommand[] {
    return this.#commands.splice(0)
  }

  /** Commands that were only looked at. */
  putBack(commands: readonly DeviceCommand[]): void {
    this.#commands.unshift(...commands)
  }

  /** The hardware answers. Returns what is sent then. */
  hardware(result: object): Body[] {
    this.sent()
    this.layer.deviceResult(result as DeviceResult)
    return this.sent()
  }

  /** The hardware does what it was last asked to do. Returns what is sent then. */
  works(outcome: 0 | 1 | 2 | 3 = 0): Body[] {
    this.sent()
    for (const command of this.commands()) {
      if (command.type === 'swap') this.layer.deviceResult({ ...command, type: 'swapped', outcome })
      else if (command.type === 'correct') this.layer.deviceResult({ ...command, type: 'corrected' })
      else if (command.type === 'distil') this.layer.deviceResult({ ...command, type: 'distilled', outcome })
      else if (command.type === 'measure')
        this.layer.deviceResult({ ...command, type: 'measured', outcome: new Secret((outcome & 1) as 0 | 1) })
    }
    return this.sent()
  }

  get kept() {
    return this.layer.kept
  }
}

/** Node 2 of an open circuit, and what was sent to set it up. */
export function innerNode(options: Options = {}, changes: object = {}): PlayedLayer {
  const played = new PlayedLayer(2, options)
  played.hears(1, pathFrom(0, changes))
  played.hears(3, { type: 'RESV', ...NAME, label: LABEL, window: 2 })
  played.hears(1, { type: 'RESV_CONF', ...NAME })
  return played
}

/** Node 3 of an open circuit. */
export function tailEnd(options: Options = {}, stages: readonly Stage[] = []): PlayedLayer {
  const played = new PlayedLayer(3, options)
  played.layer.accept(PURPOSE)
  played.hears(2, pathFrom(1, { stages }))
  played.hears(2, { type: 'RESV_CONF', ...NAME })
  return played
}

/** Node 1 of an open circuit, and the circuit's number. */
export function headEnd(
  options: Options = {},
  stages: readonly Stage[] = []
): { readonly played: PlayedLayer; readonly circuit: number } {
  const played = new PlayedLayer(1, options)
  const circuit = setUp(played, HOPS, stages)
  played.hears(2, { type: 'RESV', initiator: 1, circuit, label: LABEL, window: 2 })
  return { played, circuit }
}

export function setUp(played: PlayedLayer, hops = HOPS, stages: readonly Stage[] = []): number {
  const name = played.layer.setUp({ responder: 3, purpose: PURPOSE, minimumFidelity: 0.5, hops, stages })
  if ('error' in name) throw new Error(`refused: ${name.error}`)
  return name.circuit
}
