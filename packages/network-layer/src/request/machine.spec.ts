import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type RequestEvent, requestMachine } from './machine.js'

const delivered: RequestEvent = { type: 'DELIVERED' }
const expired: RequestEvent = { type: 'EXPIRED' }
const fail: RequestEvent = { type: 'FAIL', reason: ErrorCode.OTHER }

const serving = (number = 3, timeLimit = 80, delay = 0) =>
  new MachineProbe(requestMachine, { request: 6, number, timeLimit, delay })
const failed = (reason: number, got: number) => ({ type: 'fail', request: 6, reason, delivered: got })

describe('a request for pairs of a circuit', () => {
  it('is complete with the last pair (NET-052)', () => {
    const probe = serving()
    for (let pair = 0; pair < 2; pair++) expect(probe.tell(delivered)).toEqual([])
    expect(probe.tell(delivered)).toEqual([{ type: 'complete', request: 6 }])
    expect(probe.state).toBe('gone')
  })

  it('is owed another pair for one that expires (NET-053)', () => {
    const probe = serving(2)
    for (let turn = 0; turn < 4; turn++) {
      expect(probe.tell(delivered)).toEqual([])
      expect(probe.tell(expired)).toEqual([])
    }
    probe.tell(delivered)
    expect(probe.tell(delivered)).toEqual([{ type: 'complete', request: 6 }])
  })

  it('fails when its time is over, and tells how far it came (NET-054)', () => {
    const probe = serving()
    probe.tell(delivered)
    expect(probe.wait(79)).toEqual([])
    expect(probe.wait(1)).toEqual([failed(ErrorCode.TIMEOUT, 1)])
    expect(probe.state).toBe('gone')
    expect(serving(3, Infinity).wait(1e15)).toEqual([])
  })

  it('fails for whatever reason it is given', () => {
    const probe = serving()
    probe.tell(delivered)
    probe.tell(delivered)
    expect(probe.tell(fail)).toEqual([failed(ErrorCode.OTHER, 2)])
    expect(probe.wait(1000)).toEqual([])
  })

  it('waits first where it comes too early, within its time limit (NET-161, NET-054)', () => {
    const probe = serving(1, 80, 30)
    expect(probe.wait(29)).toEqual([])
    expect(probe.state).toBe('waiting')
    expect(probe.wait(1)).toEqual([{ type: 'serve', request: 6 }])
    expect(probe.wait(49)).toEqual([])
    expect(probe.wait(1)).toEqual([failed(ErrorCode.TIMEOUT, 0)])
    const cancelled = serving(1, Infinity, 30)
    expect(cancelled.tell(fail)).toEqual([failed(ErrorCode.OTHER, 0)])
    expect(cancelled.wait(1000)).toEqual([])
  })

  it('ends exactly once: complete with the last pair that is owed, or failed with fewer', () => {
    const steps = fc.oneof(fc.constantFrom(delivered, delivered, delivered, expired, fail), fc.constantFrom(1, 30))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(80, Infinity),
        fc.array(steps, { maxLength: 25, size: 'max' }),
        (number, timeLimit, told) => {
          const probe = serving(number, timeLimit)
          let has = 0
          let ends = 0
          for (const step of told) {
            if (probe.state === 'gone') break
            // Only what was delivered can expire.
            if (step === expired && has === 0) continue
            const said = typeof step === 'number' ? probe.wait(step) : probe.tell(step)
            if (step === delivered) has += 1
            if (step === expired) has -= 1
            for (const line of said) {
              ends += 1
              if (line.type === 'complete') expect(has).toBe(number)
              else expect(line).toEqual(failed(step === fail ? ErrorCode.OTHER : ErrorCode.TIMEOUT, has))
            }
            expect(has < number || ends === 1).toBe(true)
          }
          expect(ends).toBe(probe.state === 'gone' ? 1 : 0)
        }
      ),
      { seed: 38, numRuns: 300 }
    )
  })
})

describe('the network layer’s request machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(
      checkUnlistedEvents({
        machine: requestMachine,
        reach: { made: null, waiting: () => serving(1, 80, 30), serving: () => serving() },
        events: [{ type: 'START' }, delivered, expired, fail]
      })
    ).toBe(6)
  })

  it('is the same under every runner', () => {
    const inputs = fc
      .record({
        number: fc.integer({ min: 1, max: 4 }),
        timeLimit: fc.constantFrom(30, Infinity),
        delay: fc.constantFrom(0, 0, 20)
      })
      .map((fields) => ({ request: 6, ...fields }))
    const arbitrary = scripts('request', inputs, fc.constantFrom(delivered, delivered, expired, fail), [1, 30], 15)
    expect(checkAgreement({ request: requestMachine }, 'request', arbitrary, { seed: 39, numRuns: 80 })).toEqual([
      'serving',
      'waiting'
    ])
  })
})
