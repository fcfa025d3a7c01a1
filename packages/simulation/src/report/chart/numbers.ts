const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const NARROW_SPACE = '\u202f'

/** A number with thousands apart, `decimals` after the point, and a real minus sign. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE) : whole
  const sign = value < 0 && Number(text) !== 0 ? '−' : ''
  return sign + (fraction === undefined ? grouped : `${grouped}.${fraction}`)
}

/** A power of ten as it is printed: 10⁻⁴. */
export function powerOfTen(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] as string)
  return `10${exponent < 0 ? '⁻' : ''}${digits}`
}

/** A number for people, to some significant digits. */
export function significant(value: number, digits = 4): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return fixed(value, 0)
  const exponent = exponentOf(value, digits)
  if (exponent < -3 || exponent >= 7) {
    return `${trimmed(fixed(value / 10 ** exponent, digits - 1))}·${powerOfTen(exponent)}`
  }
  return trimmed(fixed(value, Math.max(0, digits - 1 - exponent)))
}

/** Relative errors below are rounding, not statistics. */
const NO_ERROR = 1e-6

/** A value with its standard error, to two digits of the error: 2.5758 ± 0.0059. */
export function measured(value: number, error: number | undefined): string {
  if (error === undefined || !(error > 0) || !Number.isFinite(error)) return significant(value)
  if (error < Math.abs(value) * NO_ERROR) return significant(value, 6)
  const exponent = exponentOf(error, 2)
  const scale = exponentOf(Math.max(Math.abs(value), error), 2)
  if (scale < -3 || scale >= 7) {
    const decimals = Math.min(12, Math.max(0, scale - exponent + 1))
    const [one, two] = [value / 10 ** scale, error / 10 ** scale]
    return `(${fixed(one, decimals)} ± ${fixed(two, decimals)})·${powerOfTen(scale)}`
  }
  const decimals = Math.max(0, 1 - exponent)
  return `${fixed(value, decimals)} ± ${fixed(error, decimals)}`
}

/** A distance in standard deviations: +1.2 σ. */
export function sigmas(distance: number): string {
  const text = fixed(distance, 1)
  return `${distance >= 0 ? '+' : ''}${text} σ`
}

export interface TimeUnit {
  readonly name: string
  readonly seconds: number
}

const TIME_UNITS: readonly TimeUnit[] = [
  { name: 'ns', seconds: 1e-9 },
  { name: 'µs', seconds: 1e-6 },
  { name: 'ms', seconds: 1e-3 },
  { name: 's', seconds: 1 },
  { name: 'min', seconds: 60 },
  { name: 'h', seconds: 3600 },
  { name: 'd', seconds: 86_400 }
]

/** The unit in which a span up to `longest` seconds is read best: at least 2 minutes make minutes, 2 hours hours. */
export function timeUnit(longest: number): TimeUnit {
  const second = TIME_UNITS[3] as TimeUnit
  if (longest >= 120) return TIME_UNITS.findLast((unit) => longest >= 2 * unit.seconds) ?? second
  return TIME_UNITS.slice(0, 4).findLast((unit) => longest >= unit.seconds) ?? (TIME_UNITS[0] as TimeUnit)
}

/** A span of time for people. */
export function duration(seconds: number, error?: number): string {
  const unit = timeUnit(Math.abs(seconds))
  const text = measured(seconds / unit.seconds, error === undefined ? undefined : error / unit.seconds)
  return `${text.includes('±') && !text.startsWith('(') ? `(${text})` : text} ${unit.name}`
}

/** The decimal exponent of a number once it is rounded to so many digits: 9.96 to two digits is 1.0·10¹. */
function exponentOf(value: number, digits: number): number {
  return Number(value.toExponential(digits - 1).split('e')[1])
}

/** Without zeros that end a fraction. */
function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
