import { type Answer, CREATE, type Create, type Delivered } from '../subject/service.js'
import type { LinkSetting, Setting } from '../subject/setting.js'
import type { Subject } from '../subject/subject.js'
import type { Happening } from './happening.js'
import { Peer } from './peer.js'
import { Qubits } from './qubits.js'
import { Random } from './random.js'
import { Stage } from './stage.js'
import { Station } from './station.js'

export interface SceneOptions {
  readonly seed?: number
  /** Whether the node under test is the master of its link. Default true. */
  readonly isMaster?: boolean
  readonly link?: Partial<LinkSetting>
  readonly qubits?: number
  readonly purposes?: readonly number[]
  /** What its hardware states of the link otherwise than that it keeps pairs, of one brightness. */
  readonly capabilities?: Partial<Setting['hardware']['links'][number]>
  /** Whether it writes down what a later process must know. Default false. */
  readonly isLasting?: boolean
  /** How its hardware is otherwise different. */
  readonly hardware?: Partial<Omit<Setting['hardware'], 'qubits' | 'links'>>
}

/** Numbers of the parties: the peer has the lower or the higher one. */
const NODE = 10
const [LOWER_PEER, HIGHER_PEER, STATION] = [4, 20, 30]
const LINK = 7

const MICROSECOND = 1000

/** When a node starts; slots have been counted for a while by then, and do not begin with a microsecond. */
const START = 50 * 1000 * MICROSECOND
const SLOT_ORIGIN = START / 2 + 7321

/** A link of 1 km either way to its station. */
const LINK_SETTING: Omit<LinkSetting, 'peer'> = {
  link: LINK,
  station: STATION,
  slotOrigin: SLOT_ORIGIN,
  slotPeriod: 20 * MICROSECOND,
  stationDelay: 5 * MICROSECOND,
  peerDelay: 10 * MICROSECOND,
  guard: 50,
  batchSlots: 20,
  firstSequence: 0,
  testFraction: 0,
  syncInterval: 10_000_000_000,
  holdover: 100_000_000_000
}

/** How long a test waits for anything but signs of life: far more than any other timer between a node and those around it. */
const PATIENCE = 500_000_000

/** One link of a node under test, with everything around it. */
export class Scene {
  readonly stage: Stage
  readonly link: LinkSetting
  readonly qubits: Qubits
  readonly peer: Peer
  readonly station: Station
  readonly random: Random
  readonly happenings: Happening[] = []
  readonly answers: Answer[] = []

  constructor(subject: Subject, options: SceneOptions = {}) {
    const { seed = 1, isMaster = true, qubits = 4, purposes = [0], capabilities = {}, hardware = {} } = options
    this.random = new Random(seed)
    this.link = { ...LINK_SETTING, peer: isMaster ? HIGHER_PEER : LOWER_PEER, ...options.link }
    const setting: Setting = {
      node: NODE,
      seed,
      time: START,
      hardware: { ...hardwareOf(qubits, this.link.link, capabilities), ...hardware },
      links: [this.link],
      purposes,
      ...(options.isLasting === true && { keeps: false })
    }
    this.stage = new Stage(subject, setting)
    this.stage.watch((happening) => {
      this.happenings.push(happening)
      if (happening.kind === 'answer') this.answers.push(happening.answer)
    })
    this.qubits = new Qubits(this.stage, setting, this.random)
    this.peer = new Peer(this.stage, this.link, this.random)
    this.station = new Station(this.stage, this.link, this.qubits, this.random, this.peer)
    this.peer.station = this.station
    if (this.link.readingError !== undefined) this.qubits.clock = this.station.clock
  }

  /** Starts the node. Resolves when its link is up and can make pairs: true, or false where it does not come up in time. */
  async up(): Promise<boolean> {
    await this.stage.start()
    const isUp = () => this.sent('LINK_STATE').some((frame) => frame.state === 0)
    return this.stage.run(this.stage.now + PATIENCE, isUp)
  }

  /** The node's process is killed, and another begins: with what it has left, where it writes anything down. */
  async restart(): Promise<void> {
    const { stage } = this
    return stage.restart(stage.setting.keeps === undefined ? {} : { keeps: true })
  }

  /** Lets time pass until something is so. Returns whether it is. */
  async until(isDone: () => boolean, patience = PATIENCE): Promise<boolean> {
    return this.stage.run(this.stage.now + patience, isDone)
  }

  /** Lets time pass. */
  async pass(time: number): Promise<void> {
    await this.stage.run(this.stage.now + time)
  }

  /** Asks the node for pairs. Returns the request's identifier, and the code with which it was refused at once, 0 for none. */
  async create(create: Partial<Create> = {}): Promise<{ createId: number; code: number }> {
    await this.stage.ask({ type: 'create', link: this.link.link, create: { ...CREATE, ...create } })
    const created = this.answers.findLast((answer) => answer.type === 'created')
    return created ?? { createId: -1, code: -1 }
  }

  /** The node's application gives a pair back. */
  async release({ epoch, sequence }: { readonly epoch: number; readonly sequence: number }): Promise<void> {
    await this.stage.ask({ type: 'release', link: this.link.link, epoch, sequence })
  }

  /** Pairs that the node has delivered. */
  get delivered(): readonly Delivered[] {
    return this.answers.filter((answer) => answer.type === 'ok')
  }

  /** Frames of a type that the node has sent, the oldest first. */
  sent<Type extends FrameType>(type: Type): readonly FrameOf<Type>[] {
    return this.#frames('sent', type)
  }

  /** Frames of a type that have come to the node. */
  came<Type extends FrameType>(type: Type): readonly FrameOf<Type>[] {
    return this.#frames('came', type)
  }

  #frames<Type extends FrameType>(kind: 'sent' | 'came', type: Type): readonly FrameOf<Type>[] {
    return this.happenings.flatMap((happening) =>
      happening.kind === kind && happening.frame.type === type ? [happening.frame as FrameOf<Type>] : []
    )
  }
}

type FrameType = Extract<Happening, { kind: 'sent' }>['frame']['type']
type FrameOf<Type extends FrameType> = Extract<Extract<Happening, { kind: 'sent' }>['frame'], { type: Type }>

function hardwareOf(
  qubits: number,
  link: number,
  capabilities: Partial<Setting['hardware']['links'][number]>
): Setting['hardware'] {
  return {
    qubits,
    measureDuration: 1000,
    correctDuration: 1000,
    storeDuration: 0,
    swapping: false,
    swapDuration: 0,
    swapQuality: undefined,
    prepareDuration: undefined,
    gateDuration: undefined,
    distillation: false,
    distilDuration: 0,
    storage: false,
    coherenceTime: Infinity,
    links: [
      {
        link,
        keep: true,
        arrival: undefined,
        holds: false,
        points: [{ brightness: 1, fidelity: 0.9, successProbability: 0.1 }],
        ...capabilities
      }
    ]
  }
}
