/**
 * The generator that draws a code and an interleaving from a public seed: xorshift128 of Marsaglia ("Xorshift RNGs",
 * Journal of Statistical Software 8 (14), 2003), with his first state, whose last word is combined with the seed, and
 * the first 64 words passed over. Everything that it draws is public and need not be unpredictable; it has to be the
 * same in every implementation.
 */
export class PublicGenerator {
  private x = 123456789
  private y = 362436069
  private z = 521288629
  private w: number

  /** @param seed - an integer from 0 to 2^32 - 1 */
  constructor(seed: number) {
    this.w = (88675123 ^ seed) >>> 0
    for (let k = 0; k < 64; k++) this.below(1)
  }

  /** An integer from 0 to `bound` - 1: the next word, times the bound, over 2^32, rounded down. `bound` up to 2^21. */
  below(bound: number): number {
    const t = this.x ^ (this.x << 11)
    this.x = this.y
    this.y = this.z
    this.z = this.w
    this.w = (this.w ^ (this.w >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return Math.floor((this.w * bound) / 0x1_0000_0000)
  }
}
