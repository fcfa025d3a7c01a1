import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type LivenessEvent, livenessMachine } from './machine.js'

const keepAlive = { type: 'keepAlive' }
const lost = { type: 'peerLost' }

function quiet() {
  return new MachineProbe(livenessMachine, { interval: 100, timeout: 30, maximumMisses: 3 })
}

function asking() {
  const probe = quiet()
  probe.tell({ type: 'ASK' })
  return probe
}

describe('signs of life, LNK-080 to LNK-084', () => {
  it('are asked for one interval after the last exchange (LNK-080)', () => {
    const probe = quiet()
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual([keepAlive])
    probe.wait(10)
    expect(probe.tell({ type: 'HEARD' })).toEqual([])
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual([keepAlive])
  })

  it('are asked for at once on demand, but not twice at a time', () => {
    const probe = quiet()
    expect(probe.tell({ type: 'ASK' })).toEqual([keepAlive])
    expect(probe.tell({ type: 'ASK' })).toEqual([])
  })

  it('are asked for again when none comes in time (LNK-082)', () => {
    const probe = asking()
    expect(probe.wait(29)).toEqual([])
    expect(probe.wait(1)).toEqual([keepAlive])
    expect(probe.wait(29)).toEqual([])
    expect(probe.wait(1)).toEqual([keepAlive])
  })

  it('that stay away too often in a row mean that the peer is lost (LNK-083)', () => {
    const probe = asking()
    expect(probe.wait(89)).toEqual([keepAlive, keepAlive])
    expect(probe.wait(1)).toEqual([lost])
    expect(probe.state).toBe('quiet')
  })

  it('that come begin the count of misses anew', () => {
    const probe = asking()
    probe.wait(80)
    probe.tell({ type: 'HEARD' })
    probe.tell({ type: 'ASK' })
    expect(probe.wait(89)).toEqual([keepAlive, keepAlive])
    expect(probe.wait(1)).toEqual([lost])
    // And so does a loss.
    probe.tell({ type: 'ASK' })
    expect(probe.wait(89)).toEqual([keepAlive, keepAlive])
  })
})

const events = fc.constantFrom<LivenessEvent>({ type: 'HEARD' }, { type: 'ASK' })

describe('the liveness machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: livenessMachine,
      reach: { quiet, asking },
      events: [{ type: 'HEARD' }, { type: 'ASK' }]
    })
    expect(pairs).toBe(2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({
      interval: fc.constant(100),
      timeout: fc.integer({ min: 1, max: 40 }),
      maximumMisses: fc.integer({ min: 1, max: 3 })
    })
    const arbitrary = scripts('liveness', inputs, events, [1, 30, 40, 100])
    expect(checkAgreement({ liveness: livenessMachine }, 'liveness', arbitrary, { seed: 9, numRuns: 60 })).toEqual([
      'asking',
      'quiet'
    ])
  })
})
