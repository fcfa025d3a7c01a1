import { type CutoffChain, cutoffDecay, cutoffMeanTime } from '@bellwire/network-layer'

/** Decay rates that are tabulated, in mean times of a link: ten in a decade. */
const SLOWEST = 1e-4
const FASTEST = 10
const PER_DECADE = 10

/**
 * What waiting does in a chain of equal links, for some cut-offs, with the mean time 1/R in which one link makes a pair
 * as the unit of time: so one table serves links of any rate and memories of any kind whose correlators fall as
 * exponentials. Between the decay rates of the table ln(−ln D) is taken as linear in the logarithm of the decay rate;
 * what that adds to −ln D is below a part in 500.
 */
export class WaitingTable {
  /** From a start to a pair from end to end, for each cut-off. */
  readonly meanTimes: readonly number[]
  /** ln(−ln D) for each cut-off and each tabulated decay rate. */
  readonly #losses: readonly Float64Array[]

  /**
   * @param links 2 or more
   * @param cutoffs in mean times of a link, above 0; infinity for none
   */
  constructor(
    readonly links: number,
    readonly cutoffs: readonly number[]
  ) {
    const rates = Array.from({ length: links }, () => 1)
    const chains: CutoffChain[] = cutoffs.map((cutoff) => ({ rates, cutoff }))
    const steps = Math.round(PER_DECADE * Math.log10(FASTEST / SLOWEST))
    const decayRates = Array.from({ length: steps + 1 }, (_, step) => SLOWEST * 10 ** (step / PER_DECADE))
    this.meanTimes = chains.map(cutoffMeanTime)
    this.#losses = chains.map((chain) =>
      Float64Array.from(decayRates, (decay) =>
        Math.log(
          -Math.log(
            cutoffDecay(
              chain,
              rates.slice(1).map(() => decay)
            )
          )
        )
      )
    )
  }

  /**
   * D = E[Π e^{−γ|Δᵢ|}] over the inner nodes: what is left of a correlator that falls by e^{−γt} while one qubit waits.
   *
   * @param cutoff index of the cut-off
   * @param decayRate γ in 1 over the mean time of a link, 0 or above
   */
  left(cutoff: number, decayRate: number): number {
    const losses = this.#losses[cutoff] as Float64Array
    if (decayRate === 0) return 1
    // Slow decay costs in proportion to the waits, and beyond the fastest there is nothing left that counts.
    const place = PER_DECADE * Math.log10(decayRate / SLOWEST)
    const last = losses.length - 1
    if (place <= 0) return Math.exp(-Math.exp(losses[0] as number) * (decayRate / SLOWEST))
    const before = Math.min(Math.floor(place), last - 1)
    const [low, high] = [losses[before] as number, losses[before + 1] as number]
    return Math.exp(-Math.exp(low + (high - low) * (place - before)))
  }
}
