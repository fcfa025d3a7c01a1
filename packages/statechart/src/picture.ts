/** One line of text for a value, the same for equal values: keys sorted, NaN, -0, bigint, bytes and undefined told apart. */
export function picture(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'function') return 'function'
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(picture).join(', ')}]`
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}${picture([...(value as Uint8Array)])}`
  if (value instanceof Map) return `Map${picture([...value])}`
  if (value instanceof Set) return `Set${picture([...value])}`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${key}: ${picture(item)}`).join(', ')}}`
}
