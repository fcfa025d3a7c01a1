import { Outcome, type Reply } from '@bellwire/wire'
import { linkMonitors } from '../monitors/link-monitors.js'
import type { Herald } from '../stage/happening.js'
import { Scene, type SceneOptions } from '../stage/scene.js'
import type { Create, Delivered } from '../subject/service.js'
import type { Subject } from '../subject/subject.js'
import { type Finding, stronger, type Verdict } from './verdict.js'

/** A case cannot go on: what it needs did not come about. */
export class Unreached extends Error {
  override readonly name = 'Unreached'
}

/** A case cannot go on: what it is about did not come about. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** One case at one node. */
export class Test {
  readonly scene: Scene
  readonly findings: Finding[] = []
  /** What was really exercised: a case that passes has said of each of its clauses that it held. */
  readonly witnessed = new Set<string>()
  #verdict: Verdict = 'none'

  constructor(subject: Subject, options: SceneOptions) {
    this.scene = new Scene(subject, options)
    const monitors = linkMonitors(this.scene, (requirement, message) => this.#broken(requirement, message))
    for (const monitor of monitors) this.scene.stage.watch(monitor)
  }

  get verdict(): Verdict {
    return this.#verdict
  }

  /** Judges: a clause is kept, or broken. Returns which. */
  check(requirement: string, isKept: boolean, message: string): boolean {
    this.witnessed.add(requirement)
    if (isKept) this.#verdict = stronger(this.#verdict, 'pass')
    else this.#broken(requirement, message)
    return isKept
  }

  /** Judges, and goes no further with a node that breaks the clause. @throws Broken */
  must(requirement: string, isKept: boolean, message: string): void {
    if (!this.check(requirement, isKept, message)) throw new Broken(message)
  }

  /** What has to be so before anything can be judged. @throws Unreached */
  need(isSo: boolean, what: string): void {
    if (isSo) return
    this.#verdict = stronger(this.#verdict, 'inconclusive')
    throw new Unreached(what)
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

  #broken(requirement: string, message: string): void {
    this.#verdict = 'fail'
    this.findings.push({ requirement, message, time: this.scene.stage.now })
  }
}
