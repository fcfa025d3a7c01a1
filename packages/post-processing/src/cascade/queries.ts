import { PostProcessingInputError, requireInteger } from '../errors.js'

/**
 * One message's parity queries, all in one pass: for every k the parity of the bits from place `starts[k]` up to, not
 * including, `ends[k]`, counted in the order of the pass. Ascending, not overlapping, none empty. Each costs one bit.
 */
export interface CascadeQueries {
  /** The first pass is 1. */
  readonly pass: number
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Throws {@link PostProcessingInputError} unless `queries` keeps the rules of {@link CascadeQueries} for a key and plan. */
export function requireQueries({ pass, starts, ends }: CascadeQueries, length: number, passes: number): void {
  requireInteger('pass', pass, 1, passes)
  if (ends.length !== starts.length) {
    throw new PostProcessingInputError('ends.length', ends.length, `${starts.length}, as many as starts`)
  }
  for (let k = 0, from = 0; k < starts.length; k++) {
    requireInteger(`start ${k}`, starts[k] as number, from, length - 1)
    from = ends[k] as number
    requireInteger(`end ${k}`, from, (starts[k] as number) + 1, length)
  }
}

/**
 * Queries as bytes: the number of the pass, then for every query the places left out since the end of the one before it
 * (or since place 0) and the places in it. All are unsigned integers in groups of seven bits, the least significant group
 * first, the top bit of a byte set where another group follows, in the fewest bytes (LEB128).
 */
export function encodeQueries({ pass, starts, ends }: CascadeQueries): Uint8Array {
  const bytes: number[] = []
  const put = (value: number): void => {
    let rest = value
    for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
    bytes.push(rest)
  }
  put(pass)
  for (let k = 0; k < starts.length; k++) {
    put((starts[k] as number) - (k === 0 ? 0 : (ends[k - 1] as number)))
    put((ends[k] as number) - (starts[k] as number))
  }
  return Uint8Array.from(bytes)
}

/** The inverse of {@link encodeQueries}. @throws PostProcessingInputError for anything that it would not have written */
export function decodeQueries(bytes: Uint8Array, length: number, passes: number): CascadeQueries {
  let at = 0
  const take = (field: string, minimum: number, maximum: number): number => {
    let value = 0
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at++]
      if (byte === undefined) throw new PostProcessingInputError(field, 'cut short', 'whole queries')
      value += (byte & 0x7f) * scale
      if (byte === 0 && scale > 1) throw new PostProcessingInputError(field, 'padded', 'the shortest form')
      if (byte < 0x80) break
      if (scale > maximum) throw new PostProcessingInputError(field, 'too long', `an integer up to ${maximum}`)
    }
    requireInteger(field, value, minimum, maximum)
    return value
  }
  const pass = take('pass', 1, passes)
  const starts: number[] = []
  const ends: number[] = []
  for (let from = 0; at < bytes.length; ) {
    const start = from + take('gap', 0, length - from - 1)
    from = start + take('size', 1, length - start)
    starts.push(start)
    ends.push(from)
  }
  return { pass, starts: Int32Array.from(starts), ends: Int32Array.from(ends) }
}
