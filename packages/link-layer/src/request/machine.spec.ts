import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type RequestEvent, requestMachine } from './machine.js'

const COMPLETE = ErrorCode.UNSPECIFIED

const filled: RequestEvent = { type: 'FILLED' }
const unfilled: RequestEvent = { type: 'UNFILLED' }
const acknowledged: RequestEvent = { type: 'END_ACK' }
const requested = (reason: number): RequestEvent => ({ type: 'END_REQUESTED', reason })
const end = (reason: number, endSequence = 40): RequestEvent => ({ type: 'END', reason, endSequence })
const of = (type: string, fields: object = {}) => ({ type, queueId: 8, ...fields })
const over = (reason: number, endSequence = 0) => of('ended', { reason, endSequence })

function active(master: boolean) {
  return new MachineProbe(requestMachine, { queueId: 8, master })
}

/** All pairs are there. */
function full(master: boolean) {
  const probe = active(master)
  probe.tell(filled)
  return probe
}

function ending(reason: number = ErrorCode.TIMEOUT) {
  const probe = active(true)
  probe.tell(requested(reason))
  return probe
}

describe('a request in the queue, LNK-050 to LNK-059', () => {
  it('is ended by the master when it is full, and is over when the peer knows (LNK-052)', () => {
    const probe = active(true)
    expect(probe.tell(filled)).toEqual([of('sendEnd', { reason: COMPLETE })])
    expect(probe.tell(acknowledged)).toEqual([over(COMPLETE)])
    expect(probe.state).toBe('gone')
  })

  it('prompts the master when it is full at the other node, and is over by END (LNK-055, LNK-057)', () => {
    const probe = active(false)
    expect(probe.tell(filled)).toEqual([of('promptEnd')])
    expect(probe.tell(end(COMPLETE))).toEqual([over(COMPLETE, 40), of('ackEnd')])
    expect(probe.state).toBe('gone')
  })

  it('goes on when a pair expires, at both ends, and ends anew when it is full again (LNK-051)', () => {
    const master = full(true)
    expect(master.tell(unfilled)).toEqual([])
    const other = full(false)
    expect(other.tell(unfilled)).toEqual([])
    for (const probe of [master, other]) expect(probe.state).toBe('active')
    expect(master.tell(filled)).toEqual([of('sendEnd', { reason: COMPLETE })])
    expect(other.tell(filled)).toEqual([of('promptEnd')])
  })

  it('is over at the master where the peer has closed it as complete and a pair has expired since', () => {
    const master = full(true)
    master.tell(unfilled)
    expect(master.tell(acknowledged)).toEqual([over(ErrorCode.EXPIRE)])
    expect(master.state).toBe('gone')
  })

  it('is not over by an END_ACK where no END was sent (PHY-009)', () => {
    for (const master of [true, false]) {
      const probe = active(master)
      expect(probe.tell(acknowledged)).toEqual([{ type: 'ignored', reason: 'end-not-sent' }])
      expect(probe.state).toBe('active')
    }
  })

  it('is ended by the master at its deadline, unless it is full (LNK-053)', () => {
    expect(active(true).tell({ type: 'DEADLINE' })).toEqual([
      over(ErrorCode.TIMEOUT),
      of('sendEnd', { reason: ErrorCode.TIMEOUT })
    ])
    expect(full(true).tell({ type: 'DEADLINE' })).toEqual([])
    const late = full(true)
    late.tell({ type: 'DEADLINE' })
    expect(late.tell(unfilled)).toEqual([over(ErrorCode.TIMEOUT), of('sendEnd', { reason: ErrorCode.TIMEOUT })])
    expect(full(false).tell({ type: 'DEADLINE' })).toEqual([])
  })

  it('is ended by the master when someone who may asks, also when it was about to complete (LNK-054)', () => {
    expect(active(true).tell(requested(ErrorCode.OTHER))).toEqual([
      over(ErrorCode.OTHER),
      of('sendEnd', { reason: ErrorCode.OTHER })
    ])
    expect(full(true).tell(requested(ErrorCode.OTHER))).toEqual([
      over(ErrorCode.OTHER),
      of('sendEnd', { reason: ErrorCode.OTHER })
    ])
  })

  it('is not ended by "complete" from the other node while pairs are missing here', () => {
    const probe = active(true)
    expect(probe.tell(requested(COMPLETE))).toEqual([])
    expect(probe.state).toBe('active')
    const busy = full(true)
    expect(busy.tell(requested(COMPLETE))).toEqual([])
    expect(busy.tell(acknowledged)).toEqual([over(COMPLETE)])
  })

  it('does not answer an END that says complete while pairs are missing (LNK-056)', () => {
    const probe = active(false)
    expect(probe.tell(end(COMPLETE))).toEqual([{ type: 'ignored', reason: 'complete-but-pairs-missing' }])
    probe.tell(filled)
    expect(probe.tell(end(COMPLETE))).toEqual([over(COMPLETE, 40), of('ackEnd')])
  })

  it('is over at once by an END with any other reason, which is answered (LNK-057)', () => {
    for (const probe of [active(false), full(false)]) {
      expect(probe.tell(end(ErrorCode.TIMEOUT, 41))).toEqual([over(ErrorCode.TIMEOUT, 41), of('ackEnd')])
      expect(probe.state).toBe('gone')
    }
  })

  it('once ended early, stays so: what comes then changes nothing but the peer’s word', () => {
    const probe = ending()
    for (const event of [filled, unfilled, requested(ErrorCode.OTHER), { type: 'DEADLINE' } as const]) {
      expect(probe.tell(event)).toEqual([])
    }
    expect(probe.tell(acknowledged)).toEqual([])
    expect(probe.state).toBe('gone')
  })

  it('is over exactly once, whatever happens', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(events, { maxLength: 30, size: 'max' }), (master, told) => {
        const probe = active(master)
        let ends = 0
        for (const event of told) {
          if (probe.state === 'gone') break
          ends += probe.tell(event).filter(({ type }) => type === 'ended').length
        }
        expect(ends).toBe(probe.state === 'gone' || probe.state === 'ending' ? 1 : 0)
      }),
      { seed: 3, numRuns: 300 }
    )
  })
})

const reasons = fc.constantFrom<number>(COMPLETE, COMPLETE, ErrorCode.OTHER, ErrorCode.TIMEOUT)
const events: fc.Arbitrary<RequestEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(filled, unfilled) },
  { weight: 1, arbitrary: reasons.map(requested) },
  { weight: 1, arbitrary: reasons.map((reason) => end(reason)) },
  { weight: 1, arbitrary: fc.constantFrom<RequestEvent>({ type: 'DEADLINE' }, acknowledged) }
)

describe('the request machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: requestMachine,
      reach: {
        active: () => active(true),
        filled: () => full(false),
        completing: () => full(true),
        ending: () => ending()
      },
      events: [filled, unfilled, requested(0), { type: 'DEADLINE' }, end(0), acknowledged]
    })
    // Nonsense everywhere; what cannot happen twice; and what is said at the other end.
    expect(pairs).toBe(4 + 2 + 3)
  })

  it('is the same under every runner', () => {
    const inputs = fc.boolean().map((master) => ({ queueId: 8, master }))
    const arbitrary = scripts('request', inputs, events, [1])
    expect(checkAgreement({ request: requestMachine }, 'request', arbitrary, { seed: 4, numRuns: 60 })).toEqual([
      'active',
      'completing',
      'ending',
      'filled'
    ])
  })
})
