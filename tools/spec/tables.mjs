/**
 * A table of a chapter: its header and its rows, cells trimmed, code marks taken off.
 *
 * @typedef {{ readonly header: readonly string[], readonly rows: readonly (readonly string[])[] }} Table
 */

/**
 * The first table below a heading, or below any line that begins with these words; undefined where another heading
 * comes first.
 *
 * @param {string} text
 * @param {string} beginning
 * @returns {Table | undefined}
 */
export function tableBelow(text, beginning) {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(beginning))
  if (start < 0) throw new Error(`no line begins with '${beginning}'`)
  let first = start + 1
  while (first < lines.length && !lines[first]?.startsWith('|')) {
    if (lines[first]?.startsWith('#')) return undefined
    first += 1
  }
  let end = first
  while (lines[end]?.startsWith('|')) end += 1
  const [header = [], , ...rows] = lines.slice(first, end).map(cellsOf)
  return { header, rows }
}

/** @param {string} line */
function cellsOf(line) {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''))
}
