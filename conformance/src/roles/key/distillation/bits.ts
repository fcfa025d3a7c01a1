// Strings of bits: eight to an octet, the first the most significant (KEY-200).

export type Bit = 0 | 1

export function bitOf(octets: Uint8Array, index: number): Bit {
  return (((octets[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) as Bit
}

export function bitsOf(octets: Uint8Array, length = 8 * octets.length): Bit[] {
  return Array.from({ length }, (_, index) => bitOf(octets, index))
}

export function packed(bits: readonly Bit[]): Uint8Array {
  const octets = new Uint8Array(Math.ceil(bits.length / 8))
  for (const [index, bit] of bits.entries()) octets[index >> 3] = (octets[index >> 3] ?? 0) | (bit << (7 - (index & 7)))
  return octets
}

export function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, index) => octet === b[index])
}

/** The same octets with one bit turned. */
export function flipped(octets: Uint8Array, index: number): Uint8Array {
  return octets.map((octet, at) => (at === index >> 3 ? octet ^ (0x80 >> (index & 7)) : octet))
}
