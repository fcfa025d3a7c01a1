import type { AnyStateMachine } from 'xstate'
import { StatechartError } from './errors.js'
import { parameters } from './guards.js'
import { type Expression, type MachineFunction, NOTHING, type Operation } from './plan.js'

/** xstate's own actions that a statechart does not have, and why. */
const REFUSED: Readonly<Record<string, readonly [feature: string, why: string]>> = {
  'xstate.enqueueActions': ['enqueue-actions', 'enqueueActions() hides what it does; write guarded branches'],
  'xstate.sendTo': ['send-to', 'sendTo() needs another actor; emit a tell'],
  'xstate.sendParent': ['send-to', 'sendParent() needs another actor; emit a tell'],
  'xstate.forwardTo': ['send-to', 'forwardTo() needs another actor; emit a tell'],
  'xstate.spawnChild': ['spawn', 'spawnChild() is not supported; emit an open'],
  'xstate.stopChild': ['stop-child', 'stopChild() is not supported; emit a close'],
  'xstate.cancel': ['cancel', 'cancel() is not supported; leave the state of the timer'],
  'xstate.log': ['log', 'log() is not supported; emit what happened']
}

/** The fields that xstate puts on the functions made by assign(), emit() and raise(). */
interface BuiltIn {
  readonly type: string
  readonly assignment?: unknown
  readonly event?: unknown
  readonly delay?: unknown
}

/**
 * What an action of a machine does: an inline `assign`, `emit` or `raise`, or the name of one, with parameters.
 * @throws StatechartError for a name without implementation and for every other kind of action.
 */
export function resolveAction(machine: AnyStateMachine, action: unknown, path: string): Operation {
  if (typeof action === 'function') return operation(action, NOTHING, path)
  const name = typeof action === 'string' ? action : (action as { type?: unknown } | null)?.type
  if (typeof name !== 'string') {
    throw new StatechartError(
      'UNSUPPORTED_FEATURE',
      path,
      'action-form',
      'an action is built-in, a name or { type, params }'
    )
  }
  const implementation: unknown = (machine.implementations.actions as Record<string, unknown>)[name]
  if (implementation === undefined) {
    throw new StatechartError('MISSING_IMPLEMENTATION', path, 'missing-action', `action '${name}' is not implemented`)
  }
  return operation(
    implementation,
    typeof action === 'string' ? NOTHING : parameters(action as { params?: unknown }),
    path
  )
}

function operation(action: unknown, params: Expression, path: string): Operation {
  if (typeof action !== 'function' || !('resolve' in action)) {
    throw new StatechartError(
      'UNSUPPORTED_FEATURE',
      path,
      'custom-action',
      'a function as an action is input or output; use assign, emit or raise'
    )
  }
  const builtIn = action as unknown as BuiltIn
  switch (builtIn.type) {
    case 'xstate.assign':
      return assignment(builtIn.assignment, params)
    case 'xstate.emit':
      return { kind: 'emit', event: expression(builtIn.event), params }
    case 'xstate.raise': {
      if (builtIn.delay !== undefined) {
        throw new StatechartError('UNSUPPORTED_FEATURE', path, 'delayed-raise', 'raise() with a delay; use after')
      }
      if (typeof builtIn.event === 'string') {
        throw new StatechartError('UNSUPPORTED_FEATURE', path, 'raise-string', 'raise() takes an event object')
      }
      return { kind: 'raise', event: expression(builtIn.event), params }
    }
    default: {
      const [feature, why] = REFUSED[builtIn.type] ?? [builtIn.type, `${builtIn.type} is not supported`]
      throw new StatechartError('UNSUPPORTED_FEATURE', path, feature, why)
    }
  }
}

function assignment(written: unknown, params: Expression): Operation {
  if (typeof written === 'function') return { kind: 'assignAll', update: written as MachineFunction, params }
  const properties = Object.entries(written as object).map(([key, value]) => [key, expression(value)] as const)
  return { kind: 'assign', properties, params }
}

function expression(written: unknown): Expression {
  return typeof written === 'function'
    ? { kind: 'function', compute: written as MachineFunction }
    : { kind: 'constant', value: written }
}
