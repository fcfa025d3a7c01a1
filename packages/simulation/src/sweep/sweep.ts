import { type ScenarioChange, ScenarioTemplate } from '../scenario/read/read-scenario.js'
import { type FieldPath, ScenarioError, showPath } from '../scenario/read/scenario-error.js'
import type { FileReader } from '../scenario/read/tag-files.js'
import type { Scenario } from '../scenario/schema/scenario.js'
import { fieldOf } from './field-of.js'
import { SweepError } from './sweep-error.js'
import { type SweepValue, valueName, valuesOf } from './values-of.js'

export interface SweepOptions {
  /** Content of the scenario file. */
  readonly text: string
  /** Its name, for errors. */
  readonly file?: string
  /** For each field that varies, `PATH=VALUES`: see {@link fieldOf} and {@link valuesOf}. */
  readonly vary: readonly string[]
  /** Instead of the scenario's own. */
  readonly seed?: number | string
  /** Gives the files that the scenario names; absent: it may name none. */
  readonly read?: FileReader
}

/** A field and the values that it takes. */
export interface Varied {
  /** As the user has named it. */
  readonly path: string
  readonly values: readonly SweepValue[]
}

const MOST_POINTS = 100_000

/**
 * One scenario at all points of a grid: every combination of the values of the fields that vary, of which the first
 * varies slowest. Points are numbered from 0 in this order.
 */
export class Sweep {
  readonly vary: readonly Varied[]
  /** Number of points. */
  readonly size: number
  readonly seed: number | string
  /** Of the scenario, as its file names it. */
  readonly name: string
  /** Files that the scenario names, with their content. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly #template: ScenarioTemplate
  readonly #fields: readonly FieldPath[]

  /**
   * Checks every point.
   *
   * @throws SweepError for what cannot be varied so
   * @throws ScenarioError for a file that is wrong as it is
   */
  constructor({ text, file, vary, seed, read }: SweepOptions) {
    const files = new Map<string, Uint8Array>()
    this.files = files
    this.#template = new ScenarioTemplate(text, file, read && readingOnce(read, files))
    const own = this.#template.scenario()
    this.name = own.name
    this.seed = seed ?? own.seed ?? 1
    const parsed = vary.map((one) => variedOf(one, this.#template.content))
    this.vary = parsed.map(({ path, values }) => ({ path, values }))
    this.#fields = parsed.map(({ field }) => field)
    refuseOverlaps(this.#fields)
    this.size = this.vary.reduce((product, { values }) => product * values.length, 1)
    if (this.size > MOST_POINTS) throw new SweepError('the grid', `${this.size} points`, `up to ${MOST_POINTS} points`)
    for (let point = 0; point < this.size; point++) this.#check(point)
  }

  /** The values at a point, by the paths of the fields. */
  at(point: number): { readonly [path: string]: SweepValue } {
    const values = this.#valuesAt(point)
    return Object.fromEntries(this.vary.map(({ path }, index) => [path, values[index] as SweepValue]))
  }

  /** The scenario at a point. */
  scenario(point: number): Scenario {
    return this.#template.scenario(this.changes(point))
  }

  /** What the scenario at a point has in place of what the file says. */
  changes(point: number): readonly ScenarioChange[] {
    const values = this.#valuesAt(point)
    return this.#fields.map((path, index) => ({ path, value: values[index] }))
  }

  /**
   * The same for the same point, however its fields are named, its values are written and the grid around it looks:
   * 'links[0].length=10 km, nodes[0].qubits=2', the fields in the order of their names.
   */
  pointName(point: number): string {
    const values = this.#valuesAt(point)
    return this.#fields
      .map((field, index) => `${showPath(field)}=${valueName(values[index] as SweepValue)}`)
      .sort()
      .join(', ')
  }

  /** Seed of one run at a point: no other point and no other run has a part in it. */
  seedOf(point: number, run: number): string {
    return `${this.seed}/sweep/${this.pointName(point)}/${run}`
  }

  /** Everything but files that decides what the runs give: the scenario's content, the grid and the seed. */
  get identity(): { readonly scenario: string; readonly vary: string; readonly seed: string } {
    const grid = this.#fields.map((field, index) => {
      const values = (this.vary[index] as Varied).values.map(valueName)
      return `${showPath(field)}=${values.join(',')}`
    })
    return { scenario: canonical(this.#template.content), vary: grid.join('; '), seed: String(this.seed) }
  }

  #valuesAt(point: number): readonly SweepValue[] {
    const values: SweepValue[] = []
    let rest = point
    for (const varied of [...this.vary].reverse()) {
      values.push(varied.values[rest % varied.values.length] as SweepValue)
      rest = Math.floor(rest / varied.values.length)
    }
    return values.reverse()
  }

  #check(point: number): void {
    try {
      this.scenario(point)
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      const { field, value, accepted } = error
      const alone = this.#fields.length === 1 && showPath(this.#fields[0] ?? []) === field
      throw new SweepError(field, alone ? value : `${value} at ${this.pointName(point)}`, accepted)
    }
  }
}

/** A reader that reads each file once, for all points. */
function readingOnce(read: FileReader, files: Map<string, Uint8Array>): FileReader {
  return (path) => {
    const content = files.get(path) ?? read(path)
    files.set(path, content)
    return content
  }
}

function variedOf(text: string, content: unknown): Varied & { readonly field: FieldPath } {
  const equals = text.indexOf('=')
  if (equals < 1) throw new SweepError(`'${text}'`, 'no PATH=VALUES', "such as 'links[0].length=10 km..50 km:5'")
  const path = text.slice(0, equals).trim()
  const field = fieldOf(path, content)
  if (field[0] === 'seed') {
    throw new SweepError('seed', 'varied', 'any other field: every run of a sweep has a seed of its own')
  }
  return { path, field, values: valuesOf(path, text.slice(equals + 1)) }
}

/** A field that varies twice, or inside another that varies, has no one value. */
function refuseOverlaps(fields: readonly FieldPath[]): void {
  fields.forEach((field, index) => {
    for (const other of fields.slice(0, index)) {
      const [outer, inner] = other.length <= field.length ? [other, field] : [field, other]
      if (outer.some((part, at) => part !== inner[at])) continue
      const value = outer.length === inner.length ? 'varied twice' : `varied, and so is ${showPath(inner)} in it`
      throw new SweepError(showPath(outer), value, 'every field once')
    }
  })
}

/** JSON in which the order of keys plays no part. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner
  )
}
