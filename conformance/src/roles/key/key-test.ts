import { QKD_REASON_NAMES, type QkdMessage, QkdReason } from '@bellwire/wire'
import type { KeySetting, ReleasedKey, SessionPlan } from '../../subject/key.js'
import type { Subject } from '../../subject/subject.js'
import { Judgement, Unreached } from '../../verdict/judgement.js'
import { type Change, KeyScene, type KeySceneOptions } from './key-scene.js'
import { watchKeys } from './monitors/key-monitors.js'
import { BBM92 } from './plans.js'
import { Session } from './sessions.js'
import type { End, Message } from './view.js'

/** One thing that two nodes that distribute keys have to get right, played once. */
export interface KeyCase {
  /** Unique: 'key/altered/parities'. */
  readonly name: string
  readonly requirements: readonly string[]
  readonly capabilities?: readonly string[]
  readonly scene?: KeySceneOptions
  play(test: KeyTest): Promise<void>
}

/** Honest ends abort sometimes by chance: so often a session is tried. */
const TRIES = 3

/** One case at two nodes. */
export class KeyTest extends Judgement {
  readonly scene: KeyScene

  constructor(subject: Subject<KeySetting>, seed: number, options: KeySceneOptions = {}) {
    const scene = new KeyScene(subject, seed, options)
    super(scene.stage)
    this.scene = scene
    watchKeys(scene, (requirement, message) => this.broken(requirement, message))
  }

  async start(): Promise<void> {
    await this.scene.stage.start()
  }

  /** A node's program opens a session. @throws Unreached where there is none */
  async open(plan: SessionPlan = BBM92, node = this.scene.opener): Promise<Session> {
    const session = await this.scene.open(plan, node)
    if (session instanceof Session) return session
    this.must('HAR-070', session !== undefined, 'whoever asks for a key is told whether its session is open')
    throw new Unreached(`a session that makes sense is opened, not refused: ${reasonName(session)}`)
  }

  /** Lets a session come to its end at both ends. */
  async finished(session: Session, patience?: number): Promise<boolean> {
    return this.scene.until(() => session.isOver, patience)
  }

  /** A session that has come to its end, by bad luck only where it has that a few times. @param luck reasons of bad luck */
  async tried(luck: readonly QkdReason[], plan: SessionPlan = BBM92, node = this.scene.opener): Promise<Session> {
    for (let time = 1; ; time++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const session = await this.open(plan, node)
      // oxlint-disable-next-line no-await-in-loop -- as above
      await this.finished(session)
      const reason = session.reasons.get('corrector')
      if (time === TRIES || !luck.some((one) => one === reason)) return session
    }
  }

  /** A session as it is played with nothing in its way: it gives a key, or has bad luck a few times. */
  async honest(plan: SessionPlan = BBM92, node = this.scene.opener): Promise<Session> {
    return this.tried([QkdReason.COUNTS, QkdReason.TEST], plan, node)
  }

  /** An honest session that has given both ends a key. @throws Unreached */
  async distributed(plan: SessionPlan = BBM92, node = this.scene.opener): Promise<Session> {
    const session = await this.honest(plan, node)
    this.need(session.keys.size === 2, 'an honest session gives a key')
    return session
  }

  /** The key that an end has of a session. @throws Unreached */
  keyOf(session: Session, end: End): ReleasedKey {
    const key = session.keys.get(end)
    if (key === undefined) throw new Unreached(`the ${end} has a key`)
    return key
  }

  /** Messages of a type are changed on their way, all copies alike. */
  change<Type extends QkdMessage['type']>(
    type: Type,
    change: (message: Message<Type>) => QkdMessage | Uint8Array
  ): void {
    const before: Change = this.scene.change
    this.scene.change = (message, from) =>
      message.type === type ? change(message as Message<Type>) : before(message, from)
  }

  /** No end has a key, and both are through. */
  checkNoKey(requirement: string, session: Session): void {
    this.check(requirement, session.keys.size === 0, 'no key is given out')
    this.check(requirement, session.isOver, 'the session is over at both ends')
  }

  /** An end has ended a session for a reason. */
  checkReason(requirement: string, session: Session, end: End, ...accepted: readonly QkdReason[]): void {
    const reason = session.reasons.get(end)
    const isOne = accepted.some((one) => one === reason)
    this.check(
      requirement,
      isOne,
      `the ${end} ends with ${reasonName(reason)}, not ${accepted.map(reasonName).join(' or ')}`
    )
  }
}

function reasonName(reason: number | undefined): string {
  return reason === undefined ? 'nothing' : (QKD_REASON_NAMES[reason as QkdReason] ?? String(reason))
}
