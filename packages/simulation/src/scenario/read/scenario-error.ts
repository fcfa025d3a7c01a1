/**
 * A scenario that cannot be played: where, what was given and what is accepted. The message has a line for this problem
 * and one for each of the others.
 */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
  readonly code = 'simulation.scenario'

  /**
   * @param file as the user named it
   * @param line from 1
   * @param column from 1
   * @param field path of the field, such as links[0].model.fidelity; empty for the file as a whole
   * @param value what was given, as text
   * @param accepted what would be accepted, in words and units
   * @param others what else is wrong with it, in the order of the file
   */
  constructor(
    readonly file: string,
    readonly line: number,
    readonly column: number,
    readonly field: string,
    readonly value: string,
    readonly accepted: string,
    readonly others: readonly ScenarioError[] = []
  ) {
    const own = `${file}:${line}:${column}: ${field === '' ? '' : `${field} `}is ${value}; accepted: ${accepted}`
    super([own, ...others.map(({ message }) => message)].join('\n'))
  }

  /** The same, with what else is wrong. */
  with(others: readonly ScenarioError[]): ScenarioError {
    const { file, line, column, field, value, accepted } = this
    return new ScenarioError(file, line, column, field, value, accepted, others)
  }
}

/** Keys and indices from the top of the file to a value. */
export type FieldPath = readonly (string | number)[]

/** links[0].model.fidelity */
export function showPath(path: FieldPath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    ''
  )
}

const LONGEST = 80

/** A value as people would write it. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'number') return String(value)
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** What is wrong with a value of a scenario, before it is known where in the file it stands. */
export interface Problem {
  readonly path: FieldPath
  readonly value: string
  readonly accepted: string
  /** The path ends in a key that should not be there: the key itself is meant. */
  readonly key?: boolean
}
