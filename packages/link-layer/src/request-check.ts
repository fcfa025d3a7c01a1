import { LIMITS } from '@bellwire/wire'
import { LinkLayerError } from './errors.js'
import type { MeasurementChoice } from './measurement.js'
import type { BinSchedule } from './queue/scheduler.js'
import type { CreateRequest } from './service.js'

const U16 = 65_535
const U32 = 4_294_967_295

/** Checks every field of a CREATE. @throws LinkLayerError INVALID_REQUEST naming field, value and what is accepted */
export function checkRequest(request: CreateRequest): void {
  integer('number', request.number, 1, U32)
  if (!(request.minimumFidelity >= 0 && request.minimumFidelity <= 1))
    refuse('minimumFidelity', request.minimumFidelity, 'a number from 0 to 1')
  integer('timeLimit', request.timeLimit, 0, Number.MAX_SAFE_INTEGER)
  integer('purpose', request.purpose, 0, U16)
  integer('priority', request.priority, 0, 7)
  if (!['keep', 'measure', 'prepare'].includes(request.kind))
    refuse('kind', request.kind, "'keep', 'measure' or 'prepare'")
  for (const field of ['atomic', 'consecutive', 'raw'] as const) {
    if (typeof request[field] !== 'boolean') refuse(field, request[field], 'true or false')
  }
  measurement('originator', request.originator)
  measurement('responder', request.responder)
}

const BASES: readonly string[] = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus']

/** How many probabilities each set of bases takes: that of its last basis is what is left. */
const PROBABILITIES: Readonly<Record<string, number>> = { XZ: 1, XYZ: 2, CHSH: 1 }

function measurement(field: string, choice: MeasurementChoice): void {
  if ('basis' in choice) {
    if (!BASES.includes(choice.basis)) refuse(`${field}.basis`, choice.basis, "'Z', 'X', 'Y', 'ZPlus' or 'ZMinus'")
  } else if ('rotation' in choice) {
    for (let index = 0; index < 3; index++)
      integer(`${field}.rotation[${index}]`, choice.rotation[index] as number, 0, 255)
  } else if ('random' in choice) {
    const count = PROBABILITIES[choice.random]
    if (count === undefined) refuse(`${field}.random`, choice.random, "'XZ', 'XYZ' or 'CHSH'")
    if (choice.probabilities !== undefined)
      probabilities(`${field}.probabilities`, choice.probabilities, choice.random, count)
  } else refuse(field, choice, 'a basis, a rotation or a random set')
}

function probabilities(field: string, values: readonly number[], set: string, count: number): void {
  if (values.length !== count)
    refuse(field, values, count === 1 ? `1 number for ${set}` : `${count} numbers for ${set}`)
  for (const [index, value] of values.entries()) {
    if (!(value >= 0 && value <= 1)) refuse(`${field}[${index}]`, value, 'a number from 0 to 1')
  }
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

function integer(field: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum)
    refuse(field, value, `an integer from ${minimum} to ${maximum}`)
}

function refuse(field: string, value: unknown, accepted: string): never {
  throw new LinkLayerError('INVALID_REQUEST', `${field} is ${String(value)}; accepted: ${accepted}`)
}
