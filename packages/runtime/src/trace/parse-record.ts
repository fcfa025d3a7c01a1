import { copyPlain } from './plain.js'
import type { RecordHeader, RecordOf, TraceKind, TraceRecord } from './record.js'
import { TraceError } from './trace-error.js'

/** Name of the type of a field, as the table below writes it. */
type TypeName<Value> = [Value] extends [number]
  ? 'number'
  : [Value] extends [string]
    ? 'string'
    : [Value] extends [boolean]
      ? 'boolean'
      : [Value] extends [number | null]
        ? 'number or null'
        : [Value] extends [number | string]
          ? 'number or string'
          : [Value] extends [readonly unknown[]]
            ? 'array'
            : 'object'

type RequiredKeys<R> = { [Field in keyof R]-?: undefined extends R[Field] ? never : Field }[keyof R]

/** The required fields of each kind with their types; the compiler holds it complete. */
const FIELDS: {
  readonly [Kind in TraceKind]: {
    readonly [Field in Exclude<RequiredKeys<RecordOf<Kind>>, keyof RecordHeader | 'kind'>]: TypeName<
      RecordOf<Kind>[Field]
    >
  }
} = {
  run: { seed: 'string', scenario: 'string', version: 'string', parties: 'array' },
  fault: { fault: 'string' },
  restart: { incarnation: 'number' },
  event: { name: 'string', fields: 'object' },
  frameSent: { id: 'number', from: 'number', to: 'number', frame: 'object' },
  frameReceived: { id: 'number', from: 'number', to: 'number', frame: 'object' },
  frameDropped: { id: 'number', from: 'number', to: 'number', type: 'string', reason: 'string' },
  frameMalformed: { from: 'number', to: 'number', reason: 'string' },
  frameDiscarded: { from: 'number', type: 'string', reason: 'string' },
  timer: { table: 'string', key: 'number or string', delay: 'string' },
  transition: {
    layer: 'string',
    table: 'string',
    key: 'number or string',
    from: 'string',
    to: 'string',
    event: 'string'
  },
  deviceCommand: { type: 'string' },
  deviceResult: { type: 'string' },
  qubitAllocated: { qubit: 'number', owner: 'string' },
  qubitFreed: { qubit: 'number', owner: 'string' },
  create: {
    link: 'number',
    createId: 'number',
    origin: 'number',
    requestKind: 'number',
    number: 'number',
    minimumFidelity: 'number',
    deadline: 'number'
  },
  ack: { link: 'number', createId: 'number', origin: 'number' },
  ok: {
    link: 'number',
    createId: 'number',
    origin: 'number',
    requestKind: 'number',
    epoch: 'number',
    sequence: 'number',
    bellIndex: 'number',
    qubit: 'number or null',
    final: 'boolean'
  },
  err: { link: 'number', createId: 'number', origin: 'number', code: 'number' },
  expired: { link: 'number', createId: 'number', origin: 'number', epoch: 'number', sequence: 'number' },
  release: { link: 'number', epoch: 'number', sequence: 'number' },
  cancel: { link: 'number', createId: 'number', origin: 'number' },
  linkState: { link: 'number', state: 'string', epoch: 'number', expected: 'number' },
  herald: { link: 'number', epoch: 'number', sequence: 'number', slot: 'number', bellIndex: 'number' }
}

/**
 * Takes a value that was read from somewhere for a record, if it is one.
 *
 * @throws TraceError with code TRACE_RECORD, or TRACE_NOT_PLAIN, naming the place and the field.
 */
export function parseRecord(value: unknown, where: string): TraceRecord {
  const record = copyPlain(value, where)
  if (record === null || typeof record !== 'object' || Array.isArray(record)) {
    throw new TraceError('TRACE_RECORD', where, 'not a record; accepted: an object')
  }
  const fields = record as Readonly<Record<string, unknown>>
  expectType(fields, 'n', 'number', where)
  expectType(fields, 'time', 'number', where)
  expectType(fields, 'at', 'string', where)
  expectType(fields, 'kind', 'string', where)
  const kind = fields['kind'] as string
  if (!Object.hasOwn(FIELDS, kind)) {
    throw new TraceError('TRACE_RECORD', where, `kind is ${kind}; accepted: ${Object.keys(FIELDS).join(', ')}`)
  }
  const expected = FIELDS[kind as TraceKind] as Readonly<Record<string, string>>
  for (const field in expected) expectType(fields, field, expected[field] as string, where)
  return record as unknown as TraceRecord
}

function expectType(fields: Readonly<Record<string, unknown>>, field: string, expected: string, where: string): void {
  const value = fields[field]
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  if (expected !== actual && !expected.split(' or ').includes(actual)) {
    throw new TraceError('TRACE_RECORD', where, `${field} is ${actual}; accepted: ${expected}`)
  }
}
