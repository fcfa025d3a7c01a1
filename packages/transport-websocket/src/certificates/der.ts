/** The few forms of DER (ITU-T X.690) that a certificate needs. */

const UNIVERSAL = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31
} as const

/** One value with its tag and length. */
export function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents)
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const short = length.subarray(length.findIndex((octet) => octet !== 0))
  return Buffer.concat([Buffer.from([tag, 0x80 | short.length]), short, body])
}

export const sequence = (...contents: readonly Uint8Array[]): Buffer => tagged(UNIVERSAL.sequence, ...contents)
export const set = (...contents: readonly Uint8Array[]): Buffer => tagged(UNIVERSAL.set, ...contents)
export const octetString = (octets: Uint8Array): Buffer => tagged(UNIVERSAL.octetString, octets)
export const utf8String = (text: string): Buffer => tagged(UNIVERSAL.utf8String, Buffer.from(text, 'utf8'))
export const boolean = (value: boolean): Buffer => tagged(UNIVERSAL.boolean, Buffer.from([value ? 0xff : 0]))

/** `unused`: bits at the end that do not count. */
export const bitString = (octets: Uint8Array, unused = 0): Buffer =>
  tagged(UNIVERSAL.bitString, Buffer.from([unused]), octets)

/** An unsigned integer, the most significant octet first, without leading zeros but where it is 0. */
export function integer(octets: Uint8Array): Buffer {
  const negative = ((octets[0] ?? 0) & 0x80) !== 0
  return tagged(UNIVERSAL.integer, negative ? Buffer.from([0]) : Buffer.alloc(0), octets)
}

/** Such as '2.5.4.3'. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(UNIVERSAL.objectIdentifier, Buffer.from([40 * first + second, ...rest].flatMap(base128)))
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest & 0x7f) | 0x80)
  return digits
}

/** To the second; in the form that RFC 5280, section 4.1.2.5, wants for the year. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return date.getUTCFullYear() < 2050
    ? tagged(UNIVERSAL.utcTime, Buffer.from(digits.slice(2)))
    : tagged(UNIVERSAL.generalizedTime, Buffer.from(digits))
}
