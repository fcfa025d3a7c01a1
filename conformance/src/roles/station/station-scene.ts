import {
  type DeviceMessage,
  type Frame,
  type Gen,
  HeraldingPlace,
  type Hello,
  type Open,
  Role,
  WIRE_VERSIONS
} from '@bellwire/wire'
import type { Fault, Happening } from '../../stage/happening.js'
import { Random } from '../../stage/random.js'
import { Stage } from '../../stage/stage.js'
import type { StationLinkSetting, StationSetting, SwitchSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { Detectors, type Light } from './detectors.js'

/** Which node of a link: the first is its master. */
export type Side = 0 | 1

export interface StationSceneOptions {
  readonly seed?: number
  /** First sequence number of the epochs that are opened. Default 0. */
  readonly firstSequence?: number
  /** Where heralds come about. Default MID_POINT. */
  readonly heraldingPlace?: HeraldingPlace
  /** Absent: the station has none. With one there is a third link, which shares no node with the first. */
  readonly switch?: SwitchSetting
}

/** What a station did on one thing that happened, or in a time. */
export interface Done {
  readonly frames: readonly { readonly to: number; readonly frame: Frame }[]
  readonly commands: readonly DeviceMessage[]
}

const STATION = 30
/** The nodes of the link that cases are about, and of another one of the station, which shares one with it. */
const NODES = [4, 20] as const
const OTHER_NODES = [20, 25] as const
const THIRD_NODES = [5, 26] as const
const [LINK, OTHER_LINK, THIRD_LINK] = [7, 8, 9]

const MICROSECOND = 1000
const START = 5_000_000
const PERIOD = 20 * MICROSECOND
const GUARD = 50

/** A heralding station under test with everything around it: the nodes of two links, its detectors, and time. */
export class StationScene {
  readonly stage: Stage<StationSetting>
  readonly detectors: Detectors
  readonly random: Random
  readonly happenings: Happening[] = []
  readonly link: StationLinkSetting
  readonly other: StationLinkSetting
  /** Where the station has a switch. */
  readonly third: StationLinkSetting
  /** Of the present processes of the nodes, by number. */
  readonly incarnations = new Map<number, number>()
  /** The epoch of the link that cases are about, and its slots. */
  epoch = 0
  slotOrigin = START + 37 * MICROSECOND
  slotPeriod = PERIOD
  readonly firstSequence: number

  constructor(subject: Subject<StationSetting>, options: StationSceneOptions = {}) {
    const { seed = 1, firstSequence = 0, heraldingPlace = HeraldingPlace.MID_POINT } = options
    this.random = new Random(seed)
    this.firstSequence = firstSequence
    const delays = [5 * MICROSECOND, 3 * MICROSECOND] as const
    this.link = { link: LINK, nodes: NODES, delays, guard: GUARD, heraldingPlace }
    this.other = {
      link: OTHER_LINK,
      nodes: OTHER_NODES,
      delays,
      guard: GUARD,
      heraldingPlace: HeraldingPlace.MID_POINT
    }
    this.third = { ...this.other, link: THIRD_LINK, nodes: THIRD_NODES }
    const links = [this.link, this.other, ...(options.switch === undefined ? [] : [this.third])]
    const switched = options.switch && { switch: options.switch }
    this.stage = new Stage(subject, { role: 'station', node: STATION, seed, time: START, links, ...switched })
    this.stage.watch((happening) => this.happenings.push(happening))
    this.detectors = new Detectors(this.stage)
    for (const { nodes } of links)
      for (const [side, node] of nodes.entries()) {
        this.stage.join({ node, delay: delays[side] ?? 0, frame: () => undefined })
        this.incarnations.set(node, 1 + this.random.below(2 ** 31))
      }
  }

  get station(): number {
    return this.stage.setting.node
  }

  /** Of the present process of the station, as its last HELLO says; 0 before. */
  get stationIncarnation(): number {
    const last = this.happenings.findLast((one) => one.kind === 'sent' && one.frame.type === 'HELLO')
    return last?.kind === 'sent' && last.frame.type === 'HELLO' ? last.frame.incarnation : 0
  }

  nodeOf(side: Side): number {
    return this.link.nodes[side]
  }

  /** What the station does while something is done to it. */
  async during(act: () => Promise<unknown>): Promise<Done> {
    const before = this.happenings.length
    await act()
    const since = this.happenings.slice(before)
    return {
      frames: since.flatMap((one) => (one.kind === 'sent' ? [{ to: one.to, frame: one.frame }] : [])),
      commands: since.flatMap((one) => (one.kind === 'command' ? [one.message] : []))
    }
  }

  /** What it does at once on a frame. */
  async say(from: number, frame: Frame, fault?: Fault): Promise<Done> {
    return this.during(() => this.stage.deliver(from, frame, fault))
  }

  async pass(time: number): Promise<Done> {
    return this.during(() => this.stage.run(this.stage.now + time))
  }

  /** Lets time pass until the middle of a slot. */
  async toSlot(slot: number): Promise<Done> {
    return this.during(() => this.stage.run(this.timeOf(slot)))
  }

  /** What it does at once when its detectors see something, which is so now. */
  async see(light: Light): Promise<Done> {
    return this.during(async () => {
      this.detectors.see(this.link.link, light)
      await this.stage.run(this.stage.now + this.detectors.lag)
    })
  }

  /** What it does at once on a message of its hardware. */
  async hear(message: DeviceMessage): Promise<Done> {
    return this.during(async () => {
      this.stage.report(message)
      await this.stage.run(this.stage.now)
    })
  }

  /** Another process of the station begins. */
  async restart(change: Partial<StationSetting> = {}): Promise<Done> {
    this.detectors.reset()
    return this.during(() => this.stage.restart(change))
  }

  timeOf(slot: number): number {
    return this.slotOrigin + slot * this.slotPeriod
  }

  /** The first slot that is so many slots ahead. */
  ahead(slots: number): number {
    return Math.max(0, Math.ceil((this.stage.now - this.slotOrigin) / this.slotPeriod)) + slots
  }

  helloOf(node: number, fields: Partial<Hello> = {}): Hello {
    return {
      type: 'HELLO',
      link: this.link.link,
      incarnation: this.incarnations.get(node) ?? 1,
      epoch: 0,
      node,
      role: Role.NODE,
      answer: false,
      minimumVersion: WIRE_VERSIONS.minimum,
      maximumVersion: WIRE_VERSIONS.maximum,
      kinds: 0,
      bases: 0,
      heraldingPlace: 0,
      ...fields
    }
  }

  /** The OPEN of the link's master, for the station as it is. */
  openOf(epoch: number, fields: Partial<Open> = {}): Open {
    const [master, peer] = this.link.nodes
    return {
      type: 'OPEN',
      link: this.link.link,
      incarnation: this.incarnations.get(master) ?? 1,
      epoch,
      version: WIRE_VERSIONS.maximum,
      firstSequence: this.firstSequence,
      slotOrigin: this.slotOrigin,
      slotPeriod: this.slotPeriod,
      peerIncarnation: this.incarnations.get(peer) ?? 1,
      stationIncarnation: this.stationIncarnation,
      testSeed: 0,
      testFraction: 0,
      ...fields
    }
  }

  genOf(side: Side, fields: Partial<Gen> = {}): Gen {
    const incarnation = this.incarnations.get(this.nodeOf(side)) ?? 1
    const { link } = this.link
    const batch = { queueId: 1, firstSlot: this.ahead(5), slots: 10, brightness: 1 }
    return { type: 'GEN', link, incarnation, epoch: this.epoch, ...batch, ...fields }
  }

  /** A node sends a batch, which is at the station now. */
  async gen(side: Side, fields: Partial<Gen> = {}): Promise<Done> {
    return this.say(this.nodeOf(side), this.genOf(side, fields))
  }

  /** The master opens an epoch. */
  async open(epoch = this.epoch + 1, fields: Partial<Open> = {}): Promise<Done> {
    const frame = this.openOf(epoch, fields)
    const done = await this.say(this.nodeOf(0), frame)
    if (done.frames.some((one) => one.frame.type === 'OPEN_ACK' && one.frame.epoch === epoch)) {
      this.epoch = epoch
      this.slotOrigin = frame.slotOrigin
      this.slotPeriod = frame.slotPeriod
    }
    return done
  }

  /** Starts the station, and opens an epoch. Returns whether it has agreed. */
  async up(): Promise<boolean> {
    await this.stage.start()
    await this.pass(MICROSECOND)
    await this.open(3)
    return this.epoch === 3
  }
}
