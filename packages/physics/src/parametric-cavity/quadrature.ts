/** An integral and what is known of its error. */
export interface Integral {
  readonly value: number
  /**
   * Estimate of |value − exact|: the sum of what two rules of different order differ by, as a rule far too large. Too
   * small only if a panel hides something from both.
   */
  readonly error: number
  /** How often the integrand was asked for. */
  readonly evaluations: number
}

/** Kronrod's 15 nodes in [−1, 1], those ≥ 0, largest first; each second one belongs to Gauss's 7. */
const NODES = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848, 0
] as const

const KRONROD = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782
] as const

/** Weights of Gauss's 7 nodes at the places of Kronrod's. */
const GAUSS = [0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0, 0.4179591836734694] as const

interface Panel {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly error: number
}

/** Halving ends here, as it does where the function's rounding is all that is left; the error then says so. */
const MOST_PANELS = 400

/**
 * ∫ f over [0, ∞) of a function that falls at least as 1/ω², by Gauss and Kronrod's rules of 7 and 15 nodes in
 * x = ω/(ω + scale), the panel with the largest difference of the two being halved until their sum is small enough.
 *
 * @param scale ω that goes to x = 1/2, of the order of the function's width
 * @param breakpoints places where panels begin, as the function is narrow there; those not above 0 are passed over
 * @param relativeError halving ends once the error is below this part of the value
 */
export function integrateHalfLine(
  f: (omega: number) => number,
  scale: number,
  breakpoints: readonly number[],
  relativeError: number
): Integral {
  const inside = breakpoints.map((omega) => omega / (omega + scale)).filter((x) => x > 0 && x < 1)
  const edges = [...new Set([0, ...inside, 0.5, 1])].sort((a, b) => a - b)
  const mapped = (x: number) => (f((scale * x) / (1 - x)) * scale) / ((1 - x) * (1 - x))
  const panels = edges.slice(1).map((to, index) => gaussKronrod(mapped, edges[index] as number, to))
  return halved(mapped, panels, relativeError)
}

/**
 * ∫ f over [from, to] of a smooth function by the same rules.
 *
 * @param relativeError halving ends once the error is below this part of the value
 */
export function integrateInterval(f: (x: number) => number, from: number, to: number, relativeError: number): Integral {
  return halved(f, [gaussKronrod(f, from, to)], relativeError)
}

/** Halves the panel with the largest difference of the two rules until their sum is small enough. */
function halved(f: (x: number) => number, first: readonly Panel[], relativeError: number): Integral {
  const panels = [...first]
  while (panels.length < MOST_PANELS) {
    const { value, error } = total(panels)
    if (error <= relativeError * Math.abs(value)) break
    const worst = panels.reduce((best, panel, index) => (panel.error > (panels[best] as Panel).error ? index : best), 0)
    const { from, to } = panels[worst] as Panel
    const middle = (from + to) / 2
    panels.splice(worst, 1, gaussKronrod(f, from, middle), gaussKronrod(f, middle, to))
  }
  // Each panel but the first ones came with one that replaced its parent.
  const evaluated = first.length + 2 * (panels.length - first.length)
  return { ...total(panels), evaluations: 15 * evaluated }
}

function total(panels: readonly Panel[]): { value: number; error: number } {
  let value = 0
  let error = 0
  for (const panel of panels) {
    value += panel.value
    error += panel.error
  }
  return { value, error: error + 4 * Number.EPSILON * Math.abs(value) }
}

function gaussKronrod(f: (x: number) => number, from: number, to: number): Panel {
  const half = (to - from) / 2
  const middle = (from + to) / 2
  let fine = 0
  let coarse = 0
  for (let index = 0; index < 8; index++) {
    const offset = half * (NODES[index] as number)
    const sum = offset === 0 ? f(middle) : f(middle - offset) + f(middle + offset)
    fine += (KRONROD[index] as number) * sum
    coarse += (GAUSS[index] as number) * sum
  }
  return { from, to, value: half * fine, error: half * Math.abs(fine - coarse) }
}
