import { isMap, LineCounter, parseDocument, type Document } from 'yaml'
import { type FieldPath, showPath, showValue } from '../../scenario/read/scenario-error.js'
import { TopologyError } from '../topology-error.js'

/** The values of a file in JSON, or in YAML, of which JSON is a part; it knows where they stand. */
export class SequenceFile {
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed

  /** @throws TopologyError for text that is not one mapping, or has a key twice */
  constructor(
    text: string,
    readonly file: string
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true, prettyErrors: false })
    const [error] = [...this.#document.errors, ...this.#document.warnings]
    if (error !== undefined) {
      const { line, col } = this.#lines.linePos(error.pos[0])
      const what = (error.message.split('\n')[0] ?? '').replace(/\s+/g, ' ').trim()
      const place = { file, line, column: col }
      throw new TopologyError('file', `wrong (${what})`, 'JSON or YAML in which every key is unique', place)
    }
    if (!isMap(this.#document.contents)) this.fail([], 'a mapping with nodes')
  }

  /** The length of a list; 0 where there is none. */
  count(key: string): number {
    const list = this.#value([key])
    if (list === undefined || list === null) return 0
    if (!Array.isArray(list)) return this.fail([key], 'a list')
    for (const [index, entry] of list.entries()) {
      if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) this.fail([key, index], 'a mapping')
    }
    return list.length
  }

  text(path: FieldPath): string {
    const value = this.#value(path)
    return typeof value === 'string' && value.trim() !== '' ? value : this.fail(path, 'a text that is not empty')
  }

  optionalText(path: FieldPath): string | undefined {
    return this.#value(path) === undefined ? undefined : this.text(path)
  }

  /** @param unit of the number, such as 'metres' */
  notNegative(path: FieldPath, unit: string): number {
    const value = this.#value(path)
    if (typeof value === 'number' && value >= 0 && value < Infinity) return value
    return this.fail(path, `a number of ${unit} >= 0`)
  }

  optionalNotNegative(path: FieldPath, unit: string): number | undefined {
    return this.#value(path) === undefined ? undefined : this.notNegative(path, unit)
  }

  /** @throws TopologyError always: a value is not what is accepted */
  fail(path: FieldPath, accepted: string, value = showValue(this.#value(path))): never {
    const { line, col } = this.#lines.linePos(this.#offset(path))
    const place = { file: this.file, line, column: col }
    throw new TopologyError(path.length === 0 ? 'file' : showPath(path), value, accepted, place)
  }

  #value(path: FieldPath): unknown {
    const node = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true)
    if (node === undefined || node === null) return undefined
    return (node as { toJS(document: Document): unknown }).toJS(this.#document)
  }

  /** Where a value stands; what is missing is looked for where it would belong. */
  #offset(path: FieldPath): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true) as { range?: readonly number[] | null } | undefined
      const start = node?.range?.[0]
      if (start !== undefined) return start
    }
    return this.#document.contents?.range[0] ?? 0
  }
}
