import type { Frame, OrderedFrame } from '@bellwire/wire'
import type { Stage } from '../../stage/stage.js'

type Unheaded<One> = One extends OrderedFrame ? Omit<One, 'session' | 'peerSession' | 'serial' | 'expected'> : never

/** What a neighbour says: the fields that its session adds are left out. */
export type Said = Unheaded<OrderedFrame>

/** What comes to a neighbour: everything, NEIGHBOUR and no ordered frame, or nothing. */
export type Hearing = 'all' | 'calls' | 'nothing'

/** The network layer of the node at the other end of a link, as the tester plays it: it keeps the session, and no more. */
export class Neighbour {
  session: number
  /** Of the node under test; 0: not known. */
  peerSession = 0
  /** Ordered frames of the node, in order, each once. */
  readonly heard: OrderedFrame[] = []
  /** Told of each of them. */
  hears: (frame: OrderedFrame) => void = () => undefined
  /** What else the node sends is lost. */
  hearing: Hearing = 'all'
  #serial = 0
  #expected = 0

  constructor(
    private readonly stage: Stage,
    readonly node: number,
    readonly delay: number,
    session: number
  ) {
    this.session = session
    stage.watch((happening) => {
      if (happening.kind === 'sent' && happening.to === node) stage.after(delay, () => this.#take(happening.frame))
    })
  }

  /** A new process of this node begins: it knows nothing of the session that there was, and has none until the node answers. */
  anew(session: number): void {
    const { stage, node } = this
    this.session = session
    this.peerSession = 0
    this.#serial = 0
    this.#expected = 0
    stage.send(node, { type: 'NEIGHBOUR', session, peerSession: 0, expected: 0, node, answer: false })
  }

  /** It has every frame of the session before this serial. */
  get expected(): number {
    return this.#expected
  }

  say(said: Said): void {
    // Without a session there is nothing that it could be said in.
    if (this.peerSession !== 0) this.stage.send(this.node, this.next(said))
  }

  /** The next frame of the session, for who sends it: when, how often and in which order is the caller's affair. */
  next(said: Said): OrderedFrame {
    const { session, peerSession } = this
    const header = { session, peerSession, serial: this.#serial, expected: this.#expected }
    this.#serial += 1
    return { ...said, ...header }
  }

  /** Frames of a type that the node has sent, the oldest first. */
  of<Type extends OrderedFrame['type']>(type: Type): readonly Extract<OrderedFrame, { type: Type }>[] {
    return this.heard.flatMap((frame) => (frame.type === type ? [frame as Extract<OrderedFrame, { type: Type }>] : []))
  }

  #take(frame: Frame): void {
    if (!('session' in frame) || !('peerSession' in frame) || !('expected' in frame)) return
    if (frame.peerSession !== 0 && frame.peerSession !== this.session) return
    if (this.hearing === 'nothing' || (this.hearing === 'calls' && frame.type !== 'NEIGHBOUR')) return
    const isNew = frame.session !== this.peerSession
    this.peerSession = frame.session
    if (isNew) [this.#serial, this.#expected] = [0, 0]
    if (frame.type === 'NEIGHBOUR') {
      if (!frame.answer || isNew) this.#answer()
      return
    }
    if (frame.serial === this.#expected) {
      this.#expected += 1
      this.heard.push(frame)
      this.hears(frame)
    }
    this.#answer()
  }

  #answer(): void {
    const { node, session, peerSession } = this
    this.stage.send(node, { type: 'NEIGHBOUR', session, peerSession, expected: this.#expected, node, answer: true })
  }
}
