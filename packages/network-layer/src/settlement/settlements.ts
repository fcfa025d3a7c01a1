import type { Plain } from '@bellwire/runtime'
import type { PairName, Settle, Settled } from '@bellwire/wire'
import type { Circuit, EndPair, Side } from '../circuit/circuit.js'
import { HEADER, type NetworkCore } from '../core.js'
import { type CircuitTests, testOf } from '../estimation/circuit-tests.js'
import type { EndPairs } from '../pairs/end-pairs.js'
import type { CircuitName } from '../service.js'
import { type CircuitJournal, keyOf, type LostPair, recordName } from './circuit-journal.js'

/** Names in one frame. */
const MOST = 64
const HOP_LIMIT = 255
/** Circuits that are over for this end, while the other end may still ask. */
const REMEMBERED = 1024

/** One circuit's questions and answers, at one of its ends. */
interface Book extends CircuitName {
  readonly id: number
  readonly peer: number
  readonly side: Side | undefined
  readonly ends: Set<EndPair>
  /** A pair was handed over, by this process or an earlier one: the other end waits to hear that no question is left. */
  begun: boolean
  /** Handed over and used up by an earlier process. */
  readonly valid: readonly PairName[]
  /** Handed over here, and not asked about. */
  unasked: EndPair[]
  asked: EndPair[]
  /** Void here for good, to be told; and those told in the question under way. */
  lost: LostPair[]
  telling: LostPair[]
  number: number
  last: boolean
  /** The question has no answer yet. */
  waiting: boolean
  /** The other end's question that was answered last, and the pairs that were confirmed in it. */
  answeredNumber: number
  answered: EndPair[]
  /** The other end has nothing more to ask. */
  peerDone: boolean
  done: boolean
}

/**
 * Settles which pairs both ends have. Each end asks the other about those that it has handed over; what the other end
 * has not and will not have expires. So in the end both have a pair, or neither, whatever was lost between.
 */
export class Settlements {
  readonly #core: NetworkCore
  readonly #ends: () => EndPairs
  readonly #send: (target: number, frame: Settle | Settled) => void
  readonly #tests: Pick<CircuitTests, 'heard'>
  readonly #books = new Map<string, Book>()
  readonly #byId = new Map<number, Book>()
  /** Answered for good, the oldest first. */
  readonly #closed: Book[] = []

  /** @param send passes a frame on towards another node, by whatever way */
  constructor(
    core: NetworkCore,
    ends: () => EndPairs,
    tests: Pick<CircuitTests, 'heard'>,
    send: (target: number, frame: Settle | Settled) => void
  ) {
    this.#core = core
    this.#ends = ends
    this.#tests = tests
    this.#send = send
  }

  /** Circuits that are not settled. */
  get size(): number {
    return this.#byId.size
  }

  open(circuit: Circuit): void {
    this.#add(circuit.id, circuit.name, circuit.peer, circuit.upstream ?? circuit.downstream)
  }

  /** What an earlier process of this node has lost, the other ends must hear. */
  recover(journal: readonly CircuitJournal[]): void {
    for (const { initiator, circuit, peer, lost, valid } of journal) {
      const book = this.#add(this.#core.nextName(), { initiator, circuit }, peer, undefined, valid)
      book.begun = true
      book.lost = [...lost]
      // An answer to the earlier process may still be on its way: it must not be taken for one to this.
      book.number = this.#core.options.random() >>> 0
      this.#changed(book)
      this.#core.tables.settlement.tell(book.id, { type: 'OVER' })
    }
  }

  /** A pair was handed over here, tracked. */
  delivered(end: EndPair): void {
    const book = this.#byId.get(end.circuit.id)
    if (book === undefined) return
    book.begun = true
    book.ends.add(end)
    book.unasked.push(end)
    const full = book.unasked.length >= this.#core.configuration.settleNumber
    this.#changed(book)
    this.#core.tables.settlement.tell(book.id, full ? FULL : DELIVERED)
  }

  /** A pair has no qubit any more. */
  freed(end: EndPair): void {
    const book = this.#byId.get(end.circuit.id)
    if (book?.ends.has(end) === true) this.#changed(book)
  }

