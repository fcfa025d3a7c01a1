import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'
import { resolveAction } from './actions.js'
import { resolveDelay } from './delays.js'
import { StatechartError } from './errors.js'
import type { CompilerFault } from './faults.js'
import { resolveGuard } from './guards.js'
import { afterEventType, checkMachine, doneEventType, listOf, pathOf, placeOf, statesOf } from './inspect-node.js'
import { type Branch, type Context, NOTHING, type Operation, type TimerSlot } from './plan.js'
import { initialDescendants, lineage, type Move, statesLeftAndEntered } from './state-sets.js'
import type { Statechart } from './statechart.js'

const compiled = new WeakMap<AnyStateMachine, Statechart>()

/**
 * Turns a machine into tables; the same machine gives the same tables again.
 * @throws StatechartError that names what the machine uses outside the supported subset, and where.
 */
export function compile(machine: AnyStateMachine): Statechart {
  let chart = compiled.get(machine)
  if (chart === undefined) {
    chart = compileWith(machine)
    compiled.set(machine, chart)
  }
  return chart
}

/** `compile` without memory, and with a mistake if one is asked for. */
export function compileWith(machine: AnyStateMachine, fault?: CompilerFault): Statechart {
  return new Compiler(machine, fault).chart()
}

class Compiler {
  readonly #machine: AnyStateMachine
  readonly #fault: CompilerFault | undefined
  readonly #leaves: AnyStateNode[] = []
  readonly #events = new Map<string, number>()
  readonly #slots: TimerSlot[] = []
  readonly #slotsOf = new Map<AnyStateNode, number[]>()
  #firstReserved = 0

  constructor(machine: AnyStateMachine, fault: CompilerFault | undefined) {
    this.#machine = machine
    this.#fault = fault
  }

