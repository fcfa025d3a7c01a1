import type { Frame } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { reliableMachine } from './machine.js'

const frame: Frame = { type: 'EXPIRE', link: 1, incarnation: 2, epoch: 3, low: 4, high: 5 }
const transmit = { type: 'transmit', frame }
const exhausted = { type: 'exhausted', frame }

function held(initialDelay = 20) {
  return new MachineProbe(reliableMachine, { frame, interval: 30, initialDelay, attempts: 3 })
}

function sent() {
  const probe = held(0)
  probe.wait(0)
  return probe
}

describe('a message that must arrive, LNK-020 to LNK-023', () => {
  it('is sent at once, and again unchanged after every interval, until the attempts are used up (LNK-020, LNK-022)', () => {
    const probe = held(0)
    const times: string[] = []
    for (let step = 0; step < 200; step++) {
      for (const { type, frame: carried } of probe.wait(step === 0 ? 0 : 1)) {
        expect(carried).toEqual(frame)
        times.push(`${type} ${step}`)
      }
    }
    expect(times).toEqual(['transmit 0', 'transmit 30', 'transmit 60', 'exhausted 90'])
    expect(probe.state).toBe('gone')
  })

  it('is not sent after its answer (LNK-021)', () => {
    for (const wait of [0, 29, 30, 89]) {
      const probe = sent()
      probe.wait(wait)
      expect(probe.tell({ type: 'ACKNOWLEDGED' })).toEqual([])
      expect(probe.state).toBe('gone')
      expect(probe.wait(1000)).toEqual([])
    }
  })

  it('is held back where the peer may do by itself what it asks, and not sent if the answer comes before', () => {
    const probe = held()
    expect(probe.wait(19)).toEqual([])
    expect(probe.wait(1)).toEqual([transmit])
    expect(probe.wait(30)).toEqual([transmit])
    const answered = held()
    answered.wait(19)
    answered.tell({ type: 'ACKNOWLEDGED' })
    expect(answered.wait(1000)).toEqual([])
  })

  it('is given up once (LNK-023)', () => {
    expect(
      sent()
        .wait(10_000)
        .filter(({ type }) => type === 'exhausted')
    ).toEqual([exhausted])
  })
})

describe('the reliable machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: reliableMachine,
      reach: { begun: null, holding: () => held(), sending: sent },
      events: [{ type: 'START' }, { type: 'ACKNOWLEDGED' }]
    })
    expect(pairs).toBe(4)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({
      frame: fc.constant(frame),
      interval: fc.integer({ min: 1, max: 40 }),
      initialDelay: fc.constantFrom(0, 0, 15),
      attempts: fc.integer({ min: 1, max: 4 })
    })
    const events = fc.constant({ type: 'ACKNOWLEDGED' })
    const arbitrary = scripts('reliable', inputs, events, [0, 0, 1, 15, 40], 12)
    expect(checkAgreement({ reliable: reliableMachine }, 'reliable', arbitrary, { seed: 8, numRuns: 100 })).toEqual([
      'holding',
      'sending'
    ])
  })
})
