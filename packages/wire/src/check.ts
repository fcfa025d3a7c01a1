import { WireError } from './wire-error.js'

/**
 * Checks of values that are to be encoded. They throw a WireError whose path is relative to the message; `value` is
 * typed as the message types promise and nevertheless checked, because what is sent must be valid whoever built it.
 */

export function checkInteger(field: string, value: number, minimum: number, maximum: number): void {
  if (Number.isSafeInteger(value) && value >= minimum && value <= maximum) return
  const code = typeof value === 'number' ? 'OUT_OF_RANGE' : 'BAD_TYPE'
  throw new WireError(code, field, value, `integer ${minimum} to ${maximum}`)
}

export function checkReal(field: string, value: number, minimum: number, maximum: number): void {
  if (typeof value === 'number' && value >= minimum && value <= maximum) return
  const code = typeof value === 'number' ? 'OUT_OF_RANGE' : 'BAD_TYPE'
  throw new WireError(code, field, value, `number ${minimum} to ${maximum}`)
}

export function checkBoolean(field: string, value: boolean): void {
  if (typeof value !== 'boolean') throw new WireError('BAD_TYPE', field, value, 'true or false')
}

export function checkBytes(field: string, value: Uint8Array, maximum: number): void {
  if (!(value instanceof Uint8Array)) throw new WireError('BAD_TYPE', field, value, 'bytes')
  if (value.length > maximum) throw new WireError('TOO_MANY', field, value.length, `up to ${maximum} bytes`)
}

export function checkEmbedded<T>(field: string, value: T, check: (message: T) => void): void {
  if (value === undefined) throw new WireError('MISSING_FIELD', field, value, 'a message')
  if (typeof value !== 'object' || value === null) throw new WireError('BAD_TYPE', field, value, 'a message')
  try {
    check(value)
  } catch (error) {
    throw error instanceof WireError ? error.within(field) : error
  }
}

export function checkEach<T>(
  field: string,
  values: readonly T[],
  maximumCount: number,
  check: (message: T) => void
): void {
  if (!Array.isArray(values)) throw new WireError('BAD_TYPE', field, values, 'an array')
  if (values.length > maximumCount)
    throw new WireError('TOO_MANY', field, values.length, `up to ${maximumCount} elements`)
  for (let index = 0; index < values.length; index++) {
    const value = values[index]
    if (typeof value !== 'object' || value === null) {
      throw new WireError('BAD_TYPE', `${field}[${index}]`, value, 'a message')
    }
    try {
      check(value)
    } catch (error) {
      throw error instanceof WireError ? error.within(`${field}[${index}]`) : error
    }
  }
}
