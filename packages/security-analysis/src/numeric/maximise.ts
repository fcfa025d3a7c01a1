const golden = (Math.sqrt(5) - 1) / 2

export interface Maximum {
  readonly at: number
  readonly value: number
}

/** The maximum of a unimodal function on [low, high] by golden section, to `tolerance` in x; the ends are tried too. */
export function goldenMaximum(f: (x: number) => number, low: number, high: number, tolerance: number): Maximum {
  let a = low
  let b = high
  let x = b - golden * (b - a)
  let y = a + golden * (b - a)
  let fx = f(x)
  let fy = f(y)
  while (b - a > tolerance && x > a && y < b) {
    if (fx >= fy) {
      b = y
      y = x
      fy = fx
      x = b - golden * (b - a)
      fx = f(x)
    } else {
      a = x
      x = y
      fx = fy
      y = a + golden * (b - a)
      fy = f(y)
    }
  }
  return best([x, fx], [y, fy], [low, f(low)], [high, f(high)])
}

/**
 * The maximum of a function that need not be unimodal: the best of `intervals` + 1 equally spaced points, and golden
 * section between the neighbours of that point.
 */
export function scannedMaximum(
  f: (x: number) => number,
  low: number,
  high: number,
  intervals: number,
  tolerance: number
): Maximum {
  const width = (high - low) / intervals
  let at = low
  let value = f(low)
  for (let k = 1; k <= intervals; k++) {
    const x = k === intervals ? high : low + k * width
    const fx = f(x)
    if (fx > value) {
      at = x
      value = fx
    }
  }
  const refined = goldenMaximum(f, Math.max(low, at - width), Math.min(high, at + width), tolerance)
  return refined.value > value ? refined : { at, value }
}

function best(...points: readonly (readonly [at: number, value: number])[]): Maximum {
  let [at, value] = points[0] as readonly [number, number]
  for (const point of points) if (point[1] > value) [at, value] = point
  return { at, value }
}
