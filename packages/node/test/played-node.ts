import {
  type ArrivalCapabilities,
  type BasisCode,
  type DeviceCommand,
  type DeviceResult,
  type QuantumDevice,
  Secret
} from '@bellwire/device'
import {
  defaultLinkLayerConfiguration,
  firstComeFirstServed,
  type LinkLayerListener,
  type PairDelivered,
  type PairExpired,
  type Scheduler
} from '@bellwire/link-layer'
import { defaultTimers } from '@bellwire/physical-layer'
import { createRandom, MemoryRecorder, VirtualClock } from '@bellwire/runtime'
import type { Transport, TransportListener } from '@bellwire/transport'
import { type Frame, type FrameType, HeraldError, type LinkHeader, Outcome, Role, WIRE_VERSIONS } from '@bellwire/wire'
import { createNode, type Node } from '../src/node.js'
import type { NodeJournal } from '../src/recovery/node-journal.js'

const LINK = 7
export const STATION = 9
/** One way between the nodes; to the station it is half of that. Nanoseconds. */
export const PEER_DELAY = 10_000
export const SLOT_PERIOD = 20_000

export interface PlayedOptions {
  /** Whether the node under test is the master. Default true. */
  readonly master?: boolean
  readonly firstSequence?: number
  readonly testFraction?: number
  /** What the peer offers as the master, where that is another. */
  readonly offeredTestFraction?: number
  readonly scheduler?: Scheduler
  readonly queueLimit?: number
  /** The hardware answers corrections only when it is told to. */
  readonly slow?: boolean
  /** The hardware measures photons as they arrive: so it can do. */
  readonly arrival?: ArrivalCapabilities
  /** The basis of what it has measured on arrival; absent, it has no record of it. */
  readonly recorded?: BasisCode
  /** Where it writes down what a later process must know. */
  readonly journal?: NodeJournal
}

type FrameOf<T extends FrameType> = Extract<Frame, { type: T }>
type Fields<T extends FrameType> = Partial<Omit<FrameOf<T>, 'type' | keyof LinkHeader>>

const MEASURE_Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** One node at whose edges a test sits: it plays the peer, the station and the hardware, and sees all, in order. */
export class PlayedNode {
  readonly clock = new VirtualClock()
  readonly recorder = new MemoryRecorder({ clock: this.clock })
  readonly self: number
  readonly peer: number
  readonly node: Node
  /** Types of frames and commands, in order. */
  readonly seen: string[] = []
  readonly commands: DeviceCommand[] = []
  /** What of the hardware the node has reached for. */
  readonly touched = new Set<string | symbol>()
  readonly heard = {
    acknowledged: [] as number[],
    delivered: [] as PairDelivered[],
    failed: [] as Parameters<LinkLayerListener['failed']>[0][],
    expired: [] as PairExpired[],
    life: [] as Parameters<LinkLayerListener['linkChanged']>[]
  }
  epoch = 0
  peerIncarnation = 100
  /** What the peer's HELLO states of its end; 0: nothing. */
  peerStates = { kinds: 0, bases: 0 }
  readonly #frames: { readonly to: number; readonly frame: Frame }[] = []
  readonly #options: PlayedOptions
  #network: TransportListener = { frame: () => undefined, malformed: () => undefined }
  #hardware: (result: DeviceResult) => void = () => undefined

