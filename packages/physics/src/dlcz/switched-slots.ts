/** A station that serves one of several links at a time, drawn anew for every slot of time. */
export interface SwitchedStation {
  /** Number of links, all equally likely in every slot, independently of the past. */
  readonly links: number
  /** Length of a slot, seconds. */
  readonly slotSeconds: number
  /** Heralds per second of a link while it is served. */
  readonly heraldsPerSecond: number
}

/** What one link gets of such a station. */
export interface SwitchedLink {
  /** Heralds per second in the long run. */
  readonly heraldsPerSecond: number
  /** Mean number of heralds in a slot in which the link is served. */
  readonly heraldsPerServedSlot: number
  /** Variance over mean of the number of heralds in one slot, served or not: 1 for a steady stream. */
  readonly dispersion: number
  /** Mean time from the start of a slot, before it is known who is served, to the link's first herald, seconds. */
  readonly meanFirstHeraldSeconds: number
}

/**
 * One link of a station whose switch follows a uniform random number generator ("Creation of memory–memory
 * entanglement in a metropolitan quantum network", Liu et al.: three links, slots of 5.8 s).
 *
 * With p = 1/links, λ = R·T heralds per served slot and e = 1−e^{−λ}: the count of a slot has mean pλ and variance
 * pλ + p(1−p)λ²; a slot brings the first herald with p·e, at 1/R − T·e^{−λ}/e after its start on average, and
 * 1/(p·e) − 1 slots pass in vain before it.
 */
export function switchedLink(station: SwitchedStation): SwitchedLink {
  const { links, slotSeconds, heraldsPerSecond } = station
  const served = 1 / links
  const heraldsPerServedSlot = heraldsPerSecond * slotSeconds
  const some = -Math.expm1(-heraldsPerServedSlot)
  const within = 1 / heraldsPerSecond - (slotSeconds * (1 - some)) / some
  return {
    heraldsPerSecond: heraldsPerSecond * served,
    heraldsPerServedSlot,
    dispersion: 1 + (1 - served) * heraldsPerServedSlot,
    meanFirstHeraldSeconds: slotSeconds * (1 / (served * some) - 1) + within
  }
}
