import type { RandomStream } from '@bellwire/runtime'

/** Draws from one stream. */
export class Dice {
  constructor(readonly stream: RandomStream) {}

  chance(probability: number): boolean {
    return this.stream.bernoulli(probability)
  }

  integer(low: number, high: number): number {
    return low + this.stream.below(high - low + 1)
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.stream.below(choices.length)] as T
  }

  real(low: number, high: number): number {
    return low + (high - low) * this.stream.uniform()
  }
}
