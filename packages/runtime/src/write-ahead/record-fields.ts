import { RecordError } from '../errors.js'
import type { Plain, PlainFields } from '../trace/plain.js'

/** Reads a stored record as it was written, or not at all: what it says is not guessed. */
export class RecordFields {
  readonly #name: string
  readonly #fields: PlainFields

  /** @throws RecordError where it is no object */
  constructor(name: string, record: Plain | undefined) {
    this.#name = name
    if (typeof record !== 'object' || record === null || Array.isArray(record))
      throw new RecordError(name, 'itself', record, 'an object')
    this.#fields = record as PlainFields
  }

  /** @throws RecordError */
  integer(field: string): number {
    const value = this.#fields[field]
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
    throw new RecordError(this.#name, field, value, 'an integer, 0 or more')
  }

  /** @throws RecordError */
  flag(field: string): boolean {
    const value = this.#fields[field]
    if (typeof value === 'boolean') return value
    throw new RecordError(this.#name, field, value, 'true or false')
  }

  /** What is there, or undefined. */
  plain(field: string): Plain | undefined {
    return this.#fields[field]
  }

  /** A list of objects. @throws RecordError */
  list(field: string): RecordFields[] {
    const value = this.#fields[field]
    if (Array.isArray(value)) return value.map((one: Plain) => new RecordFields(`${this.#name}, ${field}`, one))
    throw new RecordError(this.#name, field, value, 'a list of objects')
  }
}
