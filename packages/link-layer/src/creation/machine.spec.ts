import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type CreationEvent, creationMachine } from './machine.js'

const accepted: CreationEvent = { type: 'ACCEPTED', queueId: 8 }
const ready = (pair: number): CreationEvent => ({ type: 'READY', pair })
const ended = (reason: number): CreationEvent => ({ type: 'ENDED', reason })
const cancel: CreationEvent = { type: 'CANCEL', reason: ErrorCode.OTHER }
const error = (code: number, delivered = 0) => ({ type: 'error', createId: 3, code, delivered })
const deliver = (pair: number, final = false) => ({ type: 'deliver', pair, final })
const askEnd = (reason: number) => ({ type: 'askEnd', queueId: 8, reason })

function adding(number = 3) {
  return new MachineProbe(creationMachine, { createId: 3, number })
}

function queued(number = 3) {
  const probe = adding(number)
  probe.tell(accepted)
  return probe
}

function closing(event = cancel) {
  const probe = queued()
  probe.tell(ready(1))
  probe.tell(event)
  return probe
}

describe('a CREATE at its originator, LNK-010 to LNK-019', () => {
  it('delivers every pair as it is ready, the last one final, and is over (LNK-011)', () => {
    const probe = queued()
    expect(probe.tell(ready(11))).toEqual([deliver(11)])
    expect(probe.tell(ready(12))).toEqual([deliver(12)])
    expect(probe.tell(ready(13))).toEqual([deliver(13, true)])
    expect(probe.state).toBe('gone')
    expect(queued(1).tell(ready(5))).toEqual([deliver(5, true)])
  })

  it('counts a delivered pair that has expired no more (LNK-011)', () => {
    const probe = queued(2)
    probe.tell(ready(11))
    expect(probe.tell({ type: 'UNDELIVERED' })).toEqual([])
    expect(probe.tell(ready(12))).toEqual([deliver(12)])
    expect(probe.tell(ready(13))).toEqual([deliver(13, true)])
  })

  it('ends with the peer’s reason when refused (LNK-016)', () => {
    for (const reason of [ErrorCode.REJECTED, ErrorCode.NORES, ErrorCode.UNSUPP]) {
      const probe = adding()
      expect(probe.tell({ type: 'REJECTED', reason })).toEqual([error(reason)])
      expect(probe.state).toBe('gone')
    }
  })

  it('is taken back and ends with NOTIME when nobody answers (LNK-017)', () => {
    const probe = adding()
    expect(probe.tell({ type: 'UNANSWERED' })).toEqual([
      { type: 'retract', createId: 3, reason: ErrorCode.NOTIME },
      error(ErrorCode.NOTIME)
    ])
    expect(probe.state).toBe('gone')
  })

  it('given up before it is in the queue, ends at once and is taken back (LNK-018)', () => {
    for (const [event, reason] of [
      [{ type: 'DEADLINE' }, ErrorCode.TIMEOUT],
      [cancel, ErrorCode.OTHER]
    ] as const) {
      const probe = adding()
      expect(probe.tell(event)).toEqual([{ type: 'retract', createId: 3, reason }, error(reason)])
      expect(probe.state).toBe('gone')
    }
  })

  it('asks the master for the end at its deadline, and has its ERR when the end comes (LNK-014)', () => {
    const probe = queued()
    probe.tell(ready(11))
    expect(probe.tell({ type: 'DEADLINE' })).toEqual([askEnd(ErrorCode.TIMEOUT)])
    expect(probe.state).toBe('closing')
    expect(probe.tell(ended(ErrorCode.TIMEOUT))).toEqual([error(ErrorCode.TIMEOUT, 1)])
    expect(probe.state).toBe('gone')
  })

  it('asks the master for the end when cancelled, and has its ERR when the end comes (LNK-015)', () => {
    const probe = queued()
    expect(probe.tell(cancel)).toEqual([askEnd(ErrorCode.OTHER)])
    expect(probe.tell(ended(ErrorCode.OTHER))).toEqual([error(ErrorCode.OTHER)])
  })

  it('keeps the first reason for which it was closed', () => {
    const probe = closing({ type: 'DEADLINE' })
    expect(probe.tell(cancel)).toEqual([])
    expect(probe.tell(ended(ErrorCode.EXPIRE))).toEqual([error(ErrorCode.TIMEOUT, 1)])
  })

  it('delivers nothing while it is being closed: such pairs are refused (LNK-013)', () => {
    for (const event of [cancel, { type: 'DEADLINE' }] as const) {
      const probe = closing(event)
      expect(probe.tell(ready(12))).toEqual([{ type: 'refuse', pair: 12 }])
      probe.tell({ type: 'UNDELIVERED' })
      expect(probe.tell(ended(ErrorCode.UNSPECIFIED))[0]).toMatchObject({ type: 'error', delivered: 0 })
    }
  })

  it('waits for its pairs when the master says complete, and ends with any other word (LNK-010)', () => {
    const probe = queued()
    expect(probe.tell(ended(ErrorCode.UNSPECIFIED))).toEqual([])
    expect(probe.state).toBe('queued')
    expect(probe.tell(ended(ErrorCode.EXPIRE))).toEqual([error(ErrorCode.EXPIRE)])
    expect(queued().tell(ended(ErrorCode.TIMEOUT))).toEqual([error(ErrorCode.TIMEOUT)])
  })

  it('ends with OTHER, or what it was being closed for, when the epoch does (LNK-019)', () => {
    expect(adding().tell({ type: 'LOST' })).toEqual([error(ErrorCode.OTHER)])
    expect(queued().tell({ type: 'LOST' })).toEqual([error(ErrorCode.OTHER)])
    expect(closing({ type: 'DEADLINE' }).tell({ type: 'LOST' })).toEqual([error(ErrorCode.TIMEOUT, 1)])
  })

  it('has exactly one terminal answer, and delivers no more than was asked, whatever happens (LNK-010, LNK-012)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(events, { maxLength: 40, size: 'max' }), (number, told) => {
        const probe = adding(number)
        let valid = 0
        let terminal = 0
        for (const event of told) {
          if (probe.state === 'gone') break
          if (event.type === 'UNDELIVERED') {
            if (valid === 0 || probe.state === 'adding') continue
            valid -= 1
          }
          for (const one of probe.tell(event)) {
            if (one.type === 'deliver') valid += 1
            if (one.type === 'error') expect(one.delivered).toBe(valid)
            if (one.type === 'error' || one.final === true) terminal += 1
          }
          expect(valid).toBeLessThanOrEqual(number)
        }
        if (probe.state !== 'gone')
          for (const one of probe.tell({ type: 'LOST' })) if (one.type === 'error') terminal += 1
        expect([terminal, probe.state]).toEqual([1, 'gone'])
      }),
      { seed: 1, numRuns: 500 }
    )
  })
})

