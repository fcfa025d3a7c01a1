import fc from 'fast-check'
import { type AnyStateMachine, and, assign, emit, type EventObject, not, or, raise, setup } from 'xstate'
import type { Command } from '../src/equivalence.js'
import type { Key } from '../src/runner.js'

/** Random machines over the whole supported subset, small enough to meet their corners often. */

const TOLD = ['A', 'B', 'C', 'D'] as const
const RAISED = ['R', 'S'] as const
const LISTED = [...TOLD, ...RAISED]
const DELAYS = ['SHORT', 'LONG', 'COMPUTED', 'SOMETIMES_NEVER'] as const
/** How many raised and routed events an instance may cause, so that no run is endless. */
const FUEL = 12

interface RandomContext {
  n: number
  m: number
  fuel: number
}
interface RandomEvent extends EventObject {
  v?: number
}

interface Branch {
  guard: number
  target: number
  form: number
  reenter: boolean
  actions: number[]
}
interface Answer {
  event: string
  guarded: Branch[]
  last: Branch
}
interface State {
  children: State[]
  initial: number
  final: boolean
  entry: number[]
  exit: number[]
  answers: Answer[]
  wildcard: Answer | null
  after: Answer[]
  onDone: Branch
}

const actionNumbers = fc.array(fc.nat(99), { maxLength: 2, size: 'max' })
const branches: fc.Arbitrary<Branch> = fc.record({
  guard: fc.nat(99),
  target: fc.nat(99),
  form: fc.nat(4),
  reenter: fc.boolean(),
  actions: actionNumbers
})
const answers = (events: readonly string[]): fc.Arbitrary<Answer> =>
  fc.record({
    event: fc.constantFrom(...events),
    guarded: fc.array(branches, { maxLength: 2, size: 'max' }),
    last: branches
  })
const states = (depth: number): fc.Arbitrary<State> =>
  fc.record({
    children: depth === 0 ? fc.constant([]) : fc.array(states(depth - 1), { maxLength: 3, size: 'max' }),
    initial: fc.nat(99),
    final: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
    entry: actionNumbers,
    exit: actionNumbers,
    answers: fc.array(answers(LISTED), { maxLength: 4, size: 'max' }),
    wildcard: fc.option(answers(['*']), { freq: 3 }),
    after: fc.array(answers(DELAYS), { maxLength: 2, size: 'max' }),
    onDone: branches
  })

const modulus = (n: number): number => ((n % 17) + 17) % 17

function burn(context: RandomContext): boolean {
  // Far below zero only under a faulty compiler.
  if (context.fuel < -60) throw new Error('endless')
  return context.fuel > 0
}

const named = setup({
  types: { context: {} as RandomContext, events: {} as RandomEvent, emitted: {} as EventObject },
  actions: {
    add: assign({ n: ({ context }, { k }: { k: number }) => modulus(context.n + k) }),
    scale: assign(({ context, event }, { k }: { k: number }) => ({ n: modulus(context.n * k + (event.v ?? 1)) })),
    tell: emit(({ context, event }, { k }: { k: number }) => ({ type: 'told', k, n: context.n, on: event.type })),
    raiseR: raise(({ context }) => ({ type: burn(context) ? 'R' : 'QUIET', v: context.m })),
    burn: assign({
      fuel: ({ context }) => {
        burn(context)
        return context.fuel - 1
      }
    })
  },
  guards: {
    even: ({ context }) => context.n % 2 === 0,
    above: ({ context }, { k }: { k: number }) => context.n > k,
    either: or(['even', { type: 'above', params: { k: 9 } }])
  },
  delays: {
    SHORT: 3,
    LONG: 6,
    COMPUTED: ({ context }) => 1 + (context.n % 6),
    SOMETIMES_NEVER: ({ context }) => (context.m % 2 === 0 ? Infinity : 2 + context.m)
  }
})

