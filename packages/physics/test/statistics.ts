/**
 * Statistics for tests at fixed seeds: each returns by how many sigmas the data are off, as one number, so that a
 * test says `toBeLessThan(5)`.
 */

/** χ² of counts against expected counts, as (χ² − k)/√(2k): about normal when every expectation is 10 or more. */
export function chiSquareSigmas(counts: readonly number[], expected: readonly number[]): number {
  let chiSquare = 0
  let bins = 0
  let restCount = 0
  let restExpected = 0
  expected.forEach((mean, index) => {
    const count = counts[index] ?? 0
    if (mean < 10) {
      restCount += count
      restExpected += mean
      return
    }
    chiSquare += (count - mean) ** 2 / mean
    bins++
  })
  if (restExpected >= 10) {
    chiSquare += (restCount - restExpected) ** 2 / restExpected
    bins++
  } else if (restCount > restExpected + 10 * Math.sqrt(restExpected + 1)) return Infinity
  return (chiSquare - bins) / Math.sqrt(2 * bins)
}

/** χ² of two samples of the same kind, bins of fewer than 20 counts together joined. */
export function twoSampleSigmas(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const total = (sample: ReadonlyMap<string, number>): number => [...sample.values()].reduce((sum, n) => sum + n, 0)
  const [n, m] = [total(one), total(other)]
  const [k, l] = [Math.sqrt(m / n), Math.sqrt(n / m)]
  let chiSquare = 0
  let bins = 0
  let rest: [number, number] = [0, 0]
  const add = (a: number, b: number): void => {
    chiSquare += (k * a - l * b) ** 2 / (a + b)
    bins++
  }
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const [a, b] = [one.get(key) ?? 0, other.get(key) ?? 0]
    if (a + b < 20) rest = [rest[0] + a, rest[1] + b]
    else add(a, b)
  }
  if (rest[0] + rest[1] >= 20) add(...rest)
  return (chiSquare - (bins - 1)) / Math.sqrt(2 * Math.max(1, bins - 1))
}

/** Kolmogorov–Smirnov distance of a sample to a distribution function, times √n: 2.5 is beyond 5 sigma (p ≈ 7·10⁻⁶). */
export function kolmogorovSmirnov(sample: readonly number[], distribution: (x: number) => number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  let distance = 0
  sorted.forEach((x, index) => {
    const f = distribution(x)
    distance = Math.max(distance, f - index / sorted.length, (index + 1) / sorted.length - f)
  })
  return distance * Math.sqrt(sorted.length)
}

/** Counts of values by key. */
export function tally(into: Map<string, number>, key: string): void {
  into.set(key, (into.get(key) ?? 0) + 1)
}