const reasons = fc.constantFrom(ErrorCode.UNSPECIFIED, ErrorCode.OTHER, ErrorCode.TIMEOUT, ErrorCode.EXPIRE)
const events: fc.Arbitrary<CreationEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.nat(9).map(ready) },
  { weight: 2, arbitrary: fc.constant(accepted) },
  { weight: 2, arbitrary: reasons.map(ended) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<CreationEvent>(
      { type: 'UNDELIVERED' },
      { type: 'UNDELIVERED' },
      cancel,
      { type: 'DEADLINE' },
      { type: 'UNANSWERED' },
      { type: 'REJECTED', reason: ErrorCode.NORES },
      { type: 'LOST' }
    )
  }
)

describe('the creation machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: creationMachine,
      reach: { adding: () => adding(), queued: () => queued(), closing: () => closing() },
      events: [
        accepted,
        ready(1),
        ended(1),
        cancel,
        { type: 'DEADLINE' },
        { type: 'UNANSWERED' },
        { type: 'UNDELIVERED' },
        { type: 'REJECTED', reason: 1 },
        { type: 'LOST' }
      ]
    })
    // READY, UNDELIVERED before it is in the queue; REJECTED after; nonsense.
    expect(pairs).toBe(3 + 2 + 2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.integer({ min: 1, max: 4 }).map((number) => ({ createId: 3, number }))
    expect(
      checkAgreement({ creation: creationMachine }, 'creation', scripts('creation', inputs, events, [1]), {
        seed: 2,
        numRuns: 60
      })
    ).toEqual(['adding', 'closing', 'queued'])
  })
})
