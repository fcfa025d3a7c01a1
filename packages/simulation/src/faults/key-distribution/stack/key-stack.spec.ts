import type { TraceRecord } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { sharedTestsSlip, siftedSlip } from '../slip.js'
import { bitsOf, secretsToldIn } from '../secrets.js'
import { drawKeyStackPlan, KEY_STACK_CASES } from './cases.js'
import { expectationOf } from './expectation.js'
import { keyStackRun } from './key-stack-run.js'
import type { Adversary, KeyStackPlan } from './plan.js'
import { textsOfTrace } from './trace-texts.js'

describe('key distribution through the whole stack', () => {
  // Three here; `node tools/soak.mjs --distribution --stack` has all of them.
  it.each([
    [4, 'honest', 'honest: 1 and 1 keys'],
    [6, 'all photons measured between Z and X', 'adversarial: 0 and 0 keys'],
    [20, 'tables with a memory', 'adversarial: 0 and 0 keys']
  ])(
    'gives a key where it is good, and none to an adversary (seed %i, %s) (APP-034, APP-037)',
    async (seed, name, keys) => {
      const { violations, occurrences, plan } = await keyStackRun(seed)
      expect(violations).toEqual([])
      expect(plan.name).toBe(name)
      expect([...occurrences.keys()]).toEqual(expect.arrayContaining([keys, 'figures found', 'trace searched']))
    }
  )
})

/** What a station or a swapping node tells if it lies as often as it is planned to. */
function toldOf({ adversary }: KeyStackPlan) {
  const lies = 'error' in adversary || adversary.kind === 'false herald' ? adversary.fraction : 0
  return { lies, truths: 1 - lies }
}

describe('the sessions that are drawn', () => {
  const plans = Array.from({ length: 50 * KEY_STACK_CASES }, (_, index) => drawKeyStackPlan(index + 1))

  it('are so many different ones, of which the command plays each once', () => {
    expect(KEY_STACK_CASES).toBe(37)
    expect(new Set(plans.slice(0, 37).map(({ name }) => name)).size).toBe(37)
  })

  it('give an adversary no key by luck', () => {
    for (const plan of plans) {
      const { wish, adversary, key, middle } = plan
      if (key !== false || middle !== undefined || wish.protocol === 'bbm92') continue
      const shared = wish.protocol === 'shared-tests'
      const { rounds, probability, threshold = 0 } = wish
      if (adversary.kind === 'replaced devices') {
        const slip = shared ? sharedTestsSlip : siftedSlip
        expect(slip(rounds, probability, threshold)).toBeLessThan(1e-9)
        continue
      }
      const { value, standardError } = expectationOf(plan, toldOf(plan), rounds * probability)!
      expect((shared ? 8 * threshold - 4 : threshold) - value, plan.name).toBeGreaterThan(6 * standardError)
    }
  })
})

describe('what physics gives', () => {
  const plan = (adversary: Adversary): KeyStackPlan => ({ ...drawKeyStackPlan(4), fidelity: 1, adversary })
  const chsh = (adversary: Adversary, lies = 0) =>
    expectationOf(plan(adversary), { lies, truths: 1 - lies }, 1000)?.value

  it('is 2√2 for good pairs, √2 where all are measured in one basis of the plane, nothing without heralds', () => {
    expect(chsh({ kind: 'none' })).toBeCloseTo(2 * Math.SQRT2, 12)
    for (const angles of [[0], [Math.PI / 2], [0, Math.PI / 2], [Math.PI / 4]]) {
      expect(chsh({ kind: 'interception', fraction: 1, angles })).toBeCloseTo(Math.SQRT2, 12)
    }
    expect(chsh({ kind: 'false herald', fraction: 1 }, 1)).toBeCloseTo(0, 12)
    expect(chsh({ kind: 'false herald', fraction: 0.25 }, 0.25)).toBeCloseTo(1.5 * Math.SQRT2, 12)
  })

  it('is 0 for a Bell state with one wrong sign, −2√2 for one with two', () => {
    for (const error of [1, 2] as const) expect(chsh({ kind: 'false swap', fraction: 1, error }, 1)).toBeCloseTo(0, 12)
    expect(chsh({ kind: 'false Bell state', fraction: 1, error: 3 }, 1)).toBeCloseTo(-2 * Math.SQRT2, 12)
  })
})

describe('what searches a trace', () => {
  const values = Array.from({ length: 300 }, (_, k) => ((k * k * 7 + (k >> 2)) & 1) as 0 | 1)
  const secret = { name: 'planted', bits: bitsOf(values) }
  const header = (n: number) => ({ n, time: 10 * n, at: 'n1' })
  const found = (records: TraceRecord[]) => secretsToldIn(textsOfTrace(records), [secret])
  const event = (n: number, fields: Record<string, string | number | boolean>): TraceRecord => ({
    ...header(n),
    kind: 'event',
    name: 'measured',
    fields
  })

  it('finds a bit that is written down with every round, in any form', () => {
    const forms = [
      (bit: number) => bit,
      (bit: number) => bit === 1,
      (bit: number) => 3 + bit,
      (bit: number) => `z${bit}`
    ]
    for (const form of forms) {
      expect(found(values.map((bit, n) => event(n, { qubit: n % 3, basis: form(bit) })))).toEqual(['planted'])
    }
    // Three values: one of them is what is sought.
    const three = values.map((bit, n) => event(n, { basis: bit === 1 ? 4 : n % 2 === 0 ? 0 : 3 }))
    expect(found(three)).toEqual(['planted'])
    expect(found(values.map((_bit, n) => event(n, { qubit: n % 3, basis: n % 5 })))).toEqual([])
  })

  it('finds bits that are written down together', () => {
    const hexadecimal = Buffer.from(secret.bits.bytes).toString('hex')
    expect(found([event(0, { key: `key ${hexadecimal}` })])).toEqual(['planted'])
    expect(found([{ ...event(0, {}), bytes: [...secret.bits.bytes] } as unknown as TraceRecord])).toEqual(['planted'])
    expect(found([event(0, { key: '[secret]' })])).toEqual([])
  })
})
