import type { Sample } from '../observation/metrics.js'

/** Counts things by a word. */
export class Tally {
  readonly #counts = new Map<string, number>()

  add(word: string): void {
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1)
  }

  samples(label: string): Sample[] {
    return samplesOf(this.#counts, label)
  }
}

/** Counts as samples of a metric with one label. */
export function samplesOf(counts: ReadonlyMap<string, number>, label: string): Sample[] {
  return [...counts].map(([word, value]) => ({ labels: { [label]: word }, value }))
}
