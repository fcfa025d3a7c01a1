import type { Frame, Gen, Hello, Reply } from '@bellwire/wire'
import type { StationSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { Judgement } from '../../verdict/judgement.js'
import { stationMonitors } from './monitors/station-monitors.js'
import { type Done, type Side, StationScene, type StationSceneOptions } from './station-scene.js'

/** One thing that a station has to get right, played once. */
export interface StationCase {
  /** Unique: 'station/queue-mismatch'. */
  readonly name: string
  readonly requirements: readonly string[]
  readonly capabilities?: readonly string[]
  readonly scene?: Omit<StationSceneOptions, 'seed'>
  play(test: StationTest): Promise<void>
}

/** One case at one station. */
export class StationTest extends Judgement {
  readonly scene: StationScene
  /** Of the two nodes, one that does something first: which one, the seed says. */
  readonly one: Side
  readonly two: Side

  constructor(subject: Subject<StationSetting>, options: StationSceneOptions & { readonly seed: number }) {
    const scene = new StationScene(subject, options)
    super(scene.stage)
    this.scene = scene
    this.one = options.seed % 2 === 0 ? 0 : 1
    this.two = this.one === 0 ? 1 : 0
    const monitors = stationMonitors(scene, (requirement, message) => this.broken(requirement, message))
    for (const monitor of monitors) scene.stage.watch(monitor)
  }

  async up(): Promise<void> {
    this.need(await this.scene.up(), 'an epoch is opened')
  }

  /** Both nodes offer slots for the same item. Returns them, and what the station did on the second GEN. */
  async offered(fields: Partial<Gen> = {}): Promise<{ readonly batch: Gen; readonly done: Done }> {
    const { scene } = this
    const batch = scene.genOf(this.one, fields)
    const { queueId, firstSlot, slots } = batch
    await scene.gen(this.one, { queueId, firstSlot, slots })
    const done = await scene.gen(this.two, { queueId, firstSlot, slots })
    this.need(
      scene.detectors.windowOf(scene.link.link) !== undefined,
      'slots that both nodes offer for the same item are observed'
    )
    return { batch, done }
  }

  /** Whether a REPLY went to a node, and to nobody else where it is said to be the only one, with these fields. */
  isTold({ frames }: Done, side: Side, fields: Partial<Reply>): boolean {
    const told = repliesTo(frames, this.scene.nodeOf(side))
    return told.length === 1 && told.some((reply) => holds(reply, fields))
  }
}

/** The REPLYs to a node. */
export function repliesTo(frames: Done['frames'], node: number): readonly Reply[] {
  return frames.flatMap(({ to, frame }) => (to === node && frame.type === 'REPLY' ? [frame] : []))
}

/** The HELLOs to a node. */
export function hellosTo(frames: Done['frames'], node: number): readonly Hello[] {
  return frames.flatMap(({ to, frame }) => (to === node && frame.type === 'HELLO' ? [frame] : []))
}

/** How many frames of a type there are. */
export function count({ frames }: Done, type: Frame['type']): number {
  return frames.filter(({ frame }) => frame.type === type).length
}

/** Nothing was sent, and nothing asked of the detectors. */
export function isNothing({ frames, commands }: Done): boolean {
  return frames.length === 0 && commands.length === 0
}

/** Whether a REPLY has these fields. */
export function holds(reply: Reply, fields: Partial<Reply>): boolean {
  return (Object.keys(fields) as (keyof Reply)[]).every((name) => reply[name] === fields[name])
}
