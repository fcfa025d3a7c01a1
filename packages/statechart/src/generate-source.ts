import type { Branch, Condition, Expression, Operation, TimerSlot } from './plan.js'
import type { Statechart } from './statechart.js'

/**
 * Writes a statechart as code.
 * @returns the body of a function of `constants` that returns the program, and the constants to call it with: the
 * machine's own functions and objects, in an order that the machine alone decides.
 */
export function generateSource(chart: Statechart): { source: string; constants: readonly unknown[] } {
  return new Generator(chart).program()
}

class Generator {
  readonly #chart: Statechart
  readonly #constants: unknown[] = []
  readonly #names = new Map<unknown, string>()

  constructor(chart: Statechart) {
    this.#chart = chart
  }

  program(): { source: string; constants: readonly unknown[] } {
    const functions: string[] = []
    const initial = this.#handler('open', [this.#chart.initial], 'open')
    const rows = this.#chart.answers.map((row, leaf) => {
      const named = new Map<readonly Branch[], string>()
      const types = ['*', ...this.#chart.events.keys()]
      const names = row.map((branches, event) => {
        let name = named.get(branches)
        if (name === undefined) {
          name = `answer_${leaf}_${event}`
          named.set(branches, name)
          functions.push(this.#handler(name, branches, `${this.#chart.leaves[leaf]} on ${types[event]}`))
        }
        return name
      })
      return `[${names.join(', ')}]`
    })
    const constants = this.#constants.map((_, index) => `const k${index} = constants[${index}]`)
    const source = [
      "'use strict'",
      ...constants,
      initial,
      ...functions,
      `return { initial: open, handlers: [${rows.join(',\n')}] }`
    ].join('\n')
    return { source, constants: this.#constants }
  }

  #handler(name: string, branches: readonly Branch[], title: string): string {
    // One line, whatever a name contains: these end a comment, and JSON leaves them as they are.
    const comment = JSON.stringify(title).replaceAll('\u2028', ' ').replaceAll('\u2029', ' ')
    const lines = [`// ${comment}`, `function ${name}(args, instance, machinery) {`]
    for (const branch of branches) {
      const body = [
        ...branch.operations.map((operation) => this.#operation(operation)),
        `instance.leaf = ${branch.leaf}`
      ]
      if (branch.done) body.push('instance.done = true')
      if (branch.guard === undefined) {
        lines.push(...body.map((line) => `  ${line}`))
        break
      }
      lines.push(
        `  if (${this.#condition(branch.guard)}) {`,
        ...[...body, 'return'].map((line) => `    ${line}`),
        '  }'
      )
    }
    lines.push('}')
    return lines.join('\n')
  }

  #operation(operation: Operation): string {
    switch (operation.kind) {
      case 'assign': {
        const { before, params } = this.#params(operation.params)
        const values = operation.properties.map(([, value], index) => `const v${index} = ${this.#call(value, params)}`)
        const writes = operation.properties.map(([key], index) => `args.context[${JSON.stringify(key)}] = v${index}`)
        return `{ ${[...before, ...values, ...writes].join('; ')} }`
      }
      case 'assignAll': {
        const { before, params } = this.#params(operation.params)
        const update = this.#call({ kind: 'function', compute: operation.update }, params)
        return `{ ${[...before, `Object.assign(args.context, ${update})`].join('; ')} }`
      }
      case 'emit':
      case 'raise': {
        const { before, params } = this.#params(operation.params)
        return `{ ${[...before, `machinery.${operation.kind}(${this.#call(operation.event, params)})`].join('; ')} }`
      }
      case 'arm': {
        const slot = this.#chart.slots[operation.slot] as TimerSlot
        return `machinery.arm(instance, ${operation.slot}, ${this.#call(slot.delay, '')})`
      }
      case 'cancel':
        return `machinery.cancel(instance, ${operation.slot})`
    }
  }

  /** Parameters are computed once for each action or guard, before it. */
  #params(params: Expression): { before: string[]; params: string } {
    if (params.kind === 'constant') {
      return { before: [], params: params.value === undefined ? '' : `, ${this.#literal(params.value)}` }
    }
    return { before: [`const p = ${this.#name(params.compute)}(args)`], params: ', p' }
  }

  #call(expression: Expression, params: string): string {
    if (expression.kind === 'constant') return this.#literal(expression.value)
    return `${this.#name(expression.compute)}(args${params})`
  }

  #condition(condition: Condition): string {
    switch (condition.kind) {
      case 'test': {
        const { params } = condition
        if (params.kind === 'constant') return `${this.#name(condition.test)}(args${this.#params(params).params})`
        return `${this.#name(condition.test)}(args, ${this.#name(params.compute)}(args))`
      }
      case 'not':
        return `!${this.#condition(condition.of)}`
      case 'and':
        return condition.of.length === 0 ? 'true' : `(${condition.of.map((c) => this.#condition(c)).join(' && ')})`
      case 'or':
        return condition.of.length === 0 ? 'false' : `(${condition.of.map((c) => this.#condition(c)).join(' || ')})`
    }
  }

  #literal(value: unknown): string {
    if (typeof value === 'boolean' || value === undefined || value === null) return String(value)
    if (typeof value === 'string') return JSON.stringify(value)
    if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return `(${String(value)})`
    return this.#name(value)
  }

  #name(value: unknown): string {
    let name = this.#names.get(value)
    if (name === undefined) {
      name = `k${this.#constants.push(value) - 1}`
      this.#names.set(value, name)
    }
    return name
  }
}