  /** Nothing more can happen to the pair. */
  forget(end: EndPair): void {
    const book = this.#byId.get(end.circuit.id)
    if (book?.ends.delete(end) === true) this.#changed(book)
  }

  circuitEnded(circuit: Circuit): void {
    const book = this.#byId.get(circuit.id)
    if (book === undefined) return
    this.#core.tables.settlement.tell(book.id, { type: 'OVER' })
  }

  /** What a later process must know, should this one end now. */
  journal(): CircuitJournal[] {
    return [...this.#books.values()].flatMap((book) => journalOf(book) ?? [])
  }

  /** Something of a circuit is another than it was: it is written down, where anything is. */
  #changed(book: Book): void {
    this.#core.options.changed?.(recordName(book), () => journalOf(book) as unknown as Plain | undefined)
  }

  // ---- what the machine says ----

  ask(id: number, again: boolean): void {
    const book = this.#byId.get(id) as Book
    if (!again) {
      book.number = (book.number + 1) >>> 0
      book.asked = book.unasked.splice(0, MOST).filter((end) => book.ends.has(end))
      book.telling = book.lost.splice(0, MOST)
      // A question that asks something is never the last: only the next one shows that its answer has come.
      const empty = book.asked.length + book.telling.length + book.unasked.length + book.lost.length === 0
      book.last = empty && this.#core.tables.settlement.context(id).last
    }
    book.waiting = true
    this.#send(book.peer, {
      type: 'SETTLE',
      ...this.#routed(book),
      pairs: book.asked.map(remoteName),
      last: book.last,
      lost: book.telling.map(nameOf),
      tests: book.asked.flatMap((end) => testOf(end) ?? [])
    })
  }

  done(id: number): void {
    const book = this.#byId.get(id) as Book
    book.done = true
    this.#close(book)
    this.#changed(book)
  }

  // ---- frames ----

  settle(frame: Settle): void {
    const book = this.#books.get(keyOf(frame))
    const { initiator, circuit, number, source } = frame
    if (book === undefined || book.peer !== source) {
      this.#send(source, {
        type: 'SETTLED',
        ...HEADER,
        initiator,
        circuit,
        number,
        source: this.#core.node,
        target: source,
        hopLimit: HOP_LIMIT,
        refused: [],
        known: false,
        open: []
      })
      return
    }
    for (const { epoch, sequence } of frame.lost) {
      const end = book.side?.find(epoch, sequence)?.end
      if (end !== undefined) this.#void(book, end)
    }
    // A further question: the answer to the one before has come, unless it comes from a process that knows nothing of it
    // and has more to tell.
    if (number !== book.answeredNumber && frame.lost.length === 0) {
      for (const end of book.answered) this.#ends().confirmed(end)
      book.answered = []
    }
    book.answeredNumber = number
    const refused: PairName[] = []
    const open: PairName[] = []
    for (const name of frame.pairs) {
      const end = book.side?.find(name.epoch, name.sequence)?.end
      if (end === undefined) {
        // One that was confirmed, and forgotten since, is asked about again where that answer was lost.
        if (!isNamed(book.valid, name) && !isNamed(book.answered.map(heldName), name)) refused.push(name)
      } else if (!end.delivered) open.push(name)
      else if (!book.answered.includes(end)) book.answered.push(end)
    }
    this.#send(source, { type: 'SETTLED', ...this.#routed(book), number, refused, known: true, open })
    if (frame.tests.length > 0) {
      this.#tests.heard(frame.tests, ({ epoch, sequence }) => book.side?.find(epoch, sequence)?.end)
    }
    if (frame.last) book.peerDone = true
    this.#close(book)
    this.#changed(book)
  }

  answered(frame: Settled): void {
    const book = this.#books.get(keyOf(frame))
    if (book === undefined || book.done || frame.source !== book.peer || frame.number !== book.number)
      return this.#core.options.ignored('unasked-SETTLED')
    // A question may be empty and still want its answer: what was to be asked about may have become void.
    if (!book.waiting) return this.#core.options.ignored('repeated-SETTLED')
    book.waiting = false
    const { asked } = book
    book.asked = []
    book.telling = []
    for (const end of asked) {
      if (!frame.known || isNamed(frame.refused, remoteName(end))) this.#void(book, end)
      else if (isNamed(frame.open, remoteName(end))) book.unasked.push(end)
      else {
        end.settled = true
        this.#ends().settled(end)
      }
    }
    if (!frame.known) book.peerDone = true
    const { settlement } = this.#core.tables
    const more = settlement.context(book.id).last ? !book.last : book.unasked.length > 0
    this.#changed(book)
    settlement.tell(book.id, { type: 'ANSWERED', more })
  }

  // ---- parts ----

  #void(book: Book, end: EndPair): void {
    book.answered = book.answered.filter((other) => other !== end)
    this.#ends().voidPair(end)
  }

  #add(id: number, name: CircuitName, peer: number, side: Side | undefined, valid: readonly PairName[] = []): Book {
    const { settleInterval: interval, settleRepeat: repeat } = this.#core.configuration
    const { initiator, circuit } = name
    const book: Book = {
      id,
      initiator,
      circuit,
      peer,
      side,
      ends: new Set(),
      begun: false,
      valid,
      unasked: [],
      asked: [],
      lost: [],
      telling: [],
      number: 0,
      last: false,
      waiting: false,
      answeredNumber: -1,
      answered: [],
      peerDone: false,
      done: false
    }
    this.#books.set(keyOf(name), book)
    this.#byId.set(id, book)
    this.#core.tables.settlement.open(id, { circuit: id, interval, repeat })
    return book
  }

  /** Both ends have nothing more to ask: what a program holds still is certain. */
  #close(book: Book): void {
    if (!book.done) return
    if (book.peerDone) for (const end of book.ends) this.#ends().confirmed(end)
    if (!this.#byId.delete(book.id)) return
    // The other end may not have heard the last answer, and ask again.
    this.#closed.push(book)
    if (this.#closed.length > REMEMBERED) this.#drop(this.#closed.shift() as Book)
  }

  #drop(book: Book): void {
    this.#books.delete(keyOf(book))
    this.#core.options.changed?.(recordName(book), () => undefined)
  }

  #routed({ initiator, circuit, peer, number }: Book) {
    const { node } = this.#core
    return { ...HEADER, initiator, circuit, source: node, target: peer, hopLimit: HOP_LIMIT, number }
  }
}

