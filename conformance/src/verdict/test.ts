import { Outcome, type Reply } from '@bellwire/wire'
import { linkMonitors } from '../monitors/link-monitors.js'
import type { Herald } from '../stage/happening.js'
import { Scene, type SceneOptions } from '../stage/scene.js'
import type { Create, Delivered } from '../subject/service.js'
import type { Subject } from '../subject/subject.js'
import { Judgement, Unreached } from './judgement.js'

/** One case at one node. */
export class Test extends Judgement {
  readonly scene: Scene

  constructor(subject: Subject, options: SceneOptions) {
    const scene = new Scene(subject, options)
    super(scene.stage)
    this.scene = scene
    const monitors = linkMonitors(scene, (requirement, message) => this.broken(requirement, message))
    for (const monitor of monitors) scene.stage.watch(monitor)
  }

  /** Brings the link up. */
  async up(): Promise<void> {
    this.need(await this.scene.up(), 'the link comes up')
  }

  /** Has the node make pairs for a request of its own application. Returns them. */
  async pairs(number: number, create: Partial<Create> = {}): Promise<readonly Delivered[]> {
    const { scene } = this
    const before = scene.delivered.length
    const { createId, code } = await scene.create({ number, ...create })
    this.need(code === 0, 'a request that can be met is taken')
    const made = () => scene.delivered.slice(before).filter((pair) => pair.createId === createId && pair.originator)
    this.need(await scene.until(() => made().length === number), `${number} pairs come`)
    return made()
  }

  /** Has the node make one pair. Returns it. */
  async pair(create: Partial<Create> = {}): Promise<Delivered> {
    const [pair] = await this.pairs(1, create)
    return pair as Delivered
  }

  /** Has the peer ask for pairs. Returns what the node delivers. */
  async pairsForPeer(
    number: number,
    fields: Parameters<Scene['peer']['create']>[1] = {}
  ): Promise<readonly Delivered[]> {
    const { scene } = this
    const before = scene.delivered.length
    scene.peer.create(number, fields)
    const made = () => scene.delivered.slice(before).filter(({ originator }) => !originator)
    this.need(await scene.until(() => made().length === number), `${number} pairs come for the peer`)
    return made()
  }

  get heralds(): readonly Herald[] {
    return this.scene.happenings.filter((happening) => happening.kind === 'herald')
  }

  /** The REPLY with which a success was told to the node. */
  replyOf({ sequence, epoch }: { readonly sequence: number; readonly epoch: number }): Reply {
    const reply = this.scene
      .came('REPLY')
      .find((frame) => frame.outcome === Outcome.SUCCESS && frame.sequence === sequence && frame.epoch === epoch)
    if (reply === undefined) throw new Unreached(`the success ${sequence} was told to the node`)
    return reply
  }
}
