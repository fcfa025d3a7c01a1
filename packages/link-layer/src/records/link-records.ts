import { type Plain, SAME, type WriteAhead } from '@bellwire/runtime'
import { serialLess } from '@bellwire/wire'
import type { QueueItem } from '../queue/item.js'
import { type LinkState, readLink, readRequest, type RequestRecord, type StoredPair } from './stored.js'

type Request = Pick<QueueItem, 'createId' | 'originator'>
type Name = Pick<StoredPair, 'epoch' | 'sequence'>

/**
 * Writes down, for one end of a link, what a later process must know to keep the word of this one: requests without an
 * answer, delivered pairs that are not certain at both ends or still have their qubit, and where the epoch stands. It is
 * told what happens, and outlives the link layers that tell it.
 */
export class LinkRecords {
  readonly #ahead: WriteAhead
  readonly #prefix: string
  readonly #requests = new Map<string, RequestRecord>()
  #state: () => LinkState | undefined = () => undefined
  #written: string | undefined
  #isTouched = false

  /**
   * @param stored what an earlier process has written
   * @throws RecordError for a record that no process of this kind has written
   */
  constructor(ahead: WriteAhead, link: number, stored: ReadonlyMap<string, Plain> = new Map()) {
    this.#ahead = ahead
    this.#prefix = `link/${link}`
    const own = stored.get(this.#prefix)
    if (own !== undefined) {
      const state = readLink(this.#prefix, own)
      this.#state = () => state
      this.#written = JSON.stringify(state)
    }
    for (const [name, record] of stored)
      if (name.startsWith(`${this.#prefix}/`)) this.#requests.set(name, readRequest(name, record))
  }

  /** What the last process has left; undefined where there was none. */
  get state(): LinkState | undefined {
    return this.#state()
  }

  /** Every request of which something is open, in the order in which they were made. */
  get requests(): readonly RequestRecord[] {
    return [...this.#requests.values()].sort((a, b) => a.createId - b.createId)
  }

  /** From now on the state of the link is what this says. */
  follow(state: () => LinkState): void {
    this.#state = state
    this.touch()
  }

  /** The link's state may be another one: seen once for each transaction. */
  touch(): void {
    if (this.#isTouched) return
    this.#isTouched = true
    this.#ahead.changed(this.#prefix, () => {
      this.#isTouched = false
      const now = this.#state()
      const text = JSON.stringify(now)
      if (text === this.#written) return SAME
      this.#written = text
      return now as unknown as Plain
    })
  }

  // ---- requests ----

  opened(createId: number): void {
    const record = this.#request({ createId, originator: true })
    record.open = true
    this.#changed(record)
  }

  /** It has its terminal answer. */
  ended(createId: number): void {
    const record = this.#requests.get(this.#nameOf({ createId, originator: true }))
    if (record === undefined) return
    record.open = false
    this.#changed(record)
  }

  // ---- pairs ----

  /** @param held the pair has its qubit */
  delivered({ epoch, sequence }: Name, request: Request, held: boolean): void {
    const record = this.#request(request)
    record.delivered += 1
    record.pairs.push({ epoch, sequence, held })
    this.#changed(record)
  }

  /** @param certain both ends know that the other one has it */
  used(name: Name, request: Request, certain: boolean): void {
    this.#take(name, request, (record, pair) => {
      if (!certain) record.pairs.push({ ...pair, held: false })
    })
  }

  expired(name: Name, request: Request): void {
    this.#take(name, request, (record) => {
      record.delivered -= 1
    })
  }

  /** Both ends have settled the pairs of an epoch before this one, and know it of each other. */
  certain(epoch: number, before: number): void {
    this.#forget((pair) => pair.epoch === epoch && serialLess(pair.sequence, before))
  }

  certainEpoch(epoch: number): void {
    this.#forget((pair) => pair.epoch === epoch)
  }

  // ---- parts ----

  #forget(isCertain: (pair: StoredPair) => boolean): void {
    for (const record of this.#requests.values()) {
      const before = record.pairs.length
      record.pairs = record.pairs.filter((pair) => pair.held || !isCertain(pair))
      if (record.pairs.length < before) this.#changed(record)
    }
    this.touch()
  }

  #take(name: Name, request: Request, then: (record: RequestRecord, pair: StoredPair) => void): void {
    const record = this.#requests.get(this.#nameOf(request))
    const index = record?.pairs.findIndex(({ epoch, sequence }) => epoch === name.epoch && sequence === name.sequence)
    if (record === undefined || index === undefined || index < 0) return
    const [pair] = record.pairs.splice(index, 1) as [StoredPair]
    then(record, pair)
    this.#changed(record)
  }

  #request({ createId, originator }: Request): RequestRecord {
    const name = this.#nameOf({ createId, originator })
    let record = this.#requests.get(name)
    if (record === undefined) {
      record = { createId, originator, open: false, delivered: 0, pairs: [] }
      this.#requests.set(name, record)
    }
    return record
  }

  #nameOf({ createId, originator }: Request): string {
    return `${this.#prefix}/${originator ? 'own' : 'peer'}/${createId}`
  }

  #changed(record: RequestRecord): void {
    const name = this.#nameOf(record)
    if (!record.open && record.pairs.length === 0) this.#requests.delete(name)
    this.#ahead.changed(name, () => {
      const now = this.#requests.get(name)
      return now === undefined ? undefined : { ...now, pairs: now.pairs.map((pair) => ({ ...pair })) }
    })
    this.touch()
  }
}
