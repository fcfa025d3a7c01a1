import { describe, expect, it } from 'vitest'
import {
  type AnyStateMachine,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  forwardTo,
  fromPromise,
  log,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stateIn,
  stopChild
} from 'xstate'
import { compile } from './compile.js'
import { StatechartError, type StatechartErrorCode } from './errors.js'

/** A machine that compiles, with something added to its state 'a' or its root. */
const machineWith = (state: object, root: object = {}, implementations: object = {}): AnyStateMachine =>
  setup(implementations as never).createMachine({
    id: 'm',
    initial: 'a',
    states: { a: state, b: {} },
    on: { '*': { actions: emit({ type: 'unexpected' }) } },
    ...root
  } as never) as never

const onX = (transition: unknown): object => ({ on: { X: transition } })
const U = 'UNSUPPORTED_FEATURE'
const leafPair = { initial: 'p', states: { p: {}, q: {} } }

const REFUSALS: readonly (readonly [
  feature: string,
  code: StatechartErrorCode,
  path: string,
  make: () => AnyStateMachine
])[] = [
  ['parallel', U, 'm.a', () => machineWith({ type: 'parallel', states: { p: {}, q: {} } })],
  ['history', U, 'm.a.h', () => machineWith({ initial: 'p', states: { p: {}, h: { type: 'history' } } })],
  ['invoke', U, 'm.a', () => machineWith({ invoke: { src: fromPromise(async () => 1) } })],
  ['always', U, 'm.a', () => machineWith({ always: 'b' })],
  ['output', U, 'm', () => machineWith({}, { output: 1 })],
  [
    'output',
    U,
    'm.a.q',
    () => machineWith({ initial: 'p', onDone: 'b', states: { p: {}, q: { type: 'final', output: 1 } } })
  ],
  ['tags', U, 'm.a', () => machineWith({ tags: 'busy' })],
  ['route', U, 'm.a', () => machineWith({ id: 'here', route: {} })],
  ['options', U, 'm', () => machineWith({}, { options: { maxIterations: 5 } })],
  ['final-root', U, 'm', () => createMachine({ id: 'm', type: 'final' } as never) as never],
  ['root-on-done', U, 'm', () => machineWith({}, { onDone: '.b' })],
  ['final-with-transitions', U, 'm.a', () => machineWith({ type: 'final', on: { X: 'b' } })],
  ['final-without-on-done', U, 'm.a.q', () => machineWith({ initial: 'p', states: { p: {}, q: { type: 'final' } } })],
  ['dot-in-name', U, 'm.x.y', () => machineWith({}, { states: { a: {}, 'x.y': {} } })],
  ['unknown-initial', U, 'm.a', () => machineWith({ initial: 'z', states: { p: {} } })],
  [
    'initial-actions',
    U,
    'm.a',
    () => machineWith({ initial: { target: 'p', actions: emit({ type: 'e' }) }, states: { p: {} } })
  ],
  ['partial-wildcard', U, 'm.a on x.*', () => machineWith({ on: { 'x.*': 'b' } })],
  ['reserved-event', U, 'm.a on xstate.init', () => machineWith({ on: { 'xstate.init': 'b' } })],
  ['empty-list', U, 'm.a on X', () => machineWith(onX([]))],
  ['unreachable-branch', U, 'm.a on X', () => machineWith(onX([{ target: 'b' }, { actions: [] }]))],
  ['several-targets', U, 'm.a on X', () => machineWith(onX({ target: ['b', 'a'] }))],
  ['root-target', U, 'm.a on X', () => machineWith(onX({ target: '#m' }))],
  ['guarded-end', 'UNANSWERED_EVENT', 'm.a on X', () => machineWith(onX({ target: 'b', guard: () => true }))],
  [
    'guarded-end',
    'UNANSWERED_EVENT',
    'm.a on xstate.after.T.m.a',
    () => machineWith({ after: { T: { target: 'b', guard: () => true } } }, {}, { delays: { T: 1 } })
  ],
  ['no-wildcard', 'UNANSWERED_EVENT', 'm', () => machineWith({}, { on: {} })],
  ['custom-action', U, 'm.a on X', () => machineWith(onX({ actions: () => {} }))],
  ['custom-action', U, 'm.a entry', () => machineWith({ entry: 'go' }, {}, { actions: { go: () => {} } })],
  ['missing-action', 'MISSING_IMPLEMENTATION', 'm.a exit', () => machineWith({ exit: { type: 'go' } })],
  ['missing-action', 'MISSING_IMPLEMENTATION', 'm.a on X', () => machineWith(onX({ actions: 'go' }))],
  ['action-form', U, 'm.a on X', () => machineWith(onX({ actions: 5 }))],
  ['enqueue-actions', U, 'm.a on X', () => machineWith(onX({ actions: enqueueActions(() => {}) }))],
  ['send-to', U, 'm.a on X', () => machineWith(onX({ actions: sendTo('other', { type: 'e' }) }))],
  ['send-to', U, 'm.a on X', () => machineWith(onX({ actions: sendParent({ type: 'e' }) }))],
  ['send-to', U, 'm.a on X', () => machineWith(onX({ actions: forwardTo('other') }))],
  ['spawn', U, 'm.a on X', () => machineWith(onX({ actions: spawnChild(fromPromise(async () => 1) as never) }))],
  ['stop-child', U, 'm.a on X', () => machineWith(onX({ actions: stopChild('other') }))],
  ['cancel', U, 'm.a on X', () => machineWith(onX({ actions: cancel('id') }))],
  ['log', U, 'm.a on X', () => machineWith(onX({ actions: log('x') }))],
  ['delayed-raise', U, 'm.a on X', () => machineWith(onX({ actions: raise({ type: 'e' }, { delay: 1 }) }))],
  ['raise-string', U, 'm.a on X', () => machineWith(onX({ actions: raise('e' as never) }))],
  ['missing-guard', 'MISSING_IMPLEMENTATION', 'm.a on X', () => machineWith(onX([{ guard: 'g', target: 'b' }, {}]))],
  ['state-in', U, 'm.a on X', () => machineWith(onX([{ guard: stateIn('a'), target: 'b' }, {}]))],
  ['guard-form', U, 'm.a on X', () => machineWith(onX([{ guard: 5, target: 'b' }, {}]))],
  [
    'circular-guard',
    U,
    'm.a on X',
    () => machineWith(onX([{ guard: 'g', target: 'b' }, {}]), {}, { guards: { g: 'h', h: 'g' } })
  ],
  ['missing-delay', 'MISSING_IMPLEMENTATION', 'm.a', () => machineWith({ after: { T: 'b' } })],
  ['unnamed-delay', U, 'm.a', () => machineWith({ after: { 100: 'b' } })],
  ...[Number.NaN, -1, 0.5, '3'].map(
    (delay) =>
      [
        'T',
        'INVALID_DELAY',
        'delays.T',
        () => machineWith({ after: { T: 'b' } }, {}, { delays: { T: delay } })
      ] as const
  )
]

describe('compile', () => {
  it.each(REFUSALS)('refuses %s as %s at %s', (feature, code, path, make) => {
    let caught: unknown
    try {
      compile(make())
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(StatechartError)
    expect(caught).toMatchObject({ feature, code, path })
    expect((caught as Error).message.startsWith(`${path}: `)).toBe(true)
  })

  it('accepts what it stands for, and the same machine once', () => {
    const machine = machineWith({ ...leafPair, on: { X: '.q' }, entry: assign({}) }, {}, {})
    const chart = compile(machine)
    expect(chart.leaves).toEqual(['a.p', 'a.q', 'b'])
    expect(compile(machine)).toBe(chart)
  })

  it('accepts a machine without states', () => {
    expect(compile(createMachine({ id: 'm', on: { '*': {} } })).leaves).toEqual([''])
  })
})
