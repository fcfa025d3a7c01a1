import { type Plain, RecordError } from '@bellwire/runtime'
import { fileSchema } from '@bellwire/simulation'
import * as v from 'valibot'
import type { KeptRequest } from './kept-request.js'
import { readWish } from './wish.js'

/** With what the names of requests' records begin. */
export const PREFIX = 'request '
/** Part of the names of results. */
export const RESULTS = ' results '

/** A request as an earlier process has left it. */
export interface StoredRequest {
  /** Of its record. */
  readonly name: string
  /** Its place among the requests. */
  readonly order: number
  /** Where the pieces of its results begin. */
  readonly pieces: readonly number[]
  readonly request: KeptRequest
}

interface Piece {
  readonly name: string
  readonly from: number
  readonly record: Plain
}

const NAME = 'the one in the name of its record'
const { choice, fields, integer } = fileSchema

const head = fields({
  id: v.string(NAME),
  owner: v.string(NAME),
  wish: v.unknown(),
  state: choice(['open', 'complete', 'incomplete']),
  order: integer(0),
  reason: v.exactOptional(v.string('a text'))
})

const results = v.array(v.looseObject({ pair: v.exactOptional(v.string()), void: v.exactOptional(v.literal(true)) }))

/** All requests that there are among the records of a node's programs, the oldest first. @throws RecordError */
export function readRequests(stored: ReadonlyMap<string, Plain>): StoredRequest[] {
  const heads = new Map<string, Plain>()
  const pieces = new Map<string, Piece[]>()
  for (const [name, record] of stored) {
    if (!name.startsWith(PREFIX)) continue
    // Owners and ids have no blanks.
    const [kind, owner, id, , from] = name.split(' ')
    const of = `${kind} ${owner} ${id}`
    if (from === undefined) heads.set(of, record)
    else {
      const others = pieces.get(of) ?? []
      others.push({ name, from: Number(from), record })
      pieces.set(of, others)
    }
  }
  for (const [of, [first]] of pieces)
    if (!heads.has(of))
      throw new RecordError(first?.name ?? of, 'itself', '[results]', 'results of a request that is there')
  const found = [...heads].map(([name, record]) => readRequest(name, record, pieces.get(name) ?? []))
  return found.sort((a, b) => a.order - b.order)
}

function readRequest(name: string, record: Plain, pieces: Piece[]): StoredRequest {
  const result = v.safeParse(head, record)
  if (!result.success) {
    const [issue] = result.issues
    throw new RecordError(name, v.getDotPath(issue) ?? 'itself', issue.input, issue.message)
  }
  const { order, wish: wished, ...rest } = result.output
  const { id, owner, state, reason } = rest
  if (name !== `${PREFIX}${owner} ${id}`) throw new RecordError(name, 'owner and id', `${owner} ${id}`, NAME)
  if ((state === 'incomplete') !== (reason !== undefined))
    throw new RecordError(name, 'reason', reason, 'one of a request that is incomplete, and of no other')
  const wish = readWish(
    wished,
    (field, value, accepted) => new RecordError(name, field === undefined ? 'wish' : `wish.${field}`, value, accepted)
  )
  pieces.sort((a, b) => a.from - b.from)
  const made: object[] = []
  for (const piece of pieces) for (const one of resultsOf(piece, made.length)) made.push(one)
  return { name, order, pieces: pieces.map(({ from }) => from), request: { ...rest, wish, made } }
}

/** What results say is not shown: outcomes may be among it. */
function resultsOf({ name, from, record }: Piece, before: number): object[] {
  if (from !== before) throw new RecordError(name, 'its beginning', from, `${before}: results follow each other`)
  const result = v.safeParse(results, record)
  if (!result.success) throw new RecordError(name, 'itself', '[results]', 'a list of results, each of them an object')
  return result.output
}