const swap = assign<RandomContext, RandomEvent, undefined, RandomEvent, never>({
  n: ({ context }) => context.m,
  m: ({ context }) => modulus(context.n + 1)
})
const say = (label: string) =>
  emit<RandomContext, RandomEvent, undefined, RandomEvent, EventObject>(({ context, event }) => ({
    type: 'said',
    label,
    n: context.n,
    m: context.m,
    on: event.type,
    v: event.v
  }))
const raiseNow = (type: string, v: number) =>
  raise<RandomContext, RandomEvent, RandomEvent, undefined, never, never>({ type, v })
const toOther = (kind: number) =>
  emit<RandomContext, RandomEvent, undefined, RandomEvent, EventObject>(({ context }) => {
    const table = context.m % 2 === 0 ? 'left' : 'right'
    const key: Key = context.n % 3
    if (!burn(context)) return { type: 'quiet' }
    if (kind === 0) return { type: 'close', table, key }
    if (kind === 1) return { type: 'open', table, key, input: { n: context.m, m: context.n, fuel: context.fuel - 1 } }
    return { type: 'tell', table, key, event: { type: TOLD[(context.n + context.m) % 4] as string, v: context.n } }
  })

/** A constant raise has no measure of fuel, so only what cannot follow from a raise may raise so. */
function actionsOf(numbers: readonly number[], label: string, first = false): unknown[] {
  return numbers.flatMap((number, index): unknown[] => {
    const k = number % 7
    switch (number % 10) {
      case 0:
        return ['burn', 'raiseR']
      case 1:
        return first ? [raiseNow('S', k), raiseNow('R', k)] : [say(`${label} no raise`)]
      case 2:
        return [{ type: 'add', params: { k: k + 1 } }]
      case 3:
        return [{ type: 'scale', params: ({ context }: { context: RandomContext }) => ({ k: context.m + 1 }) }]
      case 4:
        return [swap]
      case 5:
        return [{ type: 'tell', params: { k } }]
      case 6:
        return ['burn', toOther(2)]
      case 7:
        return number > 70 ? ['burn', toOther(0), toOther(1)] : [swap, say(`${label} swapped`)]
      default:
        return [say(`${label} ${index}`)]
    }
  })
}

function guardOf(number: number): unknown {
  const k = number % 13
  switch (number % 7) {
    case 0:
      return 'even'
    case 1:
      return { type: 'above', params: { k } }
    case 2:
      return { type: 'above', params: ({ context }: { context: RandomContext }) => ({ k: context.m }) }
    case 3:
      return not('even')
    case 4:
      return and(['even', ({ event }: { event: RandomEvent }) => (event.v ?? 0) < k] as never)
    case 5:
      return 'either'
    default:
      return ({ context }: { context: RandomContext }) => context.m >= k
  }
}

interface Placed {
  readonly path: string
  readonly final: boolean
  readonly top: boolean
}

function placesOf(state: State, path: string): Placed[] {
  return state.children.flatMap((child, index) => {
    const at = `${path}.${index}`
    return [{ path: at, final: isFinal(state, index), top: path === 'm' }, ...placesOf(child, at)]
  })
}

/** A final state is a leaf and nobody's initial state. */
function isFinal(parent: State, index: number): boolean {
  const child = parent.children[index] as State
  return child.final && child.children.length === 0 && parent.initial % parent.children.length !== index
}

