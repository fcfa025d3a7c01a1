/**
 * A local minimum of a function of several variables by the method of Nelder and Mead ("A simplex method for function
 * minimization"): no derivatives, no certificate. Starts from `start` and the points `step` away from it along each axis.
 */
export function simplexMinimum(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  step: number,
  iterations: number
): { readonly at: readonly number[]; readonly value: number } {
  const corners = [start, ...start.map((_, axis) => start.map((x, k) => (k === axis ? x + step : x)))].map((at) => ({
    at,
    value: f(at)
  }))
  const last = corners.length - 1
  for (let iteration = 0; iteration < iterations; iteration++) {
    corners.sort((a, b) => a.value - b.value)
    const [best, worst, second] = [corners[0], corners[last], corners[last - 1]] as [Corner, Corner, Corner]
    const centre = start.map((_, k) => {
      let sum = 0
      for (let c = 0; c < last; c++) sum += (corners[c] as Corner).at[k] as number
      return sum / last
    })
    /** The point on the line from the worst corner through the centre of the others, 1 = its mirror image. */
    const along = (share: number): Corner => {
      const at = centre.map((x, k) => x + share * (x - (worst.at[k] as number)))
      return { at, value: f(at) }
    }
    const mirrored = along(1)
    let replacement: Corner | undefined
    if (mirrored.value < best.value) {
      const further = along(2)
      replacement = further.value < mirrored.value ? further : mirrored
    } else if (mirrored.value < second.value) {
      replacement = mirrored
    } else {
      const nearer = along(mirrored.value < worst.value ? 0.5 : -0.5)
      if (nearer.value < Math.min(mirrored.value, worst.value)) replacement = nearer
    }
    if (replacement) {
      corners[last] = replacement
      continue
    }
    for (let c = 1; c <= last; c++) {
      const at = (corners[c] as Corner).at.map((x, k) => (x + (best.at[k] as number)) / 2)
      corners[c] = { at, value: f(at) }
    }
  }
  corners.sort((a, b) => a.value - b.value)
  return corners[0] as Corner
}

interface Corner {
  readonly at: readonly number[]
  readonly value: number
}
