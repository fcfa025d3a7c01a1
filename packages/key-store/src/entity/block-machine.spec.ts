import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type BlockEvent, blockMachine } from './block-machine.js'

const CONFIRMED: BlockEvent = { type: 'CONFIRMED' }
const DISPUTED: BlockEvent = { type: 'DISPUTED' }
const INPUT = { session: 's', interval: 100 }

const announcing = () => new MachineProbe(blockMachine, INPUT)

describe('a block', () => {
  it('is announced until the peer has it too (KEY-011)', () => {
    const probe = announcing()
    expect(probe.said()).toEqual([{ type: 'announce', session: 's' }])
    for (let turn = 0; turn < 50; turn++) {
      expect(probe.wait(99)).toEqual([])
      expect(probe.wait(1)).toEqual([{ type: 'announce', session: 's' }])
    }
    expect(probe.tell(CONFIRMED)).toEqual([{ type: 'confirm', session: 's' }])
    expect(probe.state).toBe('gone')
  })

  it('is disputed where the peer has another one (KEY-013)', () => {
    const probe = announcing()
    probe.said()
    expect(probe.tell(DISPUTED)).toEqual([{ type: 'dispute', session: 's' }])
    expect(probe.state).toBe('gone')
  })
})

describe('the block machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: blockMachine, reach: { announcing }, events: [CONFIRMED, DISPUTED] })).toBe(1)
  })

  it('is the same under every runner', () => {
    const arbitrary = scripts('block', fc.constant(INPUT), fc.constantFrom(CONFIRMED, DISPUTED), [1, 99, 100], 15)
    expect(checkAgreement({ block: blockMachine }, 'block', arbitrary, { seed: 5, numRuns: 100 })).toEqual([
      'announcing'
    ])
  })
})
