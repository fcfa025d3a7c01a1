import type { Clock } from '@bellwire/runtime'
import { Host, type Observer, type OutputOf, type RunnerKind, type Table } from '@bellwire/statechart'
import type { NodeId } from '@bellwire/transport'
import { isKeyFrame, type Frame, type KeyBlock as KeyBlockFrame, type KeyFrame, type KeyReserve } from '@bellwire/wire'
import { type Uuid, uuidFromWire } from '../identifiers.js'
import type { BlockRecord, KeyBlock, KeyStore, Reservation, ReservationName } from '../store/key-store.js'
import { blockMachine } from './block-machine.js'
import { collectionMachine } from './collection-machine.js'
import { GroupCommit } from './group-commit.js'
import type { DecryptionAnswer, DecryptionRequest, EncryptionAnswer, EncryptionRequest } from './requests.js'
import { reservationMachine } from './reservation-machine.js'
import { OpenReservations } from './open-reservations.js'
import { nameOf, Speaker, termsOf } from './speaker.js'
import { DEFAULT_KEY_TIMERS, type KeyTimers } from './timers.js'
import { WaitingCollections } from './waiting-collections.js'

/** The machines of a KME, by table. */
export const KEY_MACHINES = {
  reservation: reservationMachine,
  block: blockMachine,
  collection: collectionMachine
} as const

type Machines = typeof KEY_MACHINES

export interface KeyManagerOptions {
  readonly node: NodeId
  readonly peer: NodeId
  readonly store: KeyStore
  readonly clock: Clock
  readonly runner: RunnerKind
  /** Sends a frame to the peer, as a transport does. */
  readonly send: (frame: KeyFrame) => void
  /** Whether frames can get to the peer now, where that is known: if not, nothing is set aside for it in vain. */
  readonly connected?: () => boolean
  /** Uniform on the unsigned 32-bit integers; used at the start alone. */
  readonly random: () => number
  readonly timers?: KeyTimers
  /**
   * Does work a little later, when what has come at the same moment is there: then one durable transaction serves all of it.
   * Absent: everything is done at once, by a transaction of its own.
   */
  readonly soon?: (work: () => void) => void
  /** What was not acted upon, as a stable string. */
  readonly ignored?: (reason: string) => void
  readonly observer?: Observer
}

/** Collections that may wait at a time. */
const OPEN_COLLECTIONS = 1024

/**
 * A KME towards one peer: it keeps the two stores in step by messages, so that applications at both ends get the same
 * keys, each once. Has no socket and no clock of its own; nothing happens before `start`.
 */
export class KeyManager {
  readonly store: KeyStore
  /** Of this run of the process. */
  readonly session: number
  readonly #peer: NodeId
  readonly #speaker: Speaker
  readonly #group: GroupCommit
  readonly #connected: () => boolean
  readonly #timers: KeyTimers
  readonly #ignored: (reason: string) => void
  readonly #reservations: Table<Machines['reservation']>
  readonly #blocks: Table<Machines['block']>
  readonly #collections: Table<Machines['collection']>
  readonly #host: Host<Machines>
  readonly #open = new OpenReservations()
  readonly #waiting: WaitingCollections
  #next = 1
  #nextReservation = 1
  /** The peer has not answered, and nothing has come from it since. */
  #silent = false
  #started = false

