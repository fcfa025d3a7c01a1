import type { RecordedRound } from '@bellwire/security-analysis'
import { WrongUse } from '../errors.js'
import { readInput } from '../files.js'

const COLUMNS = ['x', 'y', 'a', 'b'] as const
type Column = (typeof COLUMNS)[number]

/** The largest value in every column, of settings and of outcomes. */
const MOST: Readonly<Record<Column, number>> = { x: 1, y: 2, a: 1, b: 1 }
const FEWEST_ROUNDS = 64

/**
 * Rounds from comma-separated values: a first line that names the columns, among them x and y (settings: 0 or 1 of A; 0
 * or 1, for a test, or 2, for a key round, of B) and a and b (outcomes, 0 or 1), and a line for every round, in order. Other
 * columns mean nothing.
 *
 * @throws WrongUse for a file that cannot be read, and for one that is something else, with the line
 */
export function readRounds(command: string, path: string): readonly RecordedRound[] {
  const text = readInput(path, `a file with the columns ${COLUMNS.join(',')}`)
  const lines = text.split('\n')
  const refused = (what: string, accepted: string): WrongUse =>
    new WrongUse(`bellwire ${command}: --record ${path} ${what}; accepted: ${accepted}`)
  const titles = cellsOf(lines[0] ?? '').map((title) => title.replace(/^\uFEFF/, '').toLowerCase())
  const places = COLUMNS.map((column) => {
    const place = titles.indexOf(column)
    if (place < 0)
      throw refused(`has no column ${column} in its first line`, `the columns ${COLUMNS.join(',')}, in any order`)
    if (titles.lastIndexOf(column) > place) throw refused(`has the column ${column} twice`, 'every column once')
    return place
  })
  const rounds: RecordedRound[] = []
  for (let line = 1; line < lines.length; line++) {
    const cells = cellsOf(lines[line] as string)
    if (cells.length === 1 && cells[0] === '') {
      if (lines.slice(line).every((rest) => rest.trim() === '')) break
      throw refused(`line ${line + 1} is empty`, 'a round on every line')
    }
    const value = (index: number): number => {
      const column = COLUMNS[index] as Column
      const cell = cells[places[index] as number]
      if (cell === undefined || cell === '') {
        throw refused(
          `line ${line + 1} has no ${column}`,
          'every round complete: one without a click has the outcome that was agreed on for it, and none is left out'
        )
      }
      const number = cell.length === 1 ? cell.charCodeAt(0) - 0x30 : -1
      if (!(number >= 0 && number <= MOST[column])) {
        throw refused(`line ${line + 1}: ${column} is ${JSON.stringify(cell)}`, wordsOf(MOST[column]))
      }
      return number
    }
    rounds.push({ x: value(0), y: value(1), a: value(2), b: value(3) } as RecordedRound)
  }
  if (rounds.length < FEWEST_ROUNDS) throw refused(`has ${rounds.length} rounds`, `at least ${FEWEST_ROUNDS}`)
  return rounds
}

function cellsOf(line: string): readonly string[] {
  return line.split(',').map((cell) => cell.trim())
}

function wordsOf(most: number): string {
  return most === 1 ? '0 or 1' : '0, 1 or 2'
}
