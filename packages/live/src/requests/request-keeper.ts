import type { ProgramRecords } from '@bellwire/node'
import { type Plain, RecordFields } from '@bellwire/runtime'
import type { Wish } from './wish.js'

export type RequestState = 'open' | 'complete' | 'incomplete'

/** What is kept of a request: all that its bearer has been told of it, and no less. */
export interface KeptRequest {
  readonly id: string
  readonly owner: string
  readonly wish: Wish
  readonly state: RequestState
  readonly reason?: string
  /** All that were made so far. */
  readonly made: readonly object[]
}

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

const PREFIX = 'request '
/** Part of the names of results. */
const RESULTS = ' results '

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
    const heads: { readonly name: string; readonly record: Plain; readonly order: number }[] = []
    const results = new Map<string, { readonly from: number; readonly piece: Plain }[]>()
    for (const [name, record] of records.stored) {
      if (!name.startsWith(PREFIX)) continue
      // Owners and ids have no blanks.
      const [kind, owner, id, , from] = name.split(' ')
      const head = [kind, owner, id].join(' ')
      if (from === undefined) heads.push({ name, record, order: new RecordFields(name, record).integer('order') })
      else {
        const pieces = results.get(head) ?? []
        pieces.push({ from: Number(from), piece: record })
        results.set(head, pieces)
      }
    }
    heads.sort((a, b) => a.order - b.order)
    this.#order = (heads.at(-1)?.order ?? 0) + 1
    this.kept = heads.map(({ name, record, order }) => {
      const pieces = (results.get(name) ?? []).sort((a, b) => a.from - b.from)
      this.#orders.set(name, order)
      this.#pieces.set(
        name,
        pieces.map(({ from }) => from)
      )
      const made = pieces.flatMap(({ piece }) => piece as unknown as object[])
      return { ...(record as unknown as Omit<KeptRequest, 'made'>), made }
    })
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
    if (this.#waiting.has(name)) return
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
