import { type Bit, bitOf, packed } from './bits.js'

/** The final key of so many bits: KEY-235. */
export function amplified(key: readonly Bit[], seed: Uint8Array, length: number): Uint8Array {
  const ones = key.flatMap((bit, index) => (bit === 1 ? [index] : []))
  return packed(
    Array.from({ length }, (_, index) =>
      ones.reduce<number>((sum, one) => sum ^ bitOf(seed, index - one + key.length - 1), 0)
    ) as Bit[]
  )
}
