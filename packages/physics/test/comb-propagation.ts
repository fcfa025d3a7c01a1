/**
 * A light pulse through a comb, slice by slice: what a formula for echoes must agree with. Times in units of 1/Δ.
 */

/** Absorption of a comb over one period: depths at `samples` evenly spaced frequencies, from mid-gap to mid-gap. */
export function sampleComb(samples: number, tooth: (detuning: number) => number, background: number): Float64Array {
  return Float64Array.from({ length: samples }, (_, k) => background + tooth((k + 0.5) / samples - 0.5))
}

/** Real Fourier coefficients of a comb that is even about its tooth, by direct summation. */
export function fourierCoefficients(depths: Float64Array, orders: number): Float64Array {
  const coefficients = new Float64Array(orders)
  for (let order = 0; order < orders; order++) {
    depths.forEach((depth, k) => {
      coefficients[order]! +=
        (depth * Math.cos(2 * Math.PI * order * ((k + 0.5) / depths.length - 0.5))) / depths.length
    })
  }
  return coefficients
}

/**
 * Amplitudes of the light that leaves at 0, 1, 2, …, for a pulse of amplitude 1. Ions take up the light of time j and
 * radiate at time m with the comb's coefficient of order m − j; two sets of ions turn by ±`turn(j, m)` in between. Each
 * slice of the crystal takes what it radiates from the light, by Runge–Kutta steps of fourth order.
 */
export function propagate(
  coefficients: Float64Array,
  turn: (absorbed: number, radiated: number) => number,
  slices: number
): Float64Array {
  const times = coefficients.length
  const slope = (light: Float64Array): Float64Array =>
    light.map((_, m) => {
      let radiated = -0.5 * coefficients[0]! * light[m]!
      for (let j = 0; j < m; j++) radiated -= coefficients[m - j]! * Math.cos(turn(j, m)) * light[j]!
      return radiated
    })
  const moved = (light: Float64Array, by: Float64Array, step: number): Float64Array =>
    light.map((value, m) => value + step * by[m]!)
  let light = new Float64Array(times)
  light[0] = 1
  const step = 1 / slices
  for (let slice = 0; slice < slices; slice++) {
    const one = slope(light)
    const two = slope(moved(light, one, step / 2))
    const three = slope(moved(light, two, step / 2))
    const four = slope(moved(light, three, step))
    light = light.map((value, m) => value + (step / 6) * (one[m]! + 2 * two[m]! + 2 * three[m]! + four[m]!))
  }
  return light
}
