import type { Nanoseconds } from '@bellwire/runtime'
import type { NetworkFrame, OrderedFrame, OrderedHeader } from '@bellwire/wire'
import { ACKNOWLEDGE_AFTER, WINDOW } from './configuration.js'
import type { AdjacencyCore } from './core.js'
import { ReceiveWindow } from './receive-window.js'
import { SendWindow } from './send-window.js'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/**
 * One node's end of what it shares with one neighbour: a session, and in it two streams of frames, each received in
 * order and once.
 *
 * Sessions. A session is a random number, and good for one partner: when it ends, for whatever reason, another is drawn.
 * A neighbour that names the present session is alive and has heard of it lately, so what it says of its own holds.
 * Whoever names no session or another may be a stranger, or a frame that was long under way. It changes nothing; it is
 * told a session that it may take. While this end is up, that is a second one, kept ready; the present session ends only
 * when the neighbour names the second one, and so has proved that it has begun anew.
 *
 * Common path: a frame that comes in order, or goes into a window with room, costs no allocation and touches no machine.
 */
export class Adjacency {
  readonly peer: number
  readonly #core: AdjacencyCore
  readonly #roundTrip: Nanoseconds
  /** From the sending of a frame to its next, where it is not acknowledged. */
  readonly #timeout: Nanoseconds
  readonly #outgoing: SendWindow
  readonly #incoming: ReceiveWindow
  #state: 'stopped' | 'seeking' | 'up' | 'failed' = 'stopped'
  #session = 0
  /** Offered to who may be the neighbour, begun anew; 0: none yet. */
  #nextSession = 0
  #peerSession = 0
  /** Something has come in this session since the last look. */
  #heard = false
  /** Something has been sent in this session. */
  #spoken = false
  /** Frames received and not yet acknowledged, and whether the timer that sees to it runs. */
  #owed = 0
  #acknowledging = false
  /** Whether the retransmission timer runs, and which frame was the oldest when it last fired. */
  #retransmitting = false
  #oldestSeen = 0
  /** When a frame of another session was last answered. */
  #answeredAt: Nanoseconds = -Infinity

  constructor(core: AdjacencyCore, peer: number, roundTrip: Nanoseconds) {
    const { firstSerial, acknowledgeDelay } = core.configuration
    this.peer = peer
    this.#core = core
    this.#roundTrip = roundTrip
    this.#timeout = 3 * roundTrip + acknowledgeDelay
    this.#outgoing = new SendWindow(firstSerial)
    this.#incoming = new ReceiveWindow(firstSerial)
  }

  get up(): boolean {
    return this.#state === 'up'
  }