  constructor(options: KeyManagerOptions) {
    const { store, peer, clock, runner, send, random, timers = DEFAULT_KEY_TIMERS, ignored, observer } = options
    this.store = store
    this.#peer = peer
    this.#connected = options.connected ?? (() => true)
    this.#timers = timers
    this.#ignored = ignored ?? (() => {})
    // 0 means an unknown session.
    this.session = random() >>> 0 || 1
    this.#waiting = new WaitingCollections(store)
    this.#group = new GroupCommit(store, options.soon)
    this.#speaker = new Speaker(this.session, (frame) => this.#group.after(() => send(frame)))
    this.#host = new Host<Machines>({
      machines: KEY_MACHINES,
      clock,
      runner,
      owner: this,
      ...(observer !== undefined && { observer })
    })
    this.#reservations = this.#host.table('reservation')
    this.#blocks = this.#host.table('block')
    this.#collections = this.#host.table('collection')
  }

  /** Whether the peer answers, as far as is known. */
  get reachable(): boolean {
    return !this.#silent && this.#connected()
  }

  /** Reservations of this end of which the peer has not noted what became. */
  get open(): number {
    return this.#reservations.size
  }

  /** Burns what an earlier run has left in doubt, and goes on telling the peer what it has to know. */
  start(): void {
    this.#started = true
    for (const reservation of this.store.recover()) {
      const key = this.#begin(reservation)
      this.#reservations.tell(key, { type: 'RESUME', taken: reservation.stage === 'taken' })
    }
    for (const { session } of this.store.announced()) this.#announce(session)
  }

  /** Ends all that is waiting. What is in doubt stays so in the store, and is burnt when the next run starts. */
  stop(): void {
    if (!this.#started) return
    try {
      this.#group.flush()
      this.#host.closeAll()
    } finally {
      this.#started = false
      this.#open.endAll({ outcome: 'stopped' })
      this.#waiting.endAll({ outcome: 'stopped' })
    }
  }

  /** @throws KeyError as the store's addBlock */
  addBlock(block: KeyBlock): BlockRecord {
    const record = this.store.addBlock(block)
    if (this.#started) this.#announce(record.session)
    return record
  }

  /** Keys for an application of this end; the answer comes once, now or later. */
  encrypt(request: EncryptionRequest, answer: (answer: EncryptionAnswer) => void): void {
    this.#group.do(() => this.#encrypt(request, this.#later(answer)))
  }

  /** Keys that an application of the peer was given; the answer comes once, now or later. */
  decrypt(request: DecryptionRequest, answer: (answer: DecryptionAnswer) => void): void {
    this.#group.do(() => this.#decrypt(request, this.#later(answer)))
  }

  /** A frame has come. */
  frame(from: NodeId, frame: Frame): void {
    this.#group.do(() => this.#frame(from, frame))
  }

  #encrypt(request: EncryptionRequest, answer: (answer: EncryptionAnswer) => void): void {
    if (!this.#started) return answer({ outcome: 'stopped' })
    if (!this.reachable) return answer({ outcome: 'silent' })
    if (this.#reservations.size >= this.#timers.openReservations) return answer({ outcome: 'busy' })
    const { number: keys, size, master, slaves, label } = request
    const name = { origin: this.session, number: this.#nextReservation }
    const reservation = this.store.reserve({ ...name, keys, size, master, slaves, label })
    if (reservation === undefined) return answer({ outcome: 'exhausted' })
    this.#nextReservation += 1
    const key = this.#begin(reservation)
    this.#open.expect(key, answer)
    this.#reservations.tell(key, { type: 'ASK' })
  }

  #decrypt(request: DecryptionRequest, answer: (answer: DecryptionAnswer) => void): void {
    if (!this.#started) return answer({ outcome: 'stopped' })
    const collected = this.#waiting.collect(request)
    if (collected !== undefined) return answer(collected)
    if (this.#collections.size >= OPEN_COLLECTIONS) return answer({ outcome: 'busy' })
    const key = this.#next++
    this.#waiting.add(key, request, answer)
    this.#collections.open(key, { key, patience: this.#timers.patience })
  }

  #frame(from: NodeId, frame: Frame): void {
    if (!this.#started) return
    if (from !== this.#peer) return this.#ignored('not-the-peer')
    if (!isKeyFrame(frame)) return this.#ignored('not-for-kmes')
    if (frame.session === 0) return this.#ignored('no-session')
    switch (frame.type) {
      case 'KEY_BLOCK':
        this.#hear(frame)
        return this.#block(frame)
      case 'KEY_RESERVE':
        this.#hear(frame)
        return this.#reserve(frame)
      case 'KEY_TAKEN':
        this.#hear(frame)
        this.store.release(nameOf(frame))
        this.#speaker.answer('KEY_NOTED', frame)
        return this.#settled()
      case 'KEY_BURN':
        this.#hear(frame)
        this.store.discard(nameOf(frame), frame.units.map(uuidFromWire))
        this.#speaker.answer('KEY_NOTED', frame)
        return this.#settled()
      case 'KEY_RESERVED':
      case 'KEY_REFUSED':
      case 'KEY_NOTED': {
        if (frame.peerSession !== this.session) return this.#ignored('another-session')
        this.#hear(frame)
        const key = this.#open.keyOf(nameOf(frame))
        if (key === undefined) return this.#ignored('no-such-reservation')
        this.#reservations.tell(key, { type: EVENTS[frame.type] })
      }
    }
  }

  /** For the host alone. */
  output(event: OutputOf<Machines>): void {
    switch (event.type) {
      case 'ask':
        return this.#speaker.ask(this.#reservationOf(event.key))
      case 'deliver': {
        const keys = this.store.deliver(this.#open.nameOf(event.key))
        return this.#open.answer(event.key, { outcome: 'delivered', keys })
      }
      case 'burn':
        this.store.burn(this.#open.nameOf(event.key))
        if (event.silent) this.#silent = true
        return this.#open.answer(event.key, { outcome: event.silent ? 'silent' : 'refused' })
      case 'notify':
        return this.#speaker.tell(this.#reservationOf(event.key), event.taken)
      case 'closed':
        this.store.forget(this.#open.nameOf(event.key))
        return this.#open.remove(event.key)
      case 'announce':
        return this.#speaker.announce(this.store.block(event.session) as BlockRecord, false)
      case 'confirm':
        return this.store.confirmBlock(event.session)
      case 'dispute':
        return this.store.disputeBlock(event.session)
      case 'attempt':
        return this.#attempt(event.key)
      case 'giveUp':
        return this.#waiting.end(event.key, { outcome: 'in-doubt' })
      case 'ignored':
        return this.#ignored(event.reason)
    }
  }

  /** An answer that is given when what it tells is on the disk. */
  #later<T>(answer: (answer: T) => void): (answer: T) => void {
    return (given) => this.#group.after(() => answer(given))
  }

  #hear(frame: KeyFrame): void {
    this.#speaker.peerSession = frame.session
    this.#silent = false
  }

  #begin(name: ReservationName): number {
    const key = this.#next++
    const { reserveInterval, noteInterval, reserveAttempts } = this.#timers
    this.#open.add(key, name)
    this.#reservations.open(key, { key, interval: reserveInterval, noteInterval, attempts: reserveAttempts })
    return key
  }

  #announce(session: Uuid): void {
    this.#blocks.open(session, { session, interval: this.#timers.blockInterval })
  }

  #block(frame: KeyBlockFrame): void {
    const session = uuidFromWire(frame.block)
    const block = this.store.block(session)
    if (block === undefined) return this.#ignored('unknown-block')
    const same = block.state !== 'disputed' && block.units === frame.units && block.unitSize === frame.unitSize
    if (this.#blocks.has(session)) this.#blocks.tell(session, { type: same ? 'CONFIRMED' : 'DISPUTED' })
    else if (!same) this.store.disputeBlock(session)
    if (!frame.answer) this.#speaker.announce(this.store.block(session) as BlockRecord, true)
  }

  #reserve(frame: KeyReserve): void {
    const held = this.store.hold(termsOf(frame))
    this.#speaker.answer(held ? 'KEY_RESERVED' : 'KEY_REFUSED', frame)
  }

  #reservationOf(key: number): Reservation {
    return this.store.reservation(this.#open.nameOf(key)) as Reservation
  }

  #settled(): void {
    for (const key of this.#collections.keys()) this.#collections.tell(key, { type: 'SETTLED' })
  }

  #attempt(key: number): void {
    const answer = this.#waiting.attempt(key)
    if (answer === undefined) return
    this.#collections.tell(key, { type: 'ANSWERED' })
    this.#waiting.end(key, answer)
  }
}

const EVENTS = { KEY_RESERVED: 'RESERVED', KEY_REFUSED: 'REFUSED', KEY_NOTED: 'NOTED' } as const
