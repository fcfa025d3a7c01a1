import { LinkLayerError } from './errors.js'
import type { CreateRequest } from './service.js'

const U16 = 65_535
const U32 = 4_294_967_295

/** Checks every field of a CREATE. @throws LinkLayerError INVALID_REQUEST naming field, value and what is accepted */
export function checkRequest(request: CreateRequest): void {
  integer('number', request.number, 1, U32)
  if (!(request.minimumFidelity >= 0 && request.minimumFidelity <= 1)) refuse('minimumFidelity', request.minimumFidelity, 'a number from 0 to 1')
  integer('timeLimit', request.timeLimit, 0, Number.MAX_SAFE_INTEGER)
  integer('purpose', request.purpose, 0, U16)
  integer('priority', request.priority, 0, 7)
  if (!['keep', 'measure', 'prepare'].includes(request.kind)) refuse('kind', request.kind, "'keep', 'measure' or 'prepare'")
}

function integer(field: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) refuse(field, value, `an integer from ${minimum} to ${maximum}`)
}

function refuse(field: string, value: unknown, accepted: string): never {
  throw new LinkLayerError('INVALID_REQUEST', `${field} is ${String(value)}; accepted: ${accepted}`)
}