  start(): void {
    const { tables, configuration } = this.#core
    const { helloInterval, deadInterval, acknowledgeDelay, attempts } = configuration
    this.#begin(this.#drawSession())
    this.#state = 'seeking'
    const half = Math.max(1, Math.floor(this.#roundTrip / 2))
    tables.retransmission.open(this.peer, { timeout: this.#timeout, attempts })
    tables.acknowledgement.open(this.peer, { delay: Math.max(half, acknowledgeDelay) })
    tables.adjacency.open(this.peer, {
      firstWait: Math.min(3 * this.#roundTrip, helloInterval),
      interval: helloInterval,
      maximumMisses: Math.ceil(deadInterval / helloInterval)
    })
  }

  /** The machines are the caller's to close. */
  stop(): void {
    this.#state = 'stopped'
    this.#begin(0)
  }

  // ---- sending ----

  send(frame: OrderedFrame): boolean {
    if (this.#state !== 'up') return false
    const outgoing = this.#outgoing
    if (outgoing.waiting >= this.#core.configuration.queueLimit && outgoing.inFlight >= WINDOW) {
      this.#state = 'failed'
      this.#core.ignored('queue-full')
      this.#core.tables.adjacency.tell(this.peer, { type: 'FAILED' })
      return false
    }
    const header: Writable<OrderedHeader> = frame
    header.session = this.#session
    header.peerSession = this.#peerSession
    header.serial = outgoing.next
    outgoing.push(frame)
    this.#pump()
    return true
  }

  /** Sends what waits, as far as the window allows. */
  #pump(): void {
    const outgoing = this.#outgoing
    while (outgoing.waiting > 0 && outgoing.inFlight < WINDOW) {
      const frame = outgoing.takeUnsent(this.#core.clock.now())
      const header: Writable<OrderedHeader> = frame
      header.expected = this.#incoming.expected
      this.#owed = 0
      this.#spoken = true
      this.#core.send(this.peer, frame)
      if (!this.#retransmitting) {
        this.#retransmitting = true
        this.#oldestSeen = outgoing.oldest
        this.#core.tables.retransmission.tell(this.peer, { type: 'SENT' })
      }
    }
  }

  /** The retransmission timer has fired. */
  due(): void {
    const { clock, tables } = this.#core
    const outgoing = this.#outgoing
    if (outgoing.inFlight === 0) {
      this.#retransmitting = false
      tables.retransmission.tell(this.peer, { type: 'IDLE' })
      return
    }
    const progress = outgoing.oldest !== this.#oldestSeen
    this.#oldestSeen = outgoing.oldest
    const left = outgoing.oldestSentAt + this.#timeout - clock.now()
    if (left > 0) tables.retransmission.tell(this.peer, { type: 'EARLY', delay: left })
    else tables.retransmission.tell(this.peer, { type: 'OVERDUE', progress })
  }

  /** Sends everything that is under way again. */
  retransmit(): void {
    const { clock, send } = this.#core
    const now = clock.now()
    const { expected } = this.#incoming
    for (let index = 0; index < this.#outgoing.inFlight; index++) {
      // A copy: who has received the frame may still hold it.
      send(this.peer, { ...this.#outgoing.takeAgain(index, now), expected })
    }
    this.#owed = 0
  }

  /** The attempts are used up. */
  exhausted(): void {
    this.#retransmitting = false
    this.#end('LOST')
  }

  // ---- signs of life ----

  /** Calls the neighbour: an answer is wanted. */
  call(): void {
    if (this.#state === 'stopped') return
    this.#say(this.#session, this.#peerSession, false)
  }

  look(): void {
    const { adjacency } = this.#core.tables
    adjacency.tell(this.peer, { type: this.#heard ? 'HEARD' : 'SILENT' })
    this.#heard = false
  }

  /** The session is over, as the machine says. */
  lost(): void {
    this.#end(undefined)
  }

  /** Acknowledges what no other frame has acknowledged. */
  acknowledge(): void {
    this.#acknowledging = false
    if (this.#owed > 0) this.#say(this.#session, this.#peerSession, true)
  }

  /** NEIGHBOUR. One that wants no answer says that it is one. */
  #say(session: number, peerSession: number, answer: boolean): void {
    const { node, configuration, send } = this.#core
    const present = session === this.#session
    const expected = present ? this.#incoming.expected : configuration.firstSerial
    if (present) {
      this.#owed = 0
      this.#spoken = true
    }
    send(this.peer, { type: 'NEIGHBOUR', session, peerSession, expected, node, answer })
  }

  // ---- receiving ----

  frame(frame: NetworkFrame): void {
    const { session, peerSession } = frame
    if (this.#state === 'stopped' || this.#state === 'failed') return this.#core.ignored('no-session')
    if (session === 0) return this.#core.ignored('session-zero')
    if (frame.type === 'NEIGHBOUR' && frame.node !== this.peer) return this.#core.ignored('neighbour-misnamed')
    if (peerSession === this.#session) {
      if (session === this.#peerSession) return this.#inSession(frame, false)
      if (this.#state === 'seeking') return this.#meet(session, frame)
      // Two sessions of the neighbour have taken this one: one of them is over, and it cannot be told which.
      this.#core.ignored('session-conflict')
      return this.#end('LOST')
    }
    if (peerSession !== 0 && peerSession === this.#nextSession) {
      this.#end('MET')
      if (this.#state !== 'seeking') return
      this.#session = peerSession
      return this.#meet(session, frame)
    }
    this.#otherSession(frame)
  }

  /** The first frame that names this end's session: both ends know each other's. */
  #meet(peerSession: number, frame: NetworkFrame): void {
    const session = this.#session
    this.#peerSession = peerSession
    this.#state = 'up'
    this.#spoken = false
    this.#core.tables.adjacency.tell(this.peer, { type: 'MET' })
    this.#core.listener.up(this.peer)
    if (this.#state !== 'up' || this.#session !== session) return
    this.#inSession(frame, true)
    // The neighbour is to know as well; any frame of the session tells it.
    if (this.#state === 'up' && this.#session === session && !this.#spoken) this.#say(session, peerSession, true)
  }

  #inSession(frame: NetworkFrame, first: boolean): void {
    const outgoing = this.#outgoing
    const acknowledged = (frame.expected - outgoing.oldest) | 0
    if (acknowledged > outgoing.inFlight) return this.#core.ignored('acknowledges-unsent')
    this.#heard = true
    if (acknowledged > 0) {
      outgoing.drop(acknowledged)
      if (outgoing.waiting > 0) this.#pump()
    }
    if (frame.type !== 'NEIGHBOUR') this.#ordered(frame)
    else if (!frame.answer && !first) this.#say(this.#session, this.#peerSession, true)
  }

  #ordered(frame: OrderedFrame): void {
    const incoming = this.#incoming
    switch (incoming.take(frame)) {
      case 'next':
        this.#owed += 1
        this.#deliver(frame)
        break
      case 'early':
        return
      case 'repeated':
        // The acknowledgement was lost, or is on its way.
        this.#core.ignored('repeated')
        this.#owed += 1
        break
      case 'outside':
        return this.#core.ignored('serial-outside-window')
    }
    if (this.#owed >= ACKNOWLEDGE_AFTER) this.#say(this.#session, this.#peerSession, true)
    else if (this.#owed > 0 && !this.#acknowledging) {
      this.#acknowledging = true
      this.#core.tables.acknowledgement.tell(this.peer, { type: 'OWED' })
    }
  }

  /** Hands a frame over, and those that came before their turn and are now in order. */
  #deliver(frame: OrderedFrame): void {
    const session = this.#session
    const { listener } = this.#core
    let next: OrderedFrame | undefined = frame
    while (next !== undefined) {
      listener.received(this.peer, next)
      // The layer above may have ended the session.
      if (this.#session !== session || this.#state !== 'up') return
      next = this.#incoming.takeKept()
      if (next !== undefined) this.#owed += 1
    }
  }

  /** A frame that does not name the present session changes nothing, and has one answer at most. */
  #otherSession(frame: NetworkFrame): void {
    if (frame.peerSession !== 0) this.#core.ignored('session-other')
    if (frame.type !== 'NEIGHBOUR') {
      // A neighbour that does not know yet that this end has begun anew: call it, but not for every frame.
      const now = this.#core.clock.now()
      if (this.#state !== 'seeking' || now - this.#answeredAt < this.#roundTrip) return
      this.#answeredAt = now
      this.#say(this.#session, 0, false)
    } else if (!frame.answer) {
      if (this.#state === 'seeking') this.#say(this.#session, frame.session, true)
      else if (frame.session === this.#peerSession) this.#say(this.#session, this.#peerSession, true)
      else {
        if (this.#nextSession === 0) this.#nextSession = this.#drawSession()
        this.#say(this.#nextSession, frame.session, true)
      }
    }
  }

  // ---- sessions ----

  #drawSession(): number {
    for (;;) {
      const session = this.#core.random() >>> 0
      if (session !== 0 && session !== this.#session && session !== this.#nextSession) return session
    }
  }

  #begin(session: number): void {
    const { firstSerial } = this.#core.configuration
    this.#session = session
    this.#nextSession = 0
    this.#peerSession = 0
    this.#outgoing.reset(firstSerial)
    this.#incoming.reset(firstSerial)
    this.#heard = false
    this.#owed = 0
    this.#retransmitting = false
    this.#acknowledging = false
  }

  /**
   * Ends the session; the next begins.
   *
   * @param because what the machine of the adjacency is to hear; MET: the next session is met at once
   */
  #end(because: 'LOST' | 'MET' | undefined): void {
    const { tables, listener } = this.#core
    if (this.#retransmitting) tables.retransmission.tell(this.peer, { type: 'STOP' })
    if (this.#acknowledging) tables.acknowledgement.tell(this.peer, { type: 'STOP' })
    // What has been offered is kept on offer: the neighbour may be about to take it. Two ends that each withdrew what
    // the other is taking would lose each other again and again.
    this.#begin(this.#nextSession === 0 ? this.#drawSession() : this.#nextSession)
    this.#state = 'seeking'
    if (because === 'LOST') tables.adjacency.tell(this.peer, { type: 'LOST' })
    listener.down(this.peer)
  }
}
