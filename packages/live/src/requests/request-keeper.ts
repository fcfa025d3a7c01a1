import type { ProgramRecords } from '@bellwire/node'
import type { Plain } from '@bellwire/runtime'
import type { KeptRequest } from './kept-request.js'
import { PREFIX, readRequests, RESULTS } from './stored-requests.js'

/** Keeps requests beyond the process that serves them. What it is told is durable when `after` calls. */
export interface RequestKeeper {
  /** Those of earlier processes, the oldest first. */
  readonly kept: readonly KeptRequest[]
  /** It has been begun, or is over. */
  changed(request: KeptRequest): void
  /** It has another result, the last. */
  added(request: KeptRequest): void
  forgotten(request: KeptRequest): void
  /** Does it when everything that was told before is durable. */
  after(effect: () => void): void
}

const nothing = (): void => undefined

/** Keeps nothing: what was asked of a process ends with it. */
export const forgetful: RequestKeeper = {
  kept: [],
  changed: nothing,
  added: nothing,
  forgotten: nothing,
  after: (effect) => effect()
}

/** Keeps requests in the records of their node: in one transaction with what the node itself has to say. */
export class RequestRecords implements RequestKeeper {
  readonly kept: readonly KeptRequest[]
  readonly #records: ProgramRecords
  #order: number
  /** By the names of their records: their place in the order. */
  readonly #orders = new Map<string, number>()
  /** By the names of their records: from where on results wait to be taken. */
  readonly #waiting = new Map<string, number>()
  /** By the names of their records: where their pieces begin. */
  readonly #pieces = new Map<string, number[]>()

  /** @throws RecordError for records that no process of this kind has written */
  constructor(records: ProgramRecords) {
    this.#records = records
    const found = readRequests(records.stored)
    this.#order = (found.at(-1)?.order ?? 0) + 1
    for (const { name, order, pieces } of found) {
      this.#orders.set(name, order)
      this.#pieces.set(name, [...pieces])
    }
    this.kept = found.map(({ request }) => request)
  }

  changed(request: KeptRequest): void {
    const name = nameOf(request)
    let order = this.#orders.get(name)
    if (order === undefined) {
      order = this.#order++
      this.#orders.set(name, order)
    }
    this.#records.changed(name, () => {
      const { id, owner, wish, state, reason } = request
      return { id, owner, wish: wish as unknown as Plain, state, order, ...(reason !== undefined && { reason }) }
    })
  }

  added(request: KeptRequest): void {
    const name = nameOf(request)
    // Of one that is forgotten nothing is kept: it could not be read without its request.
    if (this.#waiting.has(name) || !this.#orders.has(name)) return
    const from = request.made.length - 1
    this.#waiting.set(name, from)
    const pieces = this.#pieces.get(name) ?? []
    pieces.push(from)
    this.#pieces.set(name, pieces)
    this.#records.changed(name + RESULTS + from, () => {
      this.#waiting.delete(name)
      return request.made.slice(from) as unknown as Plain
    })
  }

  forgotten(request: KeptRequest): void {
    const name = nameOf(request)
    for (const record of [name, ...(this.#pieces.get(name) ?? []).map((from) => name + RESULTS + from)])
      this.#records.changed(record, () => undefined)
    this.#orders.delete(name)
    this.#waiting.delete(name)
    this.#pieces.delete(name)
  }

  after(effect: () => void): void {
    this.#records.after(effect)
  }
}

function nameOf({ owner, id }: Pick<KeptRequest, 'owner' | 'id'>): string {
  return `${PREFIX}${owner} ${id}`
}
