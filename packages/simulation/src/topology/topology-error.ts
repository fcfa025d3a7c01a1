/** Where in a file; lines and columns count from 1. */
export interface FilePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A topology file, or an option of what is made of it, that cannot be used: where, what was given, what is accepted. */
export class TopologyError extends Error {
  override readonly name = 'TopologyError'
  readonly code = 'simulation.topology'

  /**
   * @param field such as node[3].Latitude or qconnections[0].distance; an option's name
   * @param value what was given, as text
   * @param accepted what would be accepted, in words and units
   * @param place nothing for an option
   */
  constructor(
    readonly field: string,
    readonly value: string,
    readonly accepted: string,
    readonly place?: FilePlace
  ) {
    const where = place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `
    super(`${where}${field} is ${value}; accepted: ${accepted}`)
  }
}

/** @throws TopologyError unless an option is a number between two bounds, both included */
export function requireOption(field: string, value: number, minimum: number, maximum: number, unit = ''): void {
  if (value >= minimum && value <= maximum) return
  throw new TopologyError(field, String(value), `a number ${minimum}..${maximum}${unit === '' ? '' : ` ${unit}`}`)
}

/** @throws TopologyError unless an option is an integer between two bounds, both included */
export function requireCount(field: string, value: number, minimum: number, maximum: number): void {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return
  throw new TopologyError(field, String(value), `an integer ${minimum}..${maximum}`)
}
