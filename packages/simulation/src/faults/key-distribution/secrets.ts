import { BitString } from '@bellwire/post-processing'

/** Bits of a pattern: nothing has them by chance. */
const WINDOW = 64

/** Bits, at any place of an octet, that nobody may hear. */
export interface SecretBits {
  readonly name: string
  readonly bits: BitString
}

/** Names of secrets of which 64 consecutive bits, of the beginning or of the middle, are in any of these bodies. */
export function secretsIn(bodies: readonly Uint8Array[], secrets: readonly SecretBits[]): string[] {
  const heard = bodies.map(textOf).join('\n')
  return secrets
    .filter(({ bits }) => windowsOf(bits).some((window) => heard.includes(textOf(window.bytes))))
    .map(nameOf)
}

/** The same in texts for people: as digits, or in hexadecimal. */
export function secretsToldIn(texts: readonly string[], secrets: readonly SecretBits[]): string[] {
  const told = texts.join('\n').toLowerCase()
  const isTold = (window: BitString): boolean =>
    [digitsOf(window), hexadecimalOf(window.bytes), window.bytes.join(','), textOf(window.bytes).toLowerCase()].some(
      (form) => told.includes(form)
    )
  return secrets.filter(({ bits }) => windowsOf(bits).some(isTold)).map(nameOf)
}

const nameOf = ({ name }: SecretBits): string => name

/** Each alignment to octets, at the beginning and in the middle. */
function windowsOf(bits: BitString): BitString[] {
  const starts = [0, Math.floor(bits.length / 16) * 8].flatMap((from) => [0, 1, 2, 3, 4, 5, 6, 7].map((k) => from + k))
  return [...new Set(starts)]
    .filter((start) => start + WINDOW <= bits.length)
    .map((start) => bits.slice(start, start + WINDOW))
}

function textOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function hexadecimalOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function digitsOf(bits: BitString): string {
  return Array.from({ length: bits.length }, (_, place) => bits.get(place)).join('')
}

export function bitsOf(values: readonly number[]): BitString {
  const bits = new BitString(values.length)
  values.forEach((value, place) => bits.set(place, (value & 1) as 0 | 1))
  return bits
}
