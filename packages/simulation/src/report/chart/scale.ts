import { fixed, powerOfTen } from './numbers.js'

interface Tick {
  readonly value: number
  /** Empty for a tick without a label. */
  readonly label: string
}

/** From values to positions 0..1 along an axis. */
export interface Scale {
  readonly low: number
  readonly high: number
  position(value: number): number
  readonly ticks: readonly Tick[]
}

/**
 * A linear axis that shows at least low..high.
 *
 * @param about how many ticks there is room for
 * @param nice whether the axis ends at ticks
 */
export function linearScale(low: number, high: number, about: number, nice = true): Scale {
  // What differs by rounding alone is one value: ticks between would be closer than numbers are.
  if (!(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) {
    const margin = Math.abs(low) * 0.05 || 1
    return linearScale(low - margin, low + margin, about, nice)
  }
  const step = niceStep((high - low) / about)
  // A little slack, so that an end that is a tick but for rounding does not add one more.
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  const [from, to] = nice ? [first * step, last * step] : [low, high]
  const lastDigit = Math.floor(Math.log10(step) + 1e-9)
  const ticks: Tick[] = []
  for (let n = first; n <= last; n++) {
    const value = n * step
    if (value < from - step * 1e-6 || value > to + step * 1e-6) continue
    ticks.push({ value, label: label(value, lastDigit, Math.max(Math.abs(from), Math.abs(to))) })
  }
  return { low: from, high: to, position: (value) => (value - from) / (to - from), ticks }
}

/** A logarithmic axis for low..high, both > 0. */
export function logarithmicScale(low: number, high: number): Scale {
  if (!(high > low)) return logarithmicScale(low / 2, high * 2)
  const [from, to] = [Math.log(low), Math.log(high)]
  const decades = Math.log10(high / low)
  const ticks: Tick[] = []
  for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++) {
    for (let digit = 1; digit < 10; digit++) {
      const value = digit * 10 ** exponent
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue
      const labelled =
        digit === 1 || (decades < 2.5 && (digit === 2 || digit === 5)) || (decades < 0.7 && digit % 2 === 1)
      ticks.push({ value, label: labelled ? label(value, exponent, high) : '' })
    }
  }
  return { low, high, position: (value) => (Math.log(Math.max(value, Number.MIN_VALUE)) - from) / (to - from), ticks }
}

/** 1, 2 or 5 times a power of ten, not below `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const digit = rough / power
  return power * (digit <= 1 + 1e-9 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10)
}

/** Says a value to the digit of 10^`lastDigit`, as a plain number where that is short enough. */
function label(value: number, lastDigit: number, largest: number): string {
  if (largest < 1e7 && lastDigit >= -4) return fixed(value, Math.max(0, -lastDigit))
  if (Math.abs(value) < 10 ** lastDigit / 2) return '0'
  const exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-9)
  const digits = Number((value / 10 ** exponent).toFixed(Math.max(0, exponent - lastDigit)))
  if (digits === 1) return powerOfTen(exponent)
  return `${String(digits).replace('-', '−')}·${powerOfTen(exponent)}`
}
