import { logBinomialMass } from './log-mass.js'

interface Uniforms {
  uniform(): number
}

/** Expected number of successes above which rejection beats counting up. */
const REJECTION_FROM = 10

/**
 * An exact draw of the number of successes in n trials. Few expected successes: inversion, counting up from zero.
 * Otherwise the transformed rejection with squeeze, BTRS, of W. Hörmann, "The generation of binomial random variates"
 * (J. Stat. Comput. Simul. 46, 101, 1993), whose cost does not grow with n.
 */
export function drawBinomial(stream: Uniforms, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - drawBinomial(stream, n, 1 - p)
  return n * p < REJECTION_FROM ? invert(stream, n, p) : reject(stream, n, p)
}

function invert(stream: Uniforms, n: number, p: number): number {
  const none = Math.exp(n * Math.log1p(-p))
  const odds = p / (1 - p)
  for (;;) {
    let remaining = stream.uniform()
    let mass = none
    let successes = 0
    while (remaining >= mass) {
      remaining -= mass
      mass *= ((n - successes) / (successes + 1)) * odds
      successes++
      // Rounding alone can carry the sum of the masses past the last representable term: draw again.
      if (mass === 0 || successes > n) break
    }
    if (mass !== 0 && successes <= n) return successes
  }
}

function reject(stream: Uniforms, n: number, p: number): number {
  const mean = n * p
  const deviation = Math.sqrt(mean * (1 - p))
  const b = 1.15 + 2.53 * deviation
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const center = mean + 0.5
  const squeeze = 0.92 - 4.2 / b
  const alpha = (2.83 + 5.1 / b) * deviation
  const mode = Math.floor((n + 1) * p)
  for (;;) {
    const u = stream.uniform() - 0.5
    const v = stream.uniform()
    const edge = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / edge + b) * u + center)
    if (edge >= 0.07 && v <= squeeze) return k
    if (!(k >= 0 && k <= n)) continue
    const height = Math.log((v * alpha) / (a / (edge * edge) + b))
    if (height <= logBinomialMass(k, n, p) - logBinomialMass(mode, n, p)) return k
  }
}
