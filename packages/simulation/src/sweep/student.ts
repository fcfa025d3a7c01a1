/**
 * Probability that a variable with Student's distribution lies within ±t, by its exact finite sum (Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4). All terms are positive, so none cancel.
 *
 * @param angle arctan(t/√degrees), 0..π/2
 * @param degrees of freedom, an integer from 1
 */
function central(angle: number, degrees: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const odd = degrees % 2 === 1
  let term = odd ? cosine : 1
  let sum = degrees === 1 ? 0 : term
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine
    sum += term
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** Probability that a variable with Student's distribution of so many degrees of freedom lies within ±t, t ≥ 0. */
export function studentCentral(t: number, degrees: number): number {
  return central(Math.atan(t / Math.sqrt(degrees)), degrees)
}

/**
 * The t within ± of which a variable with Student's distribution lies with a probability.
 *
 * @param probability 0 to 1, without 1
 * @param degrees of freedom, an integer from 1
 */
export function studentCritical(probability: number, degrees: number): number {
  let [low, high] = [0, Math.PI / 2]
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return Math.sqrt(degrees) * Math.tan(middle)
    if (central(middle, degrees) < probability) low = middle
    else high = middle
  }
}
