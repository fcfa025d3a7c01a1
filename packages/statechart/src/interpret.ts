import type { Arguments, Branch, Condition, Context, Expression, Operation, TimerSlot } from './plan.js'
import type { Handler, Machinery, Position, Program } from './program.js'
import type { Statechart } from './statechart.js'

const programs = new WeakMap<Statechart, Program>()

/** The plain form: walks the tables operation by operation. Runs everywhere. */
export function interpretedProgram(chart: Statechart): Program {
  let program = programs.get(chart)
  if (program === undefined) {
    const { slots } = chart
    const handlerOf = (branches: readonly Branch[]): Handler => {
      return (args, instance, machinery) => answer(branches, slots, args, instance, machinery)
    }
    program = {
      initial: handlerOf([chart.initial]),
      handlers: chart.answers.map((leaf) => leaf.map(handlerOf))
    }
    programs.set(chart, program)
  }
  return program
}

function answer<Instance extends Position>(
  branches: readonly Branch[],
  slots: readonly TimerSlot[],
  args: Arguments,
  instance: Instance,
  machinery: Machinery<Instance>
): void {
  for (const branch of branches) {
    if (branch.guard !== undefined && !holds(branch.guard, args)) continue
    for (const operation of branch.operations) perform(operation, slots, args, instance, machinery)
    instance.leaf = branch.leaf
    if (branch.done) instance.done = true
    return
  }
}

function perform<Instance extends Position>(
  operation: Operation,
  slots: readonly TimerSlot[],
  args: Arguments,
  instance: Instance,
  machinery: Machinery<Instance>
): void {
  switch (operation.kind) {
    case 'assign':
      assign(operation.properties, evaluate(operation.params, args, undefined), args)
      break
    case 'assignAll':
      Object.assign(args.context, operation.update(args, evaluate(operation.params, args, undefined)))
      break
    case 'emit':
      machinery.emit(evaluate(operation.event, args, evaluate(operation.params, args, undefined)))
      break
    case 'raise':
      machinery.raise(evaluate(operation.event, args, evaluate(operation.params, args, undefined)))
      break
    case 'arm':
      machinery.arm(instance, operation.slot, evaluate((slots[operation.slot] as TimerSlot).delay, args, undefined))
      break
    case 'cancel':
      machinery.cancel(instance, operation.slot)
      break
  }
}

function assign(properties: readonly (readonly [string, Expression])[], params: unknown, args: Arguments): void {
  const values = properties.map(([, value]) => evaluate(value, args, params))
  const context: Context = args.context
  properties.forEach(([key], index) => {
    context[key] = values[index]
  })
}

function evaluate(expression: Expression, args: Arguments, params: unknown): unknown {
  return expression.kind === 'constant' ? expression.value : expression.compute(args, params)
}

function holds(condition: Condition, args: Arguments): boolean {
  switch (condition.kind) {
    case 'test':
      return Boolean(condition.test(args, evaluate(condition.params, args, undefined)))
    case 'not':
      return !holds(condition.of, args)
    case 'and':
      return condition.of.every((part) => holds(part, args))
    case 'or':
      return condition.of.some((part) => holds(part, args))
  }
}
