/** An integral and what is known of its error. */
export interface Integral {
  readonly value: number
  /** Bound of |value − exact| as the two rules of different order show it; in practice far too large. */
  readonly error: number
  /** How often the integrand was asked for. */
  readonly evaluations: number
}

/** Kronrod's 15 nodes in [−1, 1], those ≥ 0, largest first; each second one belongs to Gauss's 7. */
const NODES = [
  0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
  0.741531185599394439863864773280788, 0.586087235467691130294144691693, 0.405845151377397166906606412076961,
  0.207784955007898467600689403773245, 0
] as const

const KRONROD = [
  0.02293532201052922496373200805897, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
  0.140653259715525918745189590510238, 0.16900472663926790282658342659855, 0.190350578064785409913256402421014,
  0.204432940075298892414161999234649, 0.209482141084727828012999174891714
] as const

/** Weights of Gauss's 7 nodes at the places of Kronrod's. */
const GAUSS = [
  0, 0.129484966168869693270611432679082, 0, 0.27970539148927666790146777142378, 0, 0.381830050505118944950369775488975,
  0, 0.417959183673469387755102040816327
] as const

interface Panel {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly error: number
}

/** No panel is halved further than this; enough for an integrable singularity. */
const MOST_PANELS = 2000

/**
 * ∫ f over [0, ∞) of a function that falls at least as 1/ω², by Gauss and Kronrod's rules of 7 and 15 nodes in
 * x = ω/(ω + scale), the panel with the largest difference of the two being halved until their sum is small enough.
 *
 * @param scale ω that goes to x = 1/2, of the order of the function's width
 * @param breakpoints places ω > 0 where the function is narrow; panels begin there
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
  while (panels.length < MOST_PANELS) {
    const { value, error } = total(panels)
    if (error <= relativeError * Math.abs(value)) break
    const worst = panels.reduce((best, panel, index) => (panel.error > (panels[best] as Panel).error ? index : best), 0)
    const { from, to } = panels[worst] as Panel
    const middle = (from + to) / 2
    panels.splice(worst, 1, gaussKronrod(mapped, from, middle), gaussKronrod(mapped, middle, to))
  }
  // Each panel but the first ones came with one that replaced its parent.
  const evaluated = edges.length - 1 + 2 * (panels.length - edges.length + 1)
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
