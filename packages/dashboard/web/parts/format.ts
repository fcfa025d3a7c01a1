const UNITS: readonly (readonly [number, string])[] = [
  [3_600_000_000_000, 'h'],
  [60_000_000_000, 'min'],
  [1_000_000_000, 's'],
  [1_000_000, 'ms'],
  [1_000, 'µs'],
  [1, 'ns']
]

/** A span of time for people, three digits: 1234567 gives '1.23 ms'. */
export function formatSpan(nanoseconds: number): string {
  if (nanoseconds <= 0) return '0'
  const [size, unit] = UNITS.find(([one]) => nanoseconds >= one * 0.9995) ?? [1, 'ns']
  return `${significant(nanoseconds / size)} ${unit}`
}

/** A moment for people: seconds with as many digits as the span that is looked at needs. */
export function formatTime(nanoseconds: number): string {
  const seconds = nanoseconds / 1_000_000_000
  if (seconds >= 100) return `${seconds.toFixed(1)} s`
  if (seconds >= 1) return `${seconds.toFixed(3)} s`
  return `${(seconds * 1000).toFixed(3)} ms`
}

export function formatRate(perSecond: number): string {
  if (perSecond >= 1e6) return `${significant(perSecond / 1e6)} M/s`
  if (perSecond >= 1e3) return `${significant(perSecond / 1e3)} k/s`
  return `${significant(perSecond)} /s`
}

/** A fidelity or another share, three digits after the point. */
export function formatShare(value: number): string {
  return value.toFixed(3)
}

export function formatCount(value: number): string {
  return value.toLocaleString('en')
}

/** How fast time passes: '1 ms per second'. */
export function formatSpeed(speed: number): string {
  return speed === 1 ? 'real time' : `${formatSpan(speed * 1_000_000_000)} per second`
}

function significant(value: number): string {
  if (value >= 100) return value.toFixed(0)
  if (value >= 10) return value.toFixed(1)
  return value.toFixed(2)
}
