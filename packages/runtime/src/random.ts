/** One named stream of random numbers. Parameters out of range are refused with a RandomError. */
export interface RandomStream {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number
  /** Uniform on the unsigned 32-bit integers. */
  bits32(): number
  /** Uniform on the integers 0 .. n-1, without bias. */
  below(n: number): number
  /** True with probability p. Draws exactly one uniform, whatever p is. */
  bernoulli(p: number): boolean
  /** Standard normal. */
  normal(): number
  /** Exponential with mean 1. */
  exponential(): number
  /** Number of independent trials up to and including the first success, at least 1; Infinity if p is 0. One draw. */
  geometric(p: number): number
  /** Number of successes in n independent trials of probability p. How many uniforms it draws varies. */
  binomial(n: number, p: number): number
  /** Number of events of a Poisson process in a time in which `mean` are expected. How many uniforms it draws varies. */
  poisson(mean: number): number
}

/**
 * The run's randomness: a tree of streams. Of a seeded source each is forked from the seed by its path, so that adding a
 * consumer does not move another's draws.
 */
export interface RandomSource {
  /**
   * The stream of a path, such as 'link/alice-bob/heralds'. Of a seeded source, the same path gives an independent restart of
   * the same stream.
   */
  stream(path: string): RandomStream
  /** The source whose paths all start with `path/`. */
  fork(path: string): RandomSource
}
