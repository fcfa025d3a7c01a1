/** One right subject in so many is found wrong, at most. */
export const ALPHA = 1e-9

/** One in so many of those that are wrong by the stated effect is found right, at most. */
export const BETA = 1e-3

/** What is said of events that come one by one: they have a share. */
export interface Hypothesis {
  /** Their probability, above 0 and below 1. */
  readonly share: number
  /** By how much that of a wrong subject differs, to either side. */
  readonly effect: number
  /** Default {@link ALPHA}. */
  readonly alpha?: number
  /** Default {@link BETA}. */
  readonly beta?: number
}

/** The share against one other: how much more likely the other has become with what was seen. */
interface Side {
  /** What an event adds to the logarithm of the ratio of likelihoods, and what the absence of one does. */
  readonly event: number
  readonly absence: number
  ratio: number
  isRefuted: boolean
}

/**
 * Wald's sequential probability ratio test of a share against those that differ from it by an effect, above and below. It
 * goes on until it can say which is so.
 *
 * Where the share is right, the ratio of likelihoods ever reaches 1/α with a probability of at most α; where the other one
 * is, it ever falls to β with a probability of at most β (Ville's inequality). So the error rates are kept wherever one
 * stops. Each of two sides has half of α. A side on which no share is possible is left out.
 */
export class SequentialTest {
  readonly #sides: readonly Side[]
  readonly #broken: number
  readonly #kept: number
  #decision: 'kept' | 'broken' | undefined
  #samples = 0
  #events = 0

  /** @throws RangeError where there is nothing to decide */
  constructor({ share, effect, alpha = ALPHA, beta = BETA }: Hypothesis) {
    const others = [share + effect, share - effect].filter((other) => other > 0 && other < 1)
    if (!(share > 0 && share < 1 && effect > 0) || others.length === 0)
      throw new RangeError(`share ${share} with effect ${effect}: shares above 0 and below 1 are needed`)
    this.#broken = Math.log(others.length / alpha)
    this.#kept = Math.log(beta)
    this.#sides = others.map((other) => ({
      event: Math.log(other / share),
      absence: Math.log((1 - other) / (1 - share)),
      ratio: 0,
      isRefuted: false
    }))
  }

  /** Undefined while nothing can be said. */
  get decision(): 'kept' | 'broken' | undefined {
    return this.#decision
  }

  /** How many there were until it was decided. */
  get samples(): number {
    return this.#samples
  }

  /** How many of them were events. */
  get events(): number {
    return this.#events
  }

  add(isEvent: boolean): void {
    if (this.#decision !== undefined) return
    this.#samples += 1
    if (isEvent) this.#events += 1
    for (const side of this.#sides) {
      if (side.isRefuted) continue
      side.ratio += isEvent ? side.event : side.absence
      if (side.ratio >= this.#broken) this.#decision = 'broken'
      else if (side.ratio <= this.#kept) side.isRefuted = true
    }
    if (this.#decision === undefined && this.#sides.every((side) => side.isRefuted)) this.#decision = 'kept'
  }
}
