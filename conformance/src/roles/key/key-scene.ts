import { encodeQkdMessage, type Frame, type QkdMessage } from '@bellwire/wire'
import type { Happening } from '../../stage/happening.js'
import { Random } from '../../stage/random.js'
import { Stage } from '../../stage/stage.js'
import type { KeySetting, KeyWish, SessionPlan } from '../../subject/key.js'
import type { Subject } from '../../subject/subject.js'
import { Account } from './account.js'
import { Pairs } from './pairs.js'
import { type Session, Sessions } from './sessions.js'
import { messageIn } from './view.js'

export interface KeySceneOptions {
  /** Whether pairs are kept, or come measured. Default 'measure'. */
  readonly kind?: KeySetting['kind']
  /** Bits of the authentication key. Default 4096. */
  readonly poolBits?: number
}

export const MILLISECOND = 1_000_000
export const SECOND = 1000 * MILLISECOND

/** One-way time of a frame. */
const DELAY = MILLISECOND

/** A session whose rounds come at once has ended in this time, or never does: less than that of silence (section 7.3). */
const PATIENCE = 1000 * SECOND

const [ONE, LOWER, HIGHER] = [10, 4, 20]
const [LINK, PURPOSE] = [3, 9]
const POOL_BITS = 4096

/** A frame that a node gets which the other one has not sent so. */
export interface Injected {
  readonly node: number
  readonly from: number
  readonly frame: Frame
}

/** What becomes of a message on its way: another one, or octets that may be none. The same: nothing. */
export type Change = (message: QkdMessage, from: number) => QkdMessage | Uint8Array

/** Two nodes that distribute keys, with everything between and around them: frames, pairs, their programs, and time. */
export class KeyScene {
  readonly stage: Stage<KeySetting>
  readonly random: Random
  readonly happenings: Happening[] = []
  readonly sessions: Sessions
  readonly pairs: Pairs
  readonly account: Account
  /** The node that opens sessions, where a case does not say which, and the other one. */
  readonly opener: number
  readonly answerer: number
  change: Change = (message) => message
  /** The same of the bodies of steps, after that. */
  reshape: (body: Uint8Array, from: number) => Uint8Array = (body) => body
  /** Messages and bodies that were changed. */
  changed = 0
  /** What comes beside each frame, from whomever. */
  beside: (frame: Frame, from: number, to: number) => readonly Injected[] = () => []

  /** Seeds that follow each other have the node with the higher and with the lower number open sessions in turn. */
  constructor(subject: Subject<KeySetting>, seed: number, options: KeySceneOptions = {}) {
    const { kind = 'measure', poolBits = POOL_BITS } = options
    this.random = new Random(seed)
    const pool = Array.from({ length: poolBits / 8 }, () => String.fromCharCode(this.random.below(256)))
    const setting: KeySetting = {
      role: 'key',
      node: ONE,
      peer: seed % 2 === 0 ? LOWER : HIGHER,
      seed,
      time: 0,
      link: LINK,
      purpose: PURPOSE,
      kind,
      pool: btoa(pool.join(''))
    }
    this.opener = setting.node
    this.answerer = setting.peer
    this.stage = new Stage(subject, setting)
    this.account = new Account(setting)
    this.sessions = new Sessions(setting)
    this.pairs = new Pairs(this.stage, this.random)
    this.stage.watch((happening) => {
      this.happenings.push(happening)
      this.sessions.watch(happening)
      this.pairs.watch(happening)
    })
    for (const node of [setting.node, setting.peer])
      this.stage.join({ node, delay: DELAY, frame: (frame) => this.#carry(this.other(node), node, frame) })
  }

  other(node: number): number {
    const { node: one, peer } = this.stage.setting
    return node === one ? peer : one
  }

  async pass(time: number): Promise<void> {
    await this.stage.run(this.stage.now + time)
  }

  async until(isDone: () => boolean, patience = PATIENCE): Promise<boolean> {
    return this.stage.run(this.stage.now + patience, isDone)
  }

  /** A node's program asks for something. */
  async ask(node: number, wish: KeyWish): Promise<void> {
    await this.stage.put({ kind: 'wish', node, wish }, { type: 'wish', node, wish })
  }

  /** A node's program opens a session. Returns it, or why there is none; undefined where it is answered nothing. */
  async open(plan: SessionPlan, node = this.opener): Promise<Session | number | undefined> {
    const before = this.happenings.length
    await this.ask(node, { type: 'distribute', plan })
    for (const happening of this.happenings.slice(before)) {
      if (happening.kind !== 'answer' || happening.answer.type !== 'distributing') continue
      const answer = happening.answer
      return answer.reason === 0 ? this.sessions.of(answer, this.other(node)) : answer.reason
    }
    return undefined
  }

  /** The process of a node is killed, and another one begins with what it has stored. */
  async restart(node: number): Promise<void> {
    await this.stage.put({ kind: 'restarted', node, keeps: true }, { type: 'restart', node })
  }

  /** A frame that nobody has sent, or that was sent before, is at a node. */
  async inject(node: number, frame: Frame, from = this.other(node)): Promise<void> {
    await this.stage.deliver(from, frame, 'forged', node)
  }

  #carry(from: number, to: number, frame: Frame): void {
    for (const other of this.beside(frame, from, to))
      this.stage.after(0, () => this.inject(other.node, other.frame, other.from))
    const carried = this.#changed(from, frame)
    const fault = carried === frame ? undefined : 'forged'
    this.stage.after(0, () => this.stage.deliver(from, carried, fault, to))
  }

  /** Messages that go in one piece can be changed, and every body. */
  #changed(from: number, frame: Frame): Frame {
    if (frame.type !== 'ASK' && frame.type !== 'ANSWER') return frame
    const body = this.reshape(this.#message(from, frame.body), from)
    if (body === frame.body) return frame
    this.changed += 1
    return { ...frame, body }
  }

  #message(from: number, body: Uint8Array): Uint8Array {
    const message = body[0] === 0 ? messageIn(body.subarray(1)) : undefined
    if (message === undefined) return body
    const other = this.change(message, from)
    if (other === message) return body
    return Uint8Array.of(0, ...(other instanceof Uint8Array ? other : encodeQkdMessage(other)))
  }
}
