import type { Happening } from '../../stage/happening.js'
import type { KeySetting, ReleasedKey, SessionName } from '../../subject/key.js'
import { type End, type Heard, View } from './view.js'

/** A session, as the tester sees it at both of its ends. */
export class Session implements SessionName {
  readonly views: Readonly<Record<End, View>> = { corrector: new View(), reference: new View() }
  /** By end: what it has released, and why it was over there. */
  readonly keys = new Map<End, ReleasedKey>()
  readonly reasons = new Map<End, number>()

  constructor(
    readonly opener: number,
    readonly answerer: number,
    readonly dialogue: number
  ) {}

  endOf(node: number): End {
    return node === this.opener ? 'corrector' : 'reference'
  }

  nodeOf(end: End): number {
    return end === 'corrector' ? this.opener : this.answerer
  }

  get isOver(): boolean {
    return this.reasons.size === 2
  }
}

/** Who is told of each message, when an end has it. `isSent`: it has said it itself. */
export type MessageWatcher = (session: Session, end: End, heard: Heard, isSent: boolean) => void

/** All sessions between the two nodes, by what the tester carries. */
export class Sessions {
  readonly all: Session[] = []
  readonly #watchers: MessageWatcher[] = []

  constructor(private readonly setting: KeySetting) {}

  listen(watcher: MessageWatcher): void {
    this.#watchers.push(watcher)
  }

  /** Undefined where there is none. */
  find({ opener, dialogue }: SessionName): Session | undefined {
    return this.all.find((one) => one.opener === opener && one.dialogue === dialogue)
  }

  /** A new one, where there is none. */
  of(name: SessionName, answerer: number): Session {
    const known = this.find(name)
    if (known !== undefined) return known
    const session = new Session(name.opener, answerer, name.dialogue)
    this.all.push(session)
    return session
  }

  watch(happening: Happening): void {
    if (happening.kind === 'key') this.#released(happening.key, happening.node)
    else if (happening.kind === 'answer' && happening.answer.type === 'concluded') {
      const session = this.find(happening.answer)
      if (session !== undefined) session.reasons.set(session.endOf(happening.node ?? 0), happening.answer.reason)
    } else if (happening.kind === 'sent' || happening.kind === 'came') this.#frame(happening)
  }

  #frame(happening: Extract<Happening, { kind: 'sent' | 'came' }>): void {
    const { frame, node = 0 } = happening
    if (frame.type !== 'ASK' && frame.type !== 'ANSWER') return
    if (frame.purpose !== this.setting.purpose || (frame.type === 'ANSWER' && frame.error !== 0)) return
    const isSent = happening.kind === 'sent'
    const other = happening.kind === 'sent' ? happening.to : happening.from
    // What somebody else says is in no session of these two.
    if (other !== this.setting.node && other !== this.setting.peer) return
    const { dialogue, step, body } = frame
    const opener = (frame.type === 'ASK') === isSent ? node : other
    const session = this.of({ opener, dialogue }, opener === node ? other : node)
    const end = session.endOf(node)
    const heard = session.views[end].take(frame.type === 'ASK' ? 'corrector' : 'reference', step, body)
    if (heard !== undefined) for (const watcher of this.#watchers) watcher(session, end, heard, isSent)
  }

  #released(key: ReleasedKey, node = 0): void {
    const session = this.find(key)
    const end = session?.endOf(node)
    if (session !== undefined && end !== undefined && !session.keys.has(end)) session.keys.set(end, key)
  }
}