function configOf(state: State, path: string, places: readonly Placed[], final: boolean): Record<string, unknown> {
  const root = path === 'm'
  const common = {
    entry: [...actionsOf(state.entry, `enter ${path}`), say(`entered ${path}`)],
    exit: [...actionsOf(state.exit, `leave ${path}`), say(`left ${path}`)]
  }
  if (final) return { type: 'final', ...common }
  const targetOf = (branch: Branch, endless: boolean): Record<string, unknown> => {
    const candidates = places.filter((place) => !(place.final && (endless || (place.top && branch.form !== 0))))
    const children = candidates.filter((place) => place.path.startsWith(`${path}.`))
    if (branch.form >= 3 || candidates.length === 0) return {}
    if (branch.form === 2 && children.length > 0) {
      const child = children[branch.target % children.length] as Placed
      return { target: child.path.slice(path.length), reenter: branch.reenter }
    }
    const inPath = [{ path, final, top: false }, ...candidates.filter((place) => path.startsWith(`${place.path}.`))]
    const near = branch.target % 3 === 0 && !root ? inPath.filter((place) => place.path !== 'm') : candidates
    const target = near[branch.target % near.length] as Placed
    return { target: `#${target.path}`, reenter: branch.reenter }
  }
  const branchOf = (branch: Branch, label: string, guarded: boolean, endless = false, first = false) => ({
    ...(guarded && { guard: guardOf(branch.guard) }),
    ...targetOf(branch, endless),
    actions: [...actionsOf(branch.actions, label, first), say(label)]
  })
  const listOf = (answer: Answer, label: string) => {
    const first = !['*', ...RAISED].includes(answer.event)
    return [
      ...answer.guarded.map((branch, index) => branchOf(branch, `${label} ${index}`, true, false, first)),
      branchOf(answer.last, `${label} last`, false, false, first)
    ]
  }
  const on = Object.fromEntries(
    state.answers.map((answer) => [answer.event, listOf(answer, `${path} ${answer.event}`)])
  )
  if (state.wildcard !== null || root) {
    const last = { guard: 0, target: 0, form: 4, reenter: false, actions: [] }
    on['*'] = listOf(state.wildcard ?? { event: '*', guarded: [], last }, `${path} any`)
  }
  const after = Object.fromEntries(
    state.after.map((answer) => [answer.event, listOf(answer, `${path} ${answer.event}`)])
  )
  const compound = state.children.length > 0
  const hasFinal = state.children.some((_, index) => isFinal(state, index))
  return {
    ...common,
    on: { ...on, QUIET: {} },
    after,
    ...(compound && {
      initial: String(state.initial % state.children.length),
      states: Object.fromEntries(
        state.children.map((child, index) => [
          String(index),
          configOf(child, `${path}.${index}`, places, isFinal(state, index))
        ])
      ),
      ...(hasFinal && !root && { onDone: branchOf(state.onDone, `${path} done`, false, true) })
    })
  }
}

export const randomMachines: fc.Arbitrary<AnyStateMachine> = states(3).map((state) => {
  const config = {
    id: 'm',
    context: ({ input }: { input?: Partial<RandomContext> }) => ({ n: 0, m: 1, fuel: FUEL, ...input }),
    ...configOf(state, 'm', placesOf(state, 'm'), false)
  }
  const machine = named.createMachine(config as never) as unknown as AnyStateMachine
  // A failing property shows what the machine was made from.
  return Object.assign(machine, { [fc.toStringMethod]: () => fc.stringify(state) })
})

const keys = fc.nat(2)
const tables = fc.constantFrom('left', 'right')

/** Scripts for a host with the tables 'left' and 'right'. */
export const randomScripts: fc.Arbitrary<Command[]> = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('open' as const),
          table: tables,
          key: keys,
          input: fc.record({ n: fc.nat(16), m: fc.nat(16) })
        })
      },
      {
        weight: 12,
        arbitrary: fc.record({
          do: fc.constant('tell' as const),
          table: tables,
          key: keys,
          event: fc.record({ type: fc.constantFrom(...TOLD, 'UNLISTED'), v: fc.nat(16) })
        })
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), table: tables, key: keys }) },
      { weight: 5, arbitrary: fc.record({ do: fc.constant('advance' as const), by: fc.nat(9) }) }
    ),
    { maxLength: 40, size: 'max' }
  )
  .map((commands) => [
    { do: 'open', table: 'left', key: 0 },
    { do: 'open', table: 'right', key: 1, input: { n: 5, m: 3 } },
    ...commands
  ])
