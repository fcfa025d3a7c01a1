/** A straight line with the covariance of what was fitted. */
export interface LineFit {
  readonly intercept: number
  readonly slope: number
  readonly interceptVariance: number
  readonly slopeVariance: number
  readonly covariance: number
}

/** A point with the standard error of y. */
export interface FitPoint {
  readonly x: number
  readonly y: number
  readonly standardError: number
}

/** Weighted least squares through at least two points at different x; the errors are taken as they are given. */
export function fitLine(points: readonly FitPoint[]): LineFit {
  let weights = 0
  let xs = 0
  let ys = 0
  for (const { x, y, standardError } of points) {
    const weight = 1 / (standardError * standardError)
    weights += weight
    xs += weight * x
    ys += weight * y
  }
  // About the mean of x, where slope and height are independent.
  const centre = xs / weights
  let squares = 0
  let products = 0
  for (const { x, y, standardError } of points) {
    const weight = 1 / (standardError * standardError)
    squares += weight * (x - centre) ** 2
    products += weight * (x - centre) * y
  }
  const slope = products / squares
  return {
    intercept: ys / weights - slope * centre,
    slope,
    interceptVariance: 1 / weights + (centre * centre) / squares,
    slopeVariance: 1 / squares,
    covariance: -centre / squares
  }
}
