/** Longest array that stands on one line. */
const LINE = 400

/** JSON as it is printed: indented, but a short array of numbers, strings or nulls on one line, as the row of a table is. */
export function jsonText(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const line = value.every((entry) => typeof entry !== 'object' || entry === null) ? JSON.stringify(value) : undefined
    if (line !== undefined && line.length <= LINE) return line
    return between(
      '[',
      value.map((entry) => jsonText(entry ?? null, inner)),
      ']',
      indent
    )
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return between(
    '{',
    members.map(([name, member]) => `${JSON.stringify(name)}: ${jsonText(member, inner)}`),
    '}',
    indent
  )
}

function between(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return `${open}${close}`
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`
}
