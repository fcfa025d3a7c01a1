import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type { BrightnessPoint } from '../samples.js'

/** More brightnesses than this are not told apart: the rest of the run is not tallied. */
const LIMIT = 64

interface Tally {
  count: number
  waiting: number
  known: number
  fidelity: number
  squares: number
}

/** Mean fidelity and rate of pairs by the brightness they were made at. */
export class BrightnessTally {
  readonly #tallies = new Map<number, Tally>()
  #brightness = NaN
  #current: Tally | undefined

  add(brightness: number, waiting: Nanoseconds, fidelity: number): void {
    // Pairs of one brightness come in long runs.
    if (brightness !== this.#brightness) {
      this.#brightness = brightness
      this.#current = this.#of(brightness)
    }
    const tally = this.#current
    if (tally === undefined) return
    tally.count += 1
    tally.waiting += waiting
    if (Number.isNaN(fidelity)) return
    tally.known += 1
    tally.fidelity += fidelity
    tally.squares += fidelity * fidelity
  }

  /** In order of brightness. */
  points(): readonly BrightnessPoint[] {
    const sorted = [...this.#tallies].sort(([one], [other]) => one - other)
    return sorted.map(([brightness, tally]) => {
      const rate = tally.count / (tally.waiting / NANOSECONDS_PER_SECOND)
      return {
        brightness,
        count: tally.count,
        fidelity: tally.known === 0 ? null : meanOf(tally.known, tally.fidelity, tally.squares),
        ratePerSecond: { value: rate, standardError: rate / Math.sqrt(tally.count) }
      }
    })
  }

  #of(brightness: number): Tally | undefined {
    const known = this.#tallies.get(brightness)
    if (known !== undefined || this.#tallies.size === LIMIT || Number.isNaN(brightness)) return known
    const tally = { count: 0, waiting: 0, known: 0, fidelity: 0, squares: 0 }
    this.#tallies.set(brightness, tally)
    return tally
  }
}

/** A mean and its standard error from sums; of one value alone the error is 0. */
export function meanOf(count: number, sum: number, squares: number): { value: number; standardError: number } {
  const value = sum / count
  if (count < 2) return { value, standardError: 0 }
  const variance = Math.max(0, squares - sum * value) / (count - 1)
  return { value, standardError: Math.sqrt(variance / count) }
}
