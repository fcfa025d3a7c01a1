import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'
import { StatechartError } from './errors.js'

/** The state's path from the root, 'a.b'; '' for the root. */
export const pathOf = (node: AnyStateNode): string => node.path.join('.')

/** The same for messages, with the machine's name in front. */
export const placeOf = (node: AnyStateNode): string => [node.machine.id, ...node.path].join('.')

/** All states in document order, the root first. */
export function statesOf(machine: AnyStateMachine): AnyStateNode[] {
  const collect = (node: AnyStateNode): AnyStateNode[] => [
    node,
    ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(collect)
  ]
  return collect(machine.root)
}

export const listOf = (written: unknown): readonly unknown[] =>
  written === undefined ? [] : Array.isArray(written) ? written : [written]

/** Event of a nested final state reached. */
export const doneEventType = (parent: AnyStateNode): string => `xstate.done.state.${parent.id}`

/** Event of a delay that has passed. */
export const afterEventType = (node: AnyStateNode, delayName: string): string => `xstate.after.${delayName}.${node.id}`

/** Refuses, by name, what a machine may not contain. The states come first, since their features add transitions. */
export function checkMachine(machine: AnyStateMachine): void {
  if ((machine.config as { options?: unknown }).options !== undefined) {
    throw new StatechartError('UNSUPPORTED_FEATURE', machine.id, 'options', 'options of the machine are not supported')
  }
  const nodes = statesOf(machine)
  nodes.forEach(checkState)
  for (const node of nodes) {
    for (const [descriptor, branches] of node.transitions) checkBranches(node, descriptor, branches)
  }
  if (!machine.root.transitions.has('*')) {
    throw new StatechartError('UNANSWERED_EVENT', machine.id, 'no-wildcard', "the root has no transition for '*'")
  }
}

function checkState(node: AnyStateNode): void {
  const refuse = (feature: string, why: string): never => {
    throw new StatechartError('UNSUPPORTED_FEATURE', placeOf(node), feature, why)
  }
  const config = node.config as Record<string, unknown>
  if (node.type === 'parallel')
    refuse('parallel', 'parallel states are not supported; open an instance for each region')
  if (node.type === 'history') refuse('history', 'history states are not supported')
  if (node.type === 'final' && node.parent === undefined) refuse('final-root', 'the root cannot be final')
  if (node.key.includes('.') && node.parent !== undefined) refuse('dot-in-name', 'the name of a state contains a dot')
  if (config.invoke !== undefined) refuse('invoke', 'invoke is not supported; emit an open')
  if (config.always !== undefined) refuse('always', 'transitions without event are not supported; raise one')
  if (config.output !== undefined) refuse('output', 'a final state gives no output; emit it')
  if (config.route !== undefined) refuse('route', 'routes are not supported')
  if (config.tags !== undefined) refuse('tags', 'tags are not supported')
  if (node.parent === undefined && config.onDone !== undefined)
    refuse('root-on-done', 'onDone of the root never happens')
  if (node.type === 'final' && (node.transitions.size > 0 || Object.keys(node.states).length > 0)) {
    refuse('final-with-transitions', 'a final state has neither transitions nor states')
  }
  if (node.type === 'final' && node.parent?.parent !== undefined && node.parent.config.onDone === undefined) {
    refuse('final-without-on-done', `the state around it, '${pathOf(node.parent)}', has no onDone`)
  }
  checkInitial(node, refuse)
}

function checkInitial(node: AnyStateNode, refuse: (feature: string, why: string) => never): void {
  if (node.type !== 'compound') return
  let actions: readonly unknown[]
  try {
    actions = node.initial.actions
  } catch {
    return refuse('unknown-initial', `the initial state ${JSON.stringify(node.config.initial)} does not exist`)
  }
  if (actions.length > 0) refuse('initial-actions', 'actions of initial are not supported; use the entry of the state')
}

function checkBranches(node: AnyStateNode, descriptor: string, branches: readonly AnyTransitionDefinition[]): void {
  const place = `${placeOf(node)} on ${descriptor}`
  const refuse = (feature: string, why: string): never => {
    throw new StatechartError('UNSUPPORTED_FEATURE', place, feature, why)
  }
  if (descriptor !== '*' && descriptor.includes('*')) refuse('partial-wildcard', "the only wildcard is '*' alone")
  const own = descriptor.startsWith('xstate.after.') || descriptor === doneEventType(node)
  if (descriptor.startsWith('xstate.') && !own) refuse('reserved-event', "events 'xstate.…' are the statechart's own")
  if (branches.length === 0) refuse('empty-list', 'an empty list of branches; write {} to ignore the event')
  branches.forEach((branch, index) => {
    const last = index === branches.length - 1
    if (last && branch.guard !== undefined) {
      throw new StatechartError('UNANSWERED_EVENT', place, 'guarded-end', 'the list must end in a branch without guard')
    }
    if (!last && branch.guard === undefined) refuse('unreachable-branch', 'branches after one without guard')
    if (branch.target !== undefined && branch.target.length > 1) refuse('several-targets', 'more than one target')
    if (branch.target?.[0] === node.machine.root && node.parent !== undefined) {
      refuse('root-target', 'only the root itself may have the root as its target')
    }
  })
}
