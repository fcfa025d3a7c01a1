import type { Hop } from '@bellwire/wire'
import type { Happening } from '../../stage/happening.js'
import { Peer } from '../../stage/peer.js'
import { Qubits } from '../../stage/qubits.js'
import { Random } from '../../stage/random.js'
import { Stage } from '../../stage/stage.js'
import { Station } from '../../stage/station.js'
import type { CircuitAnswer } from '../../subject/circuit-service.js'
import type { AcceptedPurpose, EndSetting, LinkSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { Neighbour } from '../repeater/neighbour.js'
import { Far } from './far.js'
import { Halves } from './halves.js'

export interface EndSceneOptions {
  readonly seed: number
  /** Whether the node is the head-end of the circuits that are played. Default true. */
  readonly isHead?: boolean
  readonly qubits?: number
  /** How long a measurement takes, nanoseconds. Default 1 µs. */
  readonly measureDuration?: number
  readonly accepts?: readonly AcceptedPurpose[]
  /** Whether it writes down what a later process must know. Default false. */
  readonly isLasting?: boolean
  /** How long a step of distillation takes, nanoseconds. Default: its hardware does none. */
  readonly distilDuration?: number
  /** Share of the pairs of its circuits that are to be test rounds. Default: none. */
  readonly testShare?: number
}

const END = 10
/** The neighbour is the master of the link to it, or the end is. */
const NEIGHBOURS = [4, 20] as const
const FAR = 40
const LINK = 7
/** Between the neighbour and the other end. */
const FAR_LINK = 9

/** First sequence numbers: before the wrap, and a start. */
const FIRST_SEQUENCES = [2 ** 32 - 2, 0, 2 ** 32 - 1, 7]

const MICROSECOND = 1000
const SECOND = 1_000_000_000
const PATIENCE = SECOND / 2
const HOUR = 3_600_000

/** What an application at the end accepts, and one that none does. */
export const PURPOSE = 3
/** Of a link, from 0 to 65535. */
export const MINIMUM = 40_000

/** An end of circuits under test, with its one link and everything around it: behind the neighbour is the rest of each circuit. */
export class EndScene {
  readonly stage: Stage<EndSetting>
  readonly link: LinkSetting
  readonly qubits: Qubits
  readonly peer: Peer
  readonly station: Station
  readonly neighbour: Neighbour
  readonly far: Far
  readonly halves: Halves
  readonly random: Random
  readonly isHead: boolean
  readonly happenings: Happening[] = []
  readonly answers: CircuitAnswer[] = []

  constructor(subject: Subject<EndSetting>, options: EndSceneOptions) {
    const { seed, isHead = true, accepts = [{ purpose: PURPOSE }] } = options
    this.random = new Random(seed)
    this.isHead = isHead
    this.link = {
      link: LINK,
      peer: NEIGHBOURS[seed % 2] ?? NEIGHBOURS[0],
      station: 30,
      slotOrigin: 0,
      slotPeriod: 20 * MICROSECOND,
      stationDelay: 5 * MICROSECOND,
      peerDelay: 10 * MICROSECOND,
      guard: 50,
      batchSlots: 20,
      firstSequence: FIRST_SEQUENCES[(seed >> 1) % FIRST_SEQUENCES.length] ?? 0,
      testFraction: 0,
      syncInterval: 10 * SECOND,
      holdover: 100 * SECOND
    }
    const setting: EndSetting = {
      role: 'end',
      node: END,
      seed,
      time: 0,
      hardware: hardwareOf(options),
      links: [this.link],
      purposes: [],
      accepts,
      ...(options.isLasting === true && { keeps: false }),
      ...(options.testShare !== undefined && { testShare: options.testShare })
    }
    this.stage = new Stage(subject, setting)
    this.stage.watch((happening) => {
      this.happenings.push(happening)
      if (happening.kind === 'answer' && 'initiator' in happening.answer) this.answers.push(happening.answer)
    })
    this.qubits = new Qubits(this.stage, setting, this.random)
    this.peer = new Peer(this.stage, this.link, this.random)
    this.station = new Station(this.stage, this.link, this.qubits, this.random, this.peer)
    this.peer.station = this.station
    // No pair of the link is in Φ+: nothing but what is left out of a composition shows that it is.
    this.station.luck = ({ firstSlot, slots }) =>
      slots > 2 ? { slot: firstSlot + 2, bellIndex: 1 + this.random.below(3) } : undefined
    const session = 1 + this.random.below(2 ** 31)
    this.neighbour = new Neighbour(this.stage, this.link.peer, this.link.peerDelay, session)
    this.halves = new Halves(this.stage, isHead)
    this.far = new Far(this.stage, this.neighbour, this.random, FAR)
  }

  /** Starts the node. Resolves when the link is up, and the neighbour has a session and has said what is beyond it; or with false. */
  async begin(): Promise<boolean> {
    await this.stage.start()
    return this.#isReady(0)
  }

  /** The node's process is killed, and another begins with what it has left. Resolves as `begin` does. */
  async restart(): Promise<boolean> {
    const before = this.happenings.length
    await this.stage.restart({ keeps: true })
    return this.#isReady(before)
  }

  /** @param before how many happenings there were before the present process */
  async #isReady(before: number): Promise<boolean> {
    const { peerSession } = this.neighbour
    const has = (isIt: (one: Happening) => boolean): boolean => this.happenings.slice(before).some(isIt)
    const isUp = () => has((one) => one.kind === 'sent' && one.frame.type === 'LINK_STATE')
    const isOther = () => this.neighbour.peerSession !== peerSession
    if (!(await this.until(() => isOther() && isUp() && this.peer.isUp))) return false
    this.advertise()
    return this.until(() => has((one) => one.kind === 'came' && one.frame.type === 'ADVERTISEMENT'))
  }

  /** The neighbour says what is known beyond it: its own links, and those of the other end. */
  advertise(): void {
    const { node } = this.neighbour
    const facts = { swapping: 1, coherenceTime: 0, swapQuality: 65_535, swapDuration: 5 * MICROSECOND }
    const one = { type: 'ADVERTISEMENT', incarnation: 1, sequence: 1, lifetime: HOUR, ...facts } as const
    const link = { fit: true, points: [{ fidelity: 58_000, rate: 1_000_000_000 }], promised: 0 }
    const near = { ...link, neighbour: END, link: LINK }
    this.neighbour.say({ ...one, origin: node, links: [near, { ...link, neighbour: FAR, link: FAR_LINK }] })
    this.neighbour.say({ ...one, origin: FAR, links: [{ ...link, neighbour: node, link: FAR_LINK }] })
  }

  async until(isDone: () => boolean, patience = PATIENCE): Promise<boolean> {
    return this.stage.run(this.stage.now + patience, isDone)
  }

  async pass(time: number): Promise<void> {
    await this.stage.run(this.stage.now + time)
  }

  /** Number of the end under test. */
  get end(): number {
    return END
  }

  get initiator(): number {
    return this.isHead ? END : FAR
  }

  get responder(): number {
    return this.isHead ? FAR : END
  }

  /** The way of its circuits: over the neighbour. */
  get hops(): readonly [Hop, Hop] {
    const hop = { minimumFidelity: MINIMUM, cutoff: 0, rate: 0, rank: 0 }
    const { node } = this.neighbour
    const [first, second] = this.isHead ? [LINK, FAR_LINK] : [FAR_LINK, LINK]
    return [
      { ...hop, node: this.initiator, link: first },
      { ...hop, node, link: second }
    ]
  }

  /** Answers of a type, the oldest first. */
  answered<Type extends CircuitAnswer['type']>(type: Type): readonly Extract<CircuitAnswer, { type: Type }>[] {
    return this.answers.flatMap((one) => (one.type === type ? [one as Extract<CircuitAnswer, { type: Type }>] : []))
  }
}

function hardwareOf({
  qubits = 4,
  measureDuration = MICROSECOND,
  distilDuration
}: EndSceneOptions): EndSetting['hardware'] {
  return {
    qubits,
    measureDuration,
    correctDuration: MICROSECOND,
    storeDuration: 0,
    swapping: false,
    swapDuration: 0,
    swapQuality: undefined,
    prepareDuration: undefined,
    gateDuration: undefined,
    distillation: distilDuration !== undefined,
    distilDuration: distilDuration ?? 0,
    storage: false,
    coherenceTime: Infinity,
    links: [
      {
        link: LINK,
        keep: true,
        arrival: undefined,
        holds: false,
        points: [{ brightness: 1, fidelity: 0.9, successProbability: 0.1 }]
      }
    ]
  }
}