  constructor(options: PlayedOptions = {}) {
    this.#options = options
    const { master = true, testFraction = 0, firstSequence = 0, scheduler = firstComeFirstServed, queueLimit } = options
    this.self = master ? 1 : 2
    this.peer = 3 - this.self
    const transport: Transport = {
      node: this.self,
      send: (to, frame) => {
        this.seen.push(frame.type)
        this.#frames.push({ to, frame })
      },
      listen: (listener) => void (this.#network = listener)
    }
    this.node = createNode({
      name: 'alice',
      transport,
      device: new Proxy(this.#device(), {
        get: (device, property, receiver) => {
          this.touched.add(property)
          return Reflect.get(device, property, receiver) as unknown
        }
      }),
      clock: this.clock,
      random: createRandom(1),
      recorder: this.recorder,
      ...(options.journal && { journal: options.journal }),
      links: [
        {
          peerName: 'bob',
          physical: {
            link: LINK,
            node: this.self,
            peer: this.peer,
            station: STATION,
            slotPeriod: SLOT_PERIOD,
            slotOrigin: 0,
            stationDelay: PEER_DELAY / 2,
            peerDelay: PEER_DELAY,
            guard: 50,
            attemptSlots: 1,
            batchSlots: 10,
            firstSequence,
            testFraction,
            calibrationTime: 0,
            timers: defaultTimers(PEER_DELAY / 2, PEER_DELAY)
          },
          linkLayer: {
            ...defaultLinkLayerConfiguration(scheduler, 2 * PEER_DELAY),
            ...(queueLimit === undefined ? {} : { queueLimit })
          }
        }
      ]
    })
    this.link.accept(0)
    this.link.subscribe({
      acknowledged: (createId) => void this.heard.acknowledged.push(createId),
      delivered: (pair) => void this.heard.delivered.push(pair),
      failed: (failure) => void this.heard.failed.push(failure),
      expired: (pair) => void this.heard.expired.push(pair),
      linkChanged: (...life) => void this.heard.life.push(life)
    })
  }

  get link() {
    return this.node.link('bob')
  }

  /** Every outcome is 0. */
  #device(): QuantumDevice {
    return {
      capabilities: {
        qubits: 4,
        measureDuration: 0,
        correctDuration: 0,
        storeDuration: 0,
        swapping: false,
        swapDuration: 0,
        distillation: false,
        distilDuration: 0,
        storage: false,
        coherenceTime: Infinity,
        links: [
          {
            link: LINK,
            keep: this.#options.arrival === undefined,
            ...(this.#options.arrival && { arrival: this.#options.arrival }),
            operatingPoints: [{ brightness: 1, fidelity: 0.9, successProbability: 0.1 }]
          }
        ]
      },
      execute: (command) => {
        this.seen.push(command.type)
        this.commands.push(command)
        if (command.type === 'measure') {
          const { recorded } = this.#options
          this.#hardware({
            type: 'measured',
            qubit: command.qubit,
            tag: command.tag,
            outcome: new Secret<0 | 1>(0),
            ...(recorded !== undefined && { basis: recorded })
          })
        } else if (command.type === 'correct' && this.#options.slow !== true)
          this.#hardware({ type: 'corrected', qubit: command.qubit, tag: command.tag })
      },
      listen: (listener) => void (this.#hardware = listener),
      reset: () => void this.seen.push('reset')
    }
  }

  /** Frames of a type that the node has sent. What is due now happens first. */
  sent<T extends FrameType>(type: T): FrameOf<T>[] {
    this.wait(0)
    return this.#frames.flatMap(({ frame }) => (frame.type === type ? [frame as FrameOf<T>] : []))
  }

  last<T extends FrameType>(type: T): FrameOf<T> | undefined {
    return this.sent(type).at(-1)
  }

  get frames(): number {
    this.wait(0)
    return this.#frames.length
  }

  wait(duration: number): void {
    this.clock.run({ until: this.clock.now() + duration })
  }

  receive(from: number, frame: Frame): void {
    this.#network.frame(from, frame)
  }

  /** Bytes arrive that are no frame. */
  malformed(reason: string): void {
    this.#network.malformed(this.peer, reason)
  }

  hardware(result: DeviceResult): void {
    this.#hardware(result)
  }

  header(from: number, epoch = this.epoch): LinkHeader {
    return { link: LINK, incarnation: from === STATION ? 200 : this.peerIncarnation, epoch }
  }

