// Closed forms that the lessons compare their networks with.

/** What is left of the perfect state in a Werner state: w = (4F − 1)/3. */
function wernerParameter(fidelity: number): number {
  return (4 * fidelity - 1) / 3
}

/** Fidelity of a Werner pair after a time in two equal memories with T1 and T2: the ZZ part falls by T1, XX and YY by T2. */
export function storedFidelity(fidelity: number, time: number, t1: number, t2: number): number {
  const w = wernerParameter(fidelity)
  return (1 + w * (2 * Math.exp((-2 * time) / t2) + Math.exp((-2 * time) / t1))) / 4
}

/** Fidelity of what an ideal swap makes of two Werner pairs: both right, or both wrong in the same way. */
export function swappedFidelity(one: number, other: number): number {
  return one * other + ((1 - one) * (1 - other)) / 3
}

/** CHSH value of a Werner pair with the best settings. */
export function wernerChsh(fidelity: number): number {
  return 2 * Math.SQRT2 * wernerParameter(fidelity)
}

/** Errors of outcomes of a Werner pair in the same basis. */
export function wernerErrorRate(fidelity: number): number {
  return (2 * (1 - fidelity)) / 3
}

/** Two links that are tried at the same time, slot by slot, until both have a pair and a node between swaps them. */
export interface TwoLinks {
  /** Of one slot. */
  readonly successProbability: number
  /** Seconds. */
  readonly slot: number
  /** Of a link's pair. */
  readonly fidelity: number
  readonly t1: number
  readonly t2: number
  /** Slots that the first pair waits for the other one at most; then it is thrown away. Absent: as long as it takes. */
  readonly cutoff?: number
}

/** Probability that the pair that comes first waits so many slots for the other, if it may. */
function waitProbability(p: number, slots: number): number {
  return slots === 0 ? p / (2 - p) : (2 * p * (1 - p) ** slots) / (2 - p)
}

/** Mean fidelity from end to end: swapped Werner pairs of which one has waited, averaged over the waits that are allowed. */
export function chainFidelity({
  successProbability: p,
  slot,
  fidelity,
  t1,
  t2,
  cutoff = Math.ceil(40 / p)
}: TwoLinks): number {
  const w = wernerParameter(fidelity) ** 2
  let [weight, sum] = [0, 0]
  for (let wait = 0; wait <= cutoff; wait++) {
    const probability = waitProbability(p, wait)
    const time = wait * slot
    weight += probability
    sum += (probability * (1 + w * (2 * Math.exp((-2 * time) / t2) + Math.exp((-2 * time) / t1)))) / 4
  }
  return sum / weight
}

/** Pairs from end to end per second: a try lasts until the first pair, and then until the second or the cut-off. */
export function chainRate({ successProbability: p, slot, cutoff }: TwoLinks): number {
  const first = 1 / (1 - (1 - p) ** 2)
  const atOnce = p / (2 - p)
  const reached = cutoff === undefined ? 1 : 1 - (1 - p) ** cutoff
  const success = atOnce + (1 - atOnce) * reached
  const waiting = ((1 - atOnce) * reached) / p
  return success / ((first + waiting) * slot)
}
