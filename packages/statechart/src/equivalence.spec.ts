import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareHistories, checkRunnersAgree, rehearse, RunnersDisagree } from './equivalence.js'
import { compileWith } from './compile.js'
import type { CompilerFault } from './faults.js'
import type { RunnerKind } from './host-types.js'
import { randomMachines, randomScripts } from '../test/random-machine.js'

const situations = fc.record({ left: randomMachines, right: randomMachines, script: randomScripts })

describe('the three runners', () => {
  it('agree on random hosts of random machines', () => {
    fc.assert(
      fc.property(situations, ({ left, right, script }) => checkRunnersAgree({ machines: { left, right }, script })),
      { seed: 20190708, numRuns: 120 }
    )
  })

  it('agree where outputs are answered at once', () => {
    fc.assert(
      fc.property(situations, ({ left, right, script }) => {
        const answers = new Map<unknown, number>()
        checkRunnersAgree({
          machines: { left, right },
          script,
          respond(event, table, key, host, clock) {
            const { k, n } = event as unknown as { k?: number; n: number }
            const given = answers.get(host) ?? 0
            if (k === undefined || given > 100) return
            answers.set(host, given + 1)
            const other = host.table(table === 'left' ? 'right' : 'left')
            if (k === 0) other.close(key)
            else if (k < 4) other.tell(key, { type: 'A', v: n })
            else clock.at(clock.now() + k, { run: () => other.tell(key, { type: 'B', v: n }) })
          }
        })
      }),
      { seed: 20200321, numRuns: 40 }
    )
  })
})

const FAULTS: readonly CompilerFault[] = [
  'exit-actions-skipped',
  'entry-order-reversed',
  'guards-ignored',
  'guard-order-reversed',
  'timer-kept-on-exit',
  'timer-not-armed-again',
  'delay-before-entry-actions',
  'self-target-enters-again',
  'self-target-keeps-child',
  'reentry-without-exit',
  'raised-last-in-first-out',
  'assign-sees-new-values',
  'emits-before-assigns',
  'wildcard-before-exact',
  'wildcard-does-not-shadow',
  'final-exit-actions-skipped',
  'parameters-dropped'
]

describe.each(['interpreted', 'generated'] as const)('a compiler with a fault, %s', (runner: RunnerKind) => {
  it.each(FAULTS)('is caught: %s', (fault) => {
    const { failed, errorInstance } = fc.check(
      fc.property(situations, ({ left, right, script }) => {
        const expected = rehearse({ machines: { left, right }, script }, 'actor')
        const machines = { left: compileWith(left, fault), right: compileWith(right, fault) }
        compareHistories(expected, rehearse({ machines, script }, runner), runner)
      }),
      { seed: 19, numRuns: 200, endOnFailure: true }
    )
    expect(failed).toBe(true)
    expect(errorInstance).toBeInstanceOf(RunnersDisagree)
  })
})
