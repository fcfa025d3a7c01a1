/** Gauss–Legendre nodes on (−1, 1) and their weights, by Newton's method on the Legendre polynomial. */
function gaussLegendre(order: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(order)
  const weights = new Float64Array(order)
  for (let k = 0; k < order; k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (order + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step++) {
      let [before, value] = [1, x]
      for (let n = 2; n <= order; n++) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n]
      slope = (order * (x * value - before)) / (x * x - 1)
      const change = value / slope
      x -= change
      if (Math.abs(change) < 1e-15) break
    }
    nodes[k] = x
    weights[k] = 2 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

const ORDER = 16
const { nodes, weights } = gaussLegendre(ORDER)

/**
 * ∫_0^∞ f(t) dt of a falling function made of exponentials e^{−λt}, Gauss–Legendre on panels whose length grows with t:
 * whatever the spread of λ, each panel sees any of them either smooth or gone. Relative error about 1e-12, 1e-9
 * where f is a product of thousands of them.
 *
 * @param first length of the first panel, so short that f is smooth on it
 */
export function integrateToInfinity(f: (t: number) => number, first: number): number {
  let sum = 0
  let from = 0
  let length = first
  for (;;) {
    let panel = 0
    for (let k = 0; k < ORDER; k++)
      panel += (weights[k] as number) * f(from + (length * (1 + (nodes[k] as number))) / 2)
    sum += (panel * length) / 2
    from += length
    if (panel * length <= 1e-16 * sum) return sum
    length = from
  }
}

/** The Gauss–Legendre rule on (0, 1), for intervals on which an integral is wanted from the start to every node, too. */
export interface IntervalRule {
  readonly nodes: Float64Array
  /** Their sum is 1. */
  readonly weights: Float64Array
  /** Entry [a·order + b]: weight of the value at node b in the integral from 0 to node a. */
  readonly partial: Float64Array
}

export function intervalRule(order: number): IntervalRule {
  const rule = gaussLegendre(order)
  const places = rule.nodes.map((x) => (1 - x) / 2)
  const shares = rule.weights.map((weight) => weight / 2)
  const partial = new Float64Array(order * order)
  for (let a = 0; a < order; a++) {
    const end = places[a] as number
    for (let b = 0; b < order; b++) {
      // The rule itself is exact for this polynomial.
      let sum = 0
      for (let k = 0; k < order; k++) sum += (shares[k] as number) * basis(places, b, end * (places[k] as number))
      partial[a * order + b] = end * sum
    }
  }
  return { nodes: places, weights: shares, partial }
}

/** The polynomial that is 1 at one of the places and 0 at the others. */
function basis(places: Float64Array, which: number, x: number): number {
  let product = 1
  places.forEach((place, index) => {
    if (index !== which) product *= (x - place) / ((places[which] as number) - place)
  })
  return product
}