  hello(from: number, fields: Fields<'HELLO'> & Partial<LinkHeader> = {}): void {
    const role = from === STATION ? Role.STATION : Role.NODE
    const { minimum: minimumVersion, maximum: maximumVersion } = WIRE_VERSIONS
    const versions = { minimumVersion, maximumVersion }
    this.receive(from, {
      type: 'HELLO',
      ...this.header(from, 0),
      node: from,
      role,
      answer: true,
      ...versions,
      ...(from === STATION ? { kinds: 0, bases: 0 } : this.peerStates),
      heraldingPlace: 0,
      ...fields
    })
  }

  /**
   * Plays peer and station until an epoch, the next, is open.
   *
   * @param write stores what the node has to write before it opens one
   */
  open(write?: () => void): this {
    this.epoch += 1
    if (this.self === 1) {
      this.hello(this.peer)
      this.hello(STATION)
      write?.()
      this.epoch = this.last('OPEN')?.epoch ?? this.epoch
      for (const from of [this.peer, STATION]) this.receive(from, { type: 'OPEN_ACK', ...this.header(from) })
    } else {
      this.receive(this.peer, {
        type: 'OPEN',
        ...this.header(this.peer),
        version: 1,
        firstSequence: this.#options.firstSequence ?? 0,
        slotOrigin: 0,
        slotPeriod: SLOT_PERIOD,
        peerIncarnation: this.last('HELLO')?.incarnation ?? 0,
        stationIncarnation: 200,
        testSeed: 0,
        testFraction: Math.floor((this.#options.offeredTestFraction ?? this.#options.testFraction ?? 0) * 65_535)
      })
    }
    return this
  }

  /** The peer's process starts anew, and the next epoch is opened. */
  restartPeer(): void {
    this.peerIncarnation += 1
    this.hello(this.peer)
    this.open()
  }

  /** A frame of the peer in the present epoch. */
  fromPeer<T extends FrameType>(
    type: T,
    fields: Omit<FrameOf<T>, 'type' | keyof LinkHeader> & Partial<LinkHeader>
  ): void {
    this.receive(this.peer, { type, ...this.header(this.peer), ...fields } as unknown as Frame)
  }

  add(fields: Fields<'ADD'> = {}): void {
    this.fromPeer('ADD', {
      serial: 1,
      createId: 1,
      queueId: 0,
      kind: 1,
      number: 1,
      minimumFidelity: 0,
      purpose: 0,
      priority: 0,
      atomic: false,
      consecutive: true,
      scheduleSlot: 0,
      deadlineSlot: 0,
      brightness: 65_535,
      virtualFinish: 0,
      originator: MEASURE_Z,
      responder: MEASURE_Z,
      paced: false,
      ...fields
    })
  }

  keepAlive(fields: Fields<'KEEPALIVE'> = {}): void {
    this.fromPeer('KEEPALIVE', { answer: false, expected: 0, freeQubits: 4, confirmed: 0, ...fields })
  }

  reply(fields: Fields<'REPLY'> = {}): void {
    const batch = this.last('GEN')
    this.receive(STATION, {
      type: 'REPLY',
      ...this.header(STATION),
      outcome: Outcome.FAIL,
      bellIndex: 0,
      sequence: 0,
      slot: batch === undefined ? 0 : batch.firstSlot + batch.slots - 1,
      offsetPicoseconds: 0,
      queueId: batch?.queueId ?? 0,
      peerQueueId: batch?.queueId ?? 0,
      error: HeraldError.NONE,
      ...fields
    })
  }

  /** Waits for the first slot of the batch under way, and has it succeed. */
  herald(sequence: number, fields: Fields<'REPLY'> = {}): void {
    const slot = this.last('GEN')?.firstSlot ?? 0
    this.clock.run({ until: Math.max(this.clock.now(), slot * SLOT_PERIOD + PEER_DELAY / 2) })
    this.reply({ outcome: Outcome.SUCCESS, bellIndex: 1, sequence, slot, ...fields })
  }
}
