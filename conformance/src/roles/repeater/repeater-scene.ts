import type { Frame, LinkState, Path } from '@bellwire/wire'
import { sinceNow } from '../../cases/steps.js'
import type { Happening, Herald } from '../../stage/happening.js'
import { Peer } from '../../stage/peer.js'
import { Qubits } from '../../stage/qubits.js'
import { Random } from '../../stage/random.js'
import { Stage } from '../../stage/stage.js'
import { Station } from '../../stage/station.js'
import type { LinkSetting, RepeaterSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { Neighbour, type Said } from './neighbour.js'

export interface RepeaterSceneOptions {
  readonly seed: number
  /** Whether the hardware can swap. Default true. */
  readonly swapping?: boolean
  /** Nanoseconds. */
  readonly swapDuration?: number
  /** Factor of a swap on the Werner parameter. Default: the hardware does not state it. */
  readonly swapQuality?: number
  /** Nanoseconds. Default: nothing is forgotten. */
  readonly coherenceTime?: number
  readonly qubits?: number
  /** How long a step of distillation takes, nanoseconds. Default: the hardware cannot distil. */
  readonly distilDuration?: number
  /** Whether it writes down what a later process must know. Default false. */
  readonly isLasting?: boolean
}

/** One link of the repeater, and who is at the other end of it. */
export interface Arm {
  readonly link: LinkSetting
  readonly peer: Peer
  readonly station: Station
  readonly neighbour: Neighbour
}

const REPEATER = 10
const MICROSECOND = 1000
const SECOND = 1_000_000_000

/** What both links have in common: 1 km either way to the station. */
const LINK = {
  slotOrigin: 0,
  slotPeriod: 20 * MICROSECOND,
  stationDelay: 5 * MICROSECOND,
  peerDelay: 10 * MICROSECOND,
  guard: 50,
  batchSlots: 20,
  testFraction: 0,
  syncInterval: 10 * SECOND,
  holdover: 100 * SECOND
}

/** Times of set-up and of swapping, and how long a test waits for what takes no longer than those. */
const SWAP = 5 * MICROSECOND
const PATIENCE = SECOND / 2
const PURPOSE = 3
const MINIMUM = 40_000

/** An inner node of circuits under test, with its two links and everything around them. */
export class RepeaterScene {
  readonly stage: Stage
  readonly qubits: Qubits
  readonly random: Random
  readonly happenings: Happening[] = []
  /** Towards the initiator, and towards the responder. */
  readonly up: Arm
  readonly down: Arm

  constructor(subject: Subject<RepeaterSetting>, options: RepeaterSceneOptions) {
    const { seed, swapping = true, swapDuration = SWAP, swapQuality, coherenceTime = Infinity, qubits = 4 } = options
    const { distilDuration } = options
    this.random = new Random(seed)
    const [one, two] = [
      { ...LINK, link: 7, peer: 4, station: 30, firstSequence: 50 },
      { ...LINK, link: 8, peer: 20, station: 31, firstSequence: 2 ** 32 - 1 }
    ]
    const links = [one, two]
    const setting: RepeaterSetting = {
      role: 'repeater',
      node: REPEATER,
      seed,
      time: 0,
      hardware: {
        qubits,
        measureDuration: MICROSECOND,
        correctDuration: MICROSECOND,
        storeDuration: 0,
        swapping,
        swapDuration: swapping ? swapDuration : 0,
        swapQuality,
        prepareDuration: undefined,
        gateDuration: undefined,
        distillation: distilDuration !== undefined,
        distilDuration: distilDuration ?? 0,
        storage: false,
        coherenceTime,
        links: links.map(({ link }) => ({
          link,
          keep: true,
          arrival: undefined,
          holds: false,
          points: [{ brightness: 1, fidelity: 0.9, successProbability: 0.1 }]
        }))
      },
      links,
      purposes: [],
      ...(options.isLasting === true && { keeps: false })
    }
    this.stage = new Stage(subject, setting)
    this.stage.watch((happening) => this.happenings.push(happening))
    this.qubits = new Qubits(this.stage, setting, this.random)
    const arm = (link: LinkSetting): Arm => {
      const peer = new Peer(this.stage, link, this.random)
      const station = new Station(this.stage, link, this.qubits, this.random, peer)
      peer.station = station
      const session = 1 + this.random.below(2 ** 31)
      return { link, peer, station, neighbour: new Neighbour(this.stage, link.peer, link.peerDelay, session) }
    }
    // Which of the two nodes the circuit comes from, the seed says.
    const arms = [arm(one), arm(two)] as const
    ;[this.up, this.down] = seed % 2 === 0 ? arms : [arms[1], arms[0]]
  }

  /** Starts the repeater. Resolves when both links are up and both neighbours know it, or with false. */
  async begin(): Promise<boolean> {
    await this.stage.start()
    return this.isReady(0)
  }

  /** The repeater's process is killed, and another begins with what it has left. Resolves as `begin` does. */
  async restart(): Promise<boolean> {
    const before = this.happenings.length
    await this.stage.restart({ keeps: true })
    return this.isReady(before)
  }

  /**
   * Waits until both links are up and both neighbours know it. Resolves with whether they are.
   *
   * @param since how many happenings there were before the present process
   */
  async isReady(since: number): Promise<boolean> {
    const done = this.arms.flatMap(({ link, neighbour: { session } }) => [
      sinceNow(this, (one) => one.kind === 'sent' && isReadyState(one.frame) && one.frame.link === link.link, since),
      sinceNow(
        this,
        (one) => one.kind === 'sent' && 'peerSession' in one.frame && one.frame.peerSession === session,
        since
      )
    ])
    return this.until(() => done.every((isDone) => isDone()))
  }

  get arms(): readonly [Arm, Arm] {
    return [this.up, this.down]
  }

  async until(isDone: () => boolean, patience = PATIENCE): Promise<boolean> {
    return this.stage.run(this.stage.now + patience, isDone)
  }

  async pass(time: number): Promise<void> {
    await this.stage.run(this.stage.now + time)
  }

  get repeater(): number {
    return this.stage.setting.node
  }

  /** Which circuit a frame of it is about. */
  circuit(number = 1): { readonly initiator: number; readonly circuit: number } {
    return { initiator: this.up.peer.node, circuit: number }
  }

  /** The PATH of a circuit over both links. */
  path(fields: Partial<Omit<Path, 'type'>> = {}): Extract<Said, { type: 'PATH' }> {
    const hop = { minimumFidelity: MINIMUM, cutoff: 0, rate: 0, rank: 0 }
    return {
      type: 'PATH',
      ...this.circuit(),
      responder: this.down.peer.node,
      purpose: PURPOSE,
      minimumFidelity: MINIMUM / 2,
      lifetime: 90_000,
      position: 0,
      hops: [
        { ...hop, node: this.up.peer.node, link: this.up.link.link },
        { ...hop, node: this.repeater, link: this.down.link.link }
      ],
      stages: [],
      ...fields
    }
  }

  /** Heralds of a link, the oldest first. @param since how many happenings there were before */
  heralds({ link }: Arm, since = 0): readonly Herald[] {
    return this.happenings.slice(since).flatMap((one) => (one.kind === 'herald' && one.link === link.link ? [one] : []))
  }
}

function isReadyState(frame: Frame): frame is LinkState {
  return frame.type === 'LINK_STATE' && frame.state === 0
}
