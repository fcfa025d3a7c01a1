import { logPoissonMass } from './log-mass.js'

interface Uniforms {
  uniform(): number
}

/** Mean above which rejection beats counting up. */
const REJECTION_FROM = 10

/**
 * An exact draw of a Poisson number. Small mean: inversion, counting up from zero. Otherwise the transformed
 * rejection with squeeze, PTRS, of W. Hörmann, "The transformed rejection method for generating Poisson random
 * variables" (Insurance: Mathematics and Economics 12, 39, 1993), whose cost does not grow with the mean.
 */
export function drawPoisson(stream: Uniforms, mean: number): number {
  if (mean === 0) return 0
  return mean < REJECTION_FROM ? invert(stream, mean) : reject(stream, mean)
}

function invert(stream: Uniforms, mean: number): number {
  const none = Math.exp(-mean)
  for (;;) {
    let remaining = stream.uniform()
    let mass = none
    let events = 0
    while (remaining >= mass && mass > 0) {
      remaining -= mass
      events++
      mass *= mean / events
    }
    // A mass of zero: rounding alone has carried the uniform past the whole distribution. Draw again.
    if (mass > 0) return events
  }
}

function reject(stream: Uniforms, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = stream.uniform() - 0.5
    const v = stream.uniform()
    const edge = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43)
    if (edge >= 0.07 && v <= squeeze) return k
    if (!(k >= 0) || (edge < 0.013 && v > edge)) continue
    const height = Math.log((v * inverseAlpha) / (a / (edge * edge) + b))
    if (height <= logPoissonMass(k, mean)) return k
  }
}
