import { type AnyStateMachine, and, not, or, stateIn } from 'xstate'
import { StatechartError } from './errors.js'
import { type Condition, type Expression, type MachineFunction, NOTHING } from './plan.js'

// xstate marks its composed guards by the function that evaluates them.
const checkOf = (guard: unknown): unknown => (guard as { check?: unknown }).check
const AND = checkOf(and([]))
const OR = checkOf(or([]))
const NOT = checkOf(not(() => true))
const STATE_IN = checkOf(stateIn(''))

/** Deeper than this, named guards refer to each other in a circle. */
const MAXIMUM_DEPTH = 64

/**
 * What a guard of a machine means: an inline function, a name, `{ type, params }`, or `not`, `and`, `or` of guards.
 * @throws StatechartError for a name without implementation and for `stateIn`.
 */
export function resolveGuard(machine: AnyStateMachine, guard: unknown, path: string, depth = 0): Condition {
  if (depth > MAXIMUM_DEPTH) {
    throw new StatechartError('UNSUPPORTED_FEATURE', path, 'circular-guard', 'a named guard refers to itself')
  }
  if (typeof guard === 'function') return resolveFunction(machine, guard, NOTHING, path, depth)
  const name = typeof guard === 'string' ? guard : (guard as { type?: unknown }).type
  if (typeof name !== 'string') {
    throw new StatechartError(
      'UNSUPPORTED_FEATURE',
      path,
      'guard-form',
      'a guard is a function, a name or { type, params }'
    )
  }
  const implementation: unknown = (machine.implementations.guards as Record<string, unknown>)[name]
  if (implementation === undefined) {
    throw new StatechartError('MISSING_IMPLEMENTATION', path, 'missing-guard', `guard '${name}' is not implemented`)
  }
  // A guard implemented as another guard takes that one's parameters.
  if (typeof implementation !== 'function') return resolveGuard(machine, implementation, path, depth + 1)
  const params = typeof guard === 'string' ? NOTHING : parameters(guard as { params?: unknown })
  return resolveFunction(machine, implementation, params, path, depth)
}

/** The parameters of `{ type, params }`: a constant or a function of context and event. */
export function parameters(reference: { readonly params?: unknown }): Expression {
  const { params } = reference
  return typeof params === 'function'
    ? { kind: 'function', compute: params as MachineFunction }
    : { kind: 'constant', value: params }
}

function resolveFunction(
  machine: AnyStateMachine,
  guard: unknown,
  params: Expression,
  path: string,
  depth: number
): Condition {
  const check = checkOf(guard)
  if (check === undefined) return { kind: 'test', test: guard as MachineFunction, params }
  if (check === STATE_IN) {
    throw new StatechartError('UNSUPPORTED_FEATURE', path, 'state-in', 'the guard stateIn() is not supported')
  }
  const inner = (guard as { guards: readonly unknown[] }).guards.map((part) =>
    resolveGuard(machine, part, path, depth + 1)
  )
  if (check === AND) return { kind: 'and', of: inner }
  if (check === OR) return { kind: 'or', of: inner }
  if (check === NOT) return { kind: 'not', of: inner[0] as Condition }
  throw new StatechartError('UNSUPPORTED_FEATURE', path, 'guard-form', 'an unknown kind of composed guard')
}
