import { Secret } from '@bellwire/device'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type PairEvent, type PairFacts, pairMachine } from './machine.js'

const facts = (fields: Partial<PairFacts> = {}): PairFacts => ({
  pair: 9,
  qubit: 4,
  correct: false,
  store: false,
  measure: false,
  ...fields
})

const outcome = new Secret<0 | 1>(1)
const measured: PairEvent = { type: 'MEASURED', outcome }
const corrected: PairEvent = { type: 'CORRECTED' }
const stored: PairEvent = { type: 'STORED' }
const expire: PairEvent = { type: 'EXPIRE' }
const of = (type: string) => ({ type, pair: 9 })
const free = { type: 'freeQubit', qubit: 4 }

/** A pair, and what it said when it was heralded. */
function heralded(fields: Partial<PairFacts> = {}) {
  const probe = new MachineProbe(pairMachine, facts(fields))
  return { probe, said: probe.said() }
}

const correcting = () => heralded({ correct: true }).probe
const storing = () => heralded({ store: true }).probe
const measuring = () => heralded({ measure: true }).probe

function discarding() {
  const probe = storing()
  probe.tell(expire)
  return probe
}

describe('a pair on which the hardware works (LNK-060, LNK-068)', () => {
  it('is ready at once where nothing is to be done', () => {
    expect(heralded().said).toEqual([of('ready')])
  })

  it('is ready only after what its request asks of it: corrected, then stored or measured (LNK-060)', () => {
    for (const correct of [true, false]) {
      for (const store of [true, false]) {
        for (const measure of [true, false]) {
          const { probe, said } = heralded({ correct, store, measure })
          const lines = said.map(({ type }) => type)
          for (let turn = 0; turn < 5 && lines.at(-1) !== 'ready' && lines.at(-1) !== 'measured'; turn++) {
            const answer = { correct: corrected, store: stored, measure: measured }[
              lines.at(-1) as 'correct' | 'store' | 'measure'
            ]
            lines.push(...probe.tell(answer).map(({ type }) => type))
          }
          expect(probe.state).toBe('gone')
          expect(lines).toEqual([
            ...(correct ? ['correct'] : []),
            ...(measure ? ['measure', 'measured'] : store ? ['store', 'ready'] : ['ready'])
          ])
        }
      }
    }
  })

  it('that is measured gives its outcome and its qubit, and is over', () => {
    const probe = measuring()
    const [said, ...rest] = probe.tell(measured)
    expect(rest).toEqual([])
    expect(said).toMatchObject({ type: 'measured', pair: 9, qubit: 4 })
    expect(said?.outcome).toBe(outcome)
    expect(probe.state).toBe('gone')
  })

  it('that expires while the hardware works on it keeps the qubit until that is done (LNK-068)', () => {
    for (const [make, answer] of [
      [correcting, corrected],
      [storing, stored],
      [measuring, measured]
    ] as const) {
      const probe = make()
      expect(probe.tell(expire)).toEqual([of('expired')])
      expect(probe.state).toBe('discarding')
      expect(probe.tell(expire)).toEqual([])
      expect(probe.tell(answer)).toEqual([free])
      expect(probe.state).toBe('gone')
    }
  })

  it('gives its qubit back, or hands it on, exactly once, and is told void at most once, whatever happens', () => {
    fc.assert(
      fc.property(inputs, fc.array(events, { maxLength: 20, size: 'max' }), (input, told) => {
        const probe = new MachineProbe(pairMachine, input)
        let freed = 0
        let expired = 0
        const count = (said: ReturnType<typeof probe.said>) => {
          for (const { type } of said) {
            if (type === 'freeQubit' || type === 'ready' || type === 'measured') freed += 1
            if (type === 'expired') expired += 1
          }
        }
        count(probe.said())
        for (const event of told) {
          if (probe.state === 'gone') break
          count(probe.tell(event))
        }
        expect(freed).toBe(probe.state === 'gone' ? 1 : 0)
        expect(expired).toBeLessThanOrEqual(1)
      }),
      { seed: 11, numRuns: 300 }
    )
  })
})

const inputs = fc
  .record({ correct: fc.boolean(), store: fc.boolean(), measure: fc.boolean() })
  .map((fields) => facts(fields))
const events = fc.constantFrom<PairEvent>(corrected, stored, measured, expire, {
  type: 'START'
})

describe('the pair machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: pairMachine,
      reach: { heralded: null, correcting, storing, measuring, discarding },
      events: [{ type: 'START' }, corrected, stored, measured, expire]
    })
    // While the hardware works: START, two of its answers, nonsense.
    expect(pairs).toBe(3 * 4 + 2)
  })

  it('is the same under every runner', () => {
    expect(
      checkAgreement({ pair: pairMachine }, 'pair', scripts('pair', inputs, events, [1], 15), {
        seed: 12,
        numRuns: 100
      })
    ).toEqual(['correcting', 'discarding', 'measuring', 'storing'])
  })
})
