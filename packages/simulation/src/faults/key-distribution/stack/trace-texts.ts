import type { TraceRecord } from '@bellwire/runtime'

/** A field with more different values says no single bit. */
const MOST_VALUES = 8

/**
 * What a trace says, as texts: its strings and lists, each once, and for every number or word that comes again and again in records of one
 * kind, when it had which value. Somebody who logs a setting or an outcome with every round is found by the latter.
 */
export function textsOfTrace(records: readonly TraceRecord[]): string[] {
  const strings = new Set<string>()
  const series = new Map<string, unknown[]>()
  const visit = (path: string, value: unknown): void => {
    if (typeof value === 'string') strings.add(value)
    if (Array.isArray(value) || value instanceof Uint8Array) {
      const list = [...(value as ArrayLike<unknown> & Iterable<unknown>)]
      if (list.every((one) => typeof one === 'number')) strings.add(list.join(','))
      list.forEach((one, place) => visit(`${path}/${place}`, one))
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) visit(`${path}/${name}`, member)
    } else if (value !== undefined) {
      const values = series.get(path)
      if (values === undefined) series.set(path, [value])
      else values.push(value)
    }
  }
  for (const record of records) {
    const { n: _n, time: _time, ...said } = record
    const { kind, at } = said
    const type = 'type' in said ? said.type : 'name' in said ? said.name : ''
    visit(`${at}/${kind}/${type}`, said)
  }
  return [...strings, ...[...series.values()].flatMap(digitsOf)]
}

/** For every value, when it was had. */
function digitsOf(values: readonly unknown[]): string[] {
  const different = [...new Set(values.slice(0, 4096))]
  if (different.length < 2 || different.length > MOST_VALUES) return []
  return different.map((one) => values.map((value) => (value === one ? '1' : '0')).join(''))
}
