import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { type FieldPath, type Problem, ScenarioError, showPath } from './scenario-error.js'

/** A YAML file that knows where its values stand. */
export class ScenarioSource {
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed

  /** @throws ScenarioError for text that is not one YAML document, or has a key twice */
  constructor(
    readonly file: string,
    text: string
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true, prettyErrors: false })
    const [error] = [...this.#document.errors, ...this.#document.warnings]
    if (error === undefined) return
    const { line, col } = this.#lines.linePos(error.pos[0])
    const what = (error.message.split('\n')[0] ?? '').replace(/\s+/g, ' ').trim()
    throw new ScenarioError(
      file,
      line,
      col,
      'YAML',
      `wrong (${what})`,
      'one YAML document in which every key is unique'
    )
  }

  /** The file's content. @throws ScenarioError for aliases that repeat too much */
  content(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 100 })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new ScenarioError(this.file, 1, 1, 'YAML', `wrong (${why})`, 'a document with at most 100 uses of aliases')
    }
  }

  /** One error for all problems, of which there is one at least, in the order of the file; none is told twice. */
  error(problems: readonly Problem[]): ScenarioError {
    const errors = new Map<string, ScenarioError>()
    const offsets = new Map(problems.map((problem) => [problem, this.#offset(problem.path, problem.key === true)]))
    const offsetOf = (problem: Problem): number => offsets.get(problem) as number
    for (const problem of [...problems].sort((one, other) => offsetOf(one) - offsetOf(other))) {
      const { line, col } = this.#lines.linePos(offsetOf(problem))
      const { path, value, accepted } = problem
      const error = new ScenarioError(this.file, line, col, showPath(path), value, accepted)
      if (!errors.has(error.message)) errors.set(error.message, error)
    }
    const [first, ...others] = [...errors.values()] as [ScenarioError, ...ScenarioError[]]
    return first.with(others)
  }

  /** Where a value stands; what is missing is looked for where it would belong. */
  #offset(path: FieldPath, key: boolean): number {
    if (key) {
      const parent = path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true)
      const name = path.at(-1)
      if (isMap(parent)) {
        for (const { key: node } of parent.items) {
          if (isScalar(node) && String(node.value) === String(name) && node.range) return node.range[0]
        }
      }
    }
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true) as { range?: readonly number[] | null } | undefined
      const start = node?.range?.[0]
      if (start !== undefined) return start
    }
    return this.#document.contents?.range[0] ?? 0
  }
}