  chart(): Statechart {
    const machine = this.#machine
    const nodes = statesOf(machine)
    checkMachine(machine)
    this.#numberEvents(nodes)
    for (const node of nodes) {
      this.#findSlots(node)
      if (node.type === 'atomic' || node.type === 'final') this.#leaves.push(node)
    }
    // Everything written is resolved once, reachable or not, so that nothing unsupported hides.
    for (const node of nodes) {
      this.#actions(node, 'entry')
      this.#actions(node, 'exit')
      for (const transitions of node.transitions.values()) this.#branches(node, transitions)
    }
    const chart: Statechart = {
      machine,
      leaves: this.#leaves.map(pathOf),
      events: this.#events,
      firstReserved: this.#firstReserved,
      eventNames: ['', ...this.#events.keys()].slice(0, this.#firstReserved),
      slots: this.#slots,
      initial: this.#branch([], [], [machine.root, ...initialDescendants(machine.root)]),
      answers: this.#leaves.map((leaf) => this.#answersOf(leaf)),
      createContext: contextFactory(machine)
    }
    return this.#fault === 'raised-last-in-first-out' ? { ...chart, fault: this.#fault } : chart
  }

  #numberEvents(nodes: readonly AnyStateNode[]): void {
    const listed = [...new Set(nodes.flatMap((node) => [...node.transitions.keys()]))].filter((type) => type !== '*')
    const reserved = (type: string) => type.startsWith('xstate.')
    const ordered = [...listed.filter((type) => !reserved(type)), ...listed.filter(reserved)]
    ordered.forEach((type, index) => this.#events.set(type, index + 1))
    this.#firstReserved = 1 + listed.filter((type) => !reserved(type)).length
  }

  #findSlots(node: AnyStateNode): void {
    const after = (node.config.after ?? {}) as object
    const indices = Object.keys(after).map((delayName) => {
      const type = afterEventType(node, delayName)
      const delay = resolveDelay(this.#machine, delayName, placeOf(node))
      return this.#slots.push({ delayName, delay, event: { type }, eventId: this.#events.get(type) ?? 0 }) - 1
    })
    this.#slotsOf.set(node, indices)
  }

  #answersOf(leaf: AnyStateNode): (readonly Branch[])[] {
    if (isMachineFinal(leaf)) return []
    const branchesOf = new Map<readonly AnyTransitionDefinition[], readonly Branch[]>()
    // Events that meet the same transitions share their branches, so that a wildcard is compiled once.
    return ['*', ...this.#events.keys()].map((type) => {
      const transitions = this.#transitionsFor(leaf, type)
      let branches = branchesOf.get(transitions)
      if (branches === undefined) {
        branches = this.#branches(leaf, transitions)
        branchesOf.set(transitions, branches)
      }
      return branches
    })
  }

  /** The innermost list for the event, or for '*' where a state has no exact one. Every list ends unguarded. */
  #transitionsFor(leaf: AnyStateNode, type: string): readonly AnyTransitionDefinition[] {
    if (this.#fault === 'wildcard-does-not-shadow') {
      const exact = lineage(leaf)
        .reverse()
        .find((node) => node.transitions.has(type))
      if (exact !== undefined) return exact.transitions.get(type) ?? []
    }
    for (let at: AnyStateNode | undefined = leaf; at !== undefined; at = at.parent) {
      const exact = at.transitions.get(type)
      const wildcard = at.transitions.get('*')
      const found = this.#fault === 'wildcard-before-exact' ? (wildcard ?? exact) : (exact ?? wildcard)
      if (found !== undefined) return found
    }
    return []
  }

  #branches(leaf: AnyStateNode, transitions: readonly AnyTransitionDefinition[]): readonly Branch[] {
    const branches = transitions.map((transition) => {
      const place = `${placeOf(transition.source)} on ${transition.eventType}`
      const move = this.#move(transition)
      const { left, entered } = this.#leftAndEntered(leaf, move)
      const actions = transition.actions.map((action) => resolveAction(this.#machine, action, place))
      const branch = this.#branch(left, this.#faulty(actions), entered, leaf)
      const { guard } = transition
      if (guard === undefined || this.#fault === 'guards-ignored') return branch
      return { ...branch, guard: resolveGuard(this.#machine, guard, place) }
    })
    if (this.#fault !== 'guard-order-reversed') return branches
    const last = branches.at(-1)
    return last === undefined ? [] : [...branches.slice(0, -1).reverse(), last]
  }

  #move(transition: AnyTransitionDefinition): Move {
    const target = transition.target?.[0]
    const { source } = transition
    const again = this.#fault === 'self-target-enters-again' && target === source
    return { source, target, reenter: transition.reenter || again }
  }

  #leftAndEntered(leaf: AnyStateNode, move: Move): { left: AnyStateNode[]; entered: AnyStateNode[] } {
    const sets = statesLeftAndEntered(leaf, move)
    if (this.#fault === 'self-target-keeps-child' && move.target === move.source && !move.reenter) {
      return { left: [], entered: [] }
    }
    if (this.#fault === 'reentry-without-exit' && move.reenter) return { left: [], entered: sets.entered }
    return sets
  }

  #branch(
    left: readonly AnyStateNode[],
    actions: readonly Operation[],
    entered: readonly AnyStateNode[],
    from?: AnyStateNode
  ): Branch {
    const leaf = (entered.at(-1) ?? from) as AnyStateNode
    const done = isMachineFinal(leaf)
    const entering = this.#fault === 'entry-order-reversed' ? [...entered].reverse() : entered
    const operations = [
      ...left.flatMap((node) => this.#exit(node)),
      ...actions,
      ...entering.flatMap((node) => this.#entry(node)),
      // A machine that has ended leaves all its states.
      ...(done && this.#fault !== 'final-exit-actions-skipped'
        ? lineage(leaf)
            .reverse()
            .flatMap((node) => this.#exit(node))
        : [])
    ]
    return {
      guard: undefined,
      operations: this.#withoutIdleCancels(operations),
      leaf: this.#leaves.indexOf(leaf),
      done
    }
  }

  #entry(node: AnyStateNode): Operation[] {
    const own = this.#actions(node, 'entry')
    const arms = (this.#slotsOf.get(node) ?? []).map((slot): Operation => ({ kind: 'arm', slot }))
    const all = this.#fault === 'delay-before-entry-actions' ? [...arms, ...own] : [...own, ...arms]
    // The end of the machine itself is not an event.
    if (node.type === 'final' && node.parent?.parent !== undefined) {
      const event = { type: doneEventType(node.parent), output: undefined }
      all.push({ kind: 'raise', event: { kind: 'constant', value: event }, params: NOTHING })
    }
    return all
  }

  #exit(node: AnyStateNode): Operation[] {
    const own = this.#fault === 'exit-actions-skipped' ? [] : this.#actions(node, 'exit')
    if (this.#fault === 'timer-kept-on-exit') return own
    return [...own, ...(this.#slotsOf.get(node) ?? []).map((slot): Operation => ({ kind: 'cancel', slot }))]
  }

  #actions(node: AnyStateNode, when: 'entry' | 'exit'): Operation[] {
    const place = `${placeOf(node)} ${when}`
    return this.#faulty(listOf(node.config[when]).map((action) => resolveAction(this.#machine, action, place)))
  }

  /** Arming moves an armed timer, so a cancel that is followed by an arm of the same slot has no effect. */
  #withoutIdleCancels(operations: readonly Operation[]): Operation[] {
    if (this.#fault === 'timer-not-armed-again') {
      const cancelled = new Set(operations.flatMap((o) => (o.kind === 'cancel' ? [o.slot] : [])))
      return operations.filter((operation) => operation.kind !== 'arm' || !cancelled.has(operation.slot))
    }
    return operations.filter(
      (operation, index) =>
        operation.kind !== 'cancel' ||
        !operations.slice(index).some((later) => later.kind === 'arm' && later.slot === operation.slot)
    )
  }

  /** The mistakes that concern the actions of one list. */
  #faulty(operations: readonly Operation[]): Operation[] {
    switch (this.#fault) {
      case 'assign-sees-new-values':
        return operations.flatMap((operation) =>
          operation.kind === 'assign'
            ? operation.properties.map((property): Operation => ({ ...operation, properties: [property] }))
            : [operation]
        )
      case 'emits-before-assigns':
        return [...operations.filter((o) => o.kind === 'emit'), ...operations.filter((o) => o.kind !== 'emit')]
      case 'parameters-dropped':
        return operations.map((operation) => ('params' in operation ? { ...operation, params: NOTHING } : operation))
      default:
        return [...operations]
    }
  }
}

const isMachineFinal = (node: AnyStateNode): boolean =>
  node.type === 'final' && node.parent !== undefined && node.parent.parent === undefined

function contextFactory(machine: AnyStateMachine): (input: unknown) => Context {
  const { context } = machine.config as { context?: unknown }
  if (typeof context === 'function') {
    const make = context as (args: { input: unknown }) => Context
    // Contexts are changed in place, so a factory must make a new one each time; one that does not is found out at its
    // second call. (A copy would do as well, and cost more than the rest of the opening.)
    let previous: Context | null | undefined
    return (input) => {
      const made = make({ input })
      if (previous === null) return made
      if (made === previous) {
        throw new StatechartError(
          'UNSUPPORTED_FEATURE',
          machine.id,
          'shared context',
          'the context factory returned the same object again'
        )
      }
      previous = previous === undefined ? made : null
      return made
    }
  }
  return () => ({ ...(context as Context | undefined) })
}
