import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'
import { compile } from './compile.js'
import { listOf, pathOf, statesOf } from './inspect-node.js'

export interface StateDescription {
  /** 'a.b'; '' for the machine itself. */
  readonly path: string
  readonly parent: string | undefined
  /** Path of the state entered first, of a state that has states. */
  readonly initial: string | undefined
  readonly final: boolean
  readonly entry: readonly string[]
  readonly exit: readonly string[]
}

export interface TransitionDescription {
  readonly from: string
  /** An event type, '*', 'after NAME' or 'done'. */
  readonly event: string
  readonly guard: string | undefined
  /** Undefined where the state is kept. */
  readonly target: string | undefined
  readonly reenter: boolean
  readonly actions: readonly string[]
}

/** A machine as plain data, for documents. Inline functions appear by what they are: 'assign', 'emit', 'guard'. */
export interface MachineDescription {
  readonly id: string
  readonly states: readonly StateDescription[]
  readonly transitions: readonly TransitionDescription[]
  /** Names of the delays in use; constants with their nanoseconds. */
  readonly delays: readonly { readonly name: string; readonly nanoseconds: number | undefined }[]
  /** Event types that the machine lists, without its own. */
  readonly events: readonly string[]
}

/** @throws StatechartError as `compile` does. */
export function describe(machine: AnyStateMachine): MachineDescription {
  const chart = compile(machine)
  const states = statesOf(machine)
  const delays = new Map(chart.slots.map(({ delayName, delay }) => [delayName, delay]))
  return {
    id: machine.id,
    states: states.map(describeState),
    transitions: states.flatMap((state) => [...state.transitions.values()].flat().map(describeTransition)),
    delays: [...delays].map(([name, delay]) => ({
      name,
      nanoseconds: delay.kind === 'constant' ? (delay.value as number) : undefined
    })),
    events: [...chart.events].filter(([, id]) => id < chart.firstReserved).map(([type]) => type)
  }
}

function describeState(node: AnyStateNode): StateDescription {
  const initial = node.type === 'compound' ? node.initial.target[0] : undefined
  return {
    path: pathOf(node),
    parent: node.parent && pathOf(node.parent),
    initial: initial && pathOf(initial),
    final: node.type === 'final',
    entry: listOf(node.config.entry).map(actionLabel),
    exit: listOf(node.config.exit).map(actionLabel)
  }
}

function describeTransition(transition: AnyTransitionDefinition): TransitionDescription {
  const { source, eventType, guard, reenter } = transition
  const target = transition.target?.[0]
  return {
    from: pathOf(source),
    event: eventLabel(eventType, source),
    guard: guard === undefined ? undefined : guardLabel(guard),
    target: target && pathOf(target),
    reenter,
    actions: transition.actions.map(actionLabel)
  }
}

function eventLabel(type: string, source: AnyStateNode): string {
  if (type.startsWith('xstate.done.')) return 'done'
  const prefix = 'xstate.after.'
  return type.startsWith(prefix) ? `after ${type.slice(prefix.length, -1 - source.id.length)}` : type
}

function actionLabel(action: unknown): string {
  if (typeof action === 'string') return action
  const { type } = action as { type?: string }
  return (type ?? 'action').replace('xstate.', '')
}

/** Names inside composed guards are kept: 'not(ready)'. */
function guardLabel(guard: unknown): string {
  if (typeof guard === 'string') return guard
  if (typeof guard === 'function') {
    const { guards } = guard as { guards?: readonly unknown[] }
    return guards === undefined ? 'guard' : `${guard.name}(${guards.map(guardLabel).join(', ')})`
  }
  return (guard as { type: string }).type
}
