import type { AnyStateMachine } from 'xstate'
import { StatechartError } from './errors.js'
import type { Expression, MachineFunction } from './plan.js'

/**
 * The delay as it was computed, in nanoseconds; Infinity means that the timer is not armed at all.
 * @throws StatechartError INVALID_DELAY for anything but a whole number of at least 0, or Infinity.
 */
export function checkDelay(delay: unknown, name: string): number {
  if (typeof delay === 'number' && delay >= 0 && (Number.isSafeInteger(delay) || delay === Infinity)) return delay
  throw new StatechartError(
    'INVALID_DELAY',
    `delays.${name}`,
    name,
    `the delay is ${String(delay)}; accepted is a whole number of nanoseconds, zero or more, or Infinity for never`
  )
}

/** The implementation of a named delay; a constant is checked at once. */
export function resolveDelay(machine: AnyStateMachine, name: string, path: string): Expression {
  if (!Number.isNaN(Number(name))) {
    throw new StatechartError('UNSUPPORTED_FEATURE', path, 'unnamed-delay', `after ${name}: a delay must have a name`)
  }
  const delay: unknown = (machine.implementations.delays as Record<string, unknown>)[name]
  if (delay === undefined) {
    throw new StatechartError('MISSING_IMPLEMENTATION', path, 'missing-delay', `delay '${name}' is not implemented`)
  }
  if (typeof delay === 'function') return { kind: 'function', compute: delay as MachineFunction }
  return { kind: 'constant', value: checkDelay(delay, name) }
}
