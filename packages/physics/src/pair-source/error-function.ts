/**
 * erf(x) = (2/√π)∫₀ˣ e^{−t²} dt, to a few units of rounding: the series (2/√π)e^{−x²} Σ 2ⁿx^{2n+1}/(1·3·5⋯(2n+1)),
 * whose terms are all of one sign.
 */
export function errorFunction(x: number): number {
  // Beyond it the rest is less than the rounding of 1.
  if (Math.abs(x) > 6) return Math.sign(x)
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}