const DELIVERED = { type: 'DELIVERED' } as const
const FULL = { type: 'FULL' } as const

/** Undefined where nothing is open. */
function journalOf({
  initiator,
  circuit,
  peer,
  begun,
  done,
  ends,
  lost,
  telling,
  valid
}: Book): CircuitJournal | undefined {
  const all = [...ends]
  const gone = all.filter(isLostWithTheProcess).map(lostName)
  const kept = all.filter((end) => !isLostWithTheProcess(end)).map(heldName)
  const open = begun && !done
  if (!open && lost.length + telling.length + gone.length + kept.length + valid.length === 0) return undefined
  return { initiator, circuit, peer, lost: [...telling, ...lost, ...gone], valid: [...valid, ...kept] }
}

/** Void when the process ends: its qubit is gone, or the other end may not have it. */
export function isLostWithTheProcess({ hasQubit, settled }: EndPair): boolean {
  return hasQubit || !settled
}

function isNamed(names: readonly PairName[], { epoch, sequence }: PairName): boolean {
  return names.some((name) => name.epoch === epoch && name.sequence === sequence)
}

function nameOf({ epoch, sequence }: PairName): PairName {
  return { epoch, sequence }
}

function heldName({ held }: EndPair): PairName {
  return nameOf(held)
}

function lostName(end: EndPair): LostPair {
  return { ...remoteName(end), ownEpoch: end.held.epoch, ownSequence: end.held.sequence }
}

function remoteName({ remoteEpoch, remoteSequence }: EndPair): PairName {
  return { epoch: remoteEpoch, sequence: remoteSequence }
}
