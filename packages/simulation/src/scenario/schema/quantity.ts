/** Kinds of quantities: unit by unit, the factor to the unit that the program computes in. */
export const UNITS = {
  /** Nanoseconds. */
  time: { ps: 1e-3, ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9, d: 86_400e9 },
  /** Kilometres. */
  length: { mm: 1e-6, m: 1e-3, km: 1 },
  /** Per second. */
  rate: { cps: 1, '/s': 1, '/min': 1 / 60, '/h': 1 / 3600, mHz: 1e-3, Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9 },
  /** Bits per second. */
  bandwidth: { 'bit/s': 1, 'kbit/s': 1e3, 'Mbit/s': 1e6, 'Gbit/s': 1e9 },
  /** Decibels per kilometre. */
  attenuation: { 'dB/km': 1, 'dB/m': 1e3 },
  /** Decibels. */
  loss: { dB: 1 },
  /** Metres per second. */
  velocity: { 'm/s': 1, 'km/s': 1e3 },
  /** Parts per trillion. */
  drift: { ppt: 1, ppb: 1e3, ppm: 1e6 },
  /** Radians. */
  angle: { rad: 1, mrad: 1e-3, deg: Math.PI / 180, '°': Math.PI / 180 },
  /** Radians per microsecond. */
  angularFrequency: { 'rad/s': 1e-6, 'rad/ms': 1e-3, 'rad/us': 1, 'rad/µs': 1, 'rad/ns': 1e3 },
  /** Hertz per second. */
  frequencyDrift: { 'Hz/s': 1, 'Hz/min': 1 / 60, 'Hz/h': 1 / 3600, 'kHz/h': 1e3 / 3600 },
  /** Radians per square root of a second. */
  phaseWalk: { 'rad/sqrt(s)': 1, 'mrad/sqrt(s)': 1e-3, 'deg/sqrt(s)': Math.PI / 180 }
} as const satisfies { readonly [kind: string]: { readonly [unit: string]: number } }

export type QuantityKind = keyof typeof UNITS

/** A number as people write it. */
export const NUMBER_PATTERN = '(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?'

export function unitsOf(kind: QuantityKind): readonly string[] {
  return Object.keys(UNITS[kind])
}

/** A regular expression, as text, that a quantity of this kind matches. */
export function quantityPattern(kind: QuantityKind, signed: boolean): string {
  const units = unitsOf(kind).map((unit) => unit.replace(/[()/]/g, '\\$&'))
  return `^${signed ? '[+-]?' : '\\+?'}${NUMBER_PATTERN}\\s*(?:${units.join('|')})$`
}

/**
 * The number of a quantity in its kind's unit: '375.64 us' is 375640.
 *
 * @returns undefined for what is no quantity of this kind
 */
export function parseQuantity(kind: QuantityKind, text: string, signed = false): number | undefined {
  if (!new RegExp(quantityPattern(kind, signed)).test(text)) return undefined
  const [number = '', unit = ''] = split(text)
  const factor = (UNITS[kind] as { readonly [unit: string]: number })[unit]
  if (factor === undefined) return undefined
  // Decimal digits are moved, not multiplied, where the factor is a power of ten: 0.3 us is 300 ns and not a bit less.
  const exponent = Math.log10(factor)
  return Number.isInteger(exponent) ? shifted(number, exponent) : Number(number) * factor
}

function split(text: string): readonly string[] {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*(.*)$/.exec(text)
  return match === null ? [] : match.slice(1)
}

function shifted(number: string, exponent: number): number {
  const [mantissa = '', power = '0'] = number.toLowerCase().split('e')
  return Number(`${mantissa}e${Number(power) + exponent}`)
}
