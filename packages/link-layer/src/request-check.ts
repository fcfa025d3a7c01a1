import { LIMITS } from '@bellwire/wire'
import { LinkLayerError } from './errors.js'
import type { MeasurementChoice } from './measurement.js'
import type { BinSchedule } from './queue/scheduler.js'
import type { CreateRequest } from './service.js'

const U16 = 65_535
const U32 = 4_294_967_295

/** Every set of bases, and how many probabilities it takes: that of its last basis is what is left. */
const PROBABILITIES: ReadonlyMap<unknown, number> = new Map([
  ['XZ', 1],
  ['XYZ', 2],
  ['CHSH', 1]
])

const KINDS: readonly unknown[] = ['keep', 'measure', 'prepare']
const BASES: readonly unknown[] = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus']

/**
 * Checks every field of a CREATE, before anything of it is applied (LNK-001).
 *
 * A value that no request can have is a mistake of the program, and thrown. What another link, or this one at another
 * time, might grant is no mistake: it gets an answer with a code, at once or later (UNSUPP, OTHER, NORES, REJECTED, …).
 *
 * @throws LinkLayerError INVALID_REQUEST naming field, value and what is accepted; the CREATE then has no identifier
 */
export function checkRequest(request: CreateRequest): void {
  integer('number', request.number, 1, U32)
  share('minimumFidelity', request.minimumFidelity)
  integer('timeLimit', request.timeLimit, 0, Number.MAX_SAFE_INTEGER)
  integer('purpose', request.purpose, 0, U16)
  integer('priority', request.priority, 0, 7)
  if (!KINDS.includes(request.kind)) refuse('kind', request.kind, "'keep', 'measure' or 'prepare'")
  for (const field of ['atomic', 'consecutive', 'raw', 'paced'] as const) {
    if (typeof request[field] !== 'boolean') refuse(field, request[field], 'true or false')
  }
  if (request.paced && !request.consecutive) refuse('paced', true, 'false, where the request is not consecutive')
  measurement('originator', request.originator)
  measurement('responder', request.responder)
}

/** Checks the number of pairs of a call. @throws LinkLayerError INVALID_REQUEST */
export function checkNumber(number: number): void {
  integer('number', number, 1, U32)
}

function measurement(field: string, choice: MeasurementChoice): void {
  const accepted = 'one of a basis, a rotation and a random set'
  if (typeof choice !== 'object' || choice === null) refuse(field, choice, accepted)
  const ways = ['basis', 'rotation', 'random'].filter((way) => way in choice)
  if (ways.length !== 1) refuse(field, ways.length === 0 ? choice : ways.join(' and '), accepted)
  if ('basis' in choice) {
    if (!BASES.includes(choice.basis)) refuse(`${field}.basis`, choice.basis, "'Z', 'X', 'Y', 'ZPlus' or 'ZMinus'")
  } else if ('rotation' in choice) {
    list(`${field}.rotation`, choice.rotation, 3, '3 integers from 0 to 255')
    for (let index = 0; index < 3; index++) integer(`${field}.rotation[${index}]`, choice.rotation[index], 0, 255)
  } else {
    const count = PROBABILITIES.get(choice.random)
    if (count === undefined) refuse(`${field}.random`, choice.random, "'XZ', 'XYZ' or 'CHSH'")
    if (choice.probabilities !== undefined)
      probabilities(`${field}.probabilities`, choice.probabilities, choice.random, count)
  }
}

function probabilities(field: string, values: readonly number[], set: string, count: number): void {
  list(field, values, count, count === 1 ? `1 number for ${set}` : `${count} numbers for ${set}`)
  for (let index = 0; index < count; index++) share(`${field}[${index}]`, values[index])
  if (values.reduce((sum, value) => sum + value, 0) > 1 + 1e-9) refuse(field, values, 'numbers whose sum is at most 1')
}

/** Checks a time-division schedule. @throws LinkLayerError INVALID_REQUEST naming field, value and what is accepted */
export function checkSchedule(schedule: BinSchedule): void {
  integer('firstSlot', schedule.firstSlot, 0, Number.MAX_SAFE_INTEGER)
  integer('period', schedule.period, 1, Number.MAX_SAFE_INTEGER)
  if (schedule.bins.length > LIMITS.scheduleBins)
    refuse('bins', `${schedule.bins.length} bins`, `at most ${LIMITS.scheduleBins}`)
  schedule.bins.forEach((bin, index) => {
    integer(`bins[${index}].start`, bin.start, 0, schedule.period - 1)
    integer(`bins[${index}].end`, bin.end, bin.start + 1, schedule.period)
    integer(`bins[${index}].purpose`, bin.purpose, 0, U16)
  })
}

function integer(field: string, value: unknown, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || (value as number) < minimum || (value as number) > maximum)
    refuse(field, value, `an integer from ${minimum} to ${maximum}`)
}

function share(field: string, value: unknown): void {
  if (!(typeof value === 'number' && value >= 0 && value <= 1)) refuse(field, value, 'a number from 0 to 1')
}

function list(field: string, value: unknown, length: number, accepted: string): void {
  if (!Array.isArray(value) || value.length !== length) refuse(field, value, accepted)
}

function refuse(field: string, value: unknown, accepted: string): never {
  throw new LinkLayerError('INVALID_REQUEST', `${field} is ${show(value)}; accepted: ${accepted}`)
}

/** Also what has no text of its own, such as an object without a prototype. */
function show(value: unknown): string {
  try {
    return String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
