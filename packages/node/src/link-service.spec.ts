import { LinkLayerError } from '@bellwire/link-layer'
import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlayedNode, SLOT_PERIOD } from '../test/played-node.js'
import type { LinkRequest } from './link-service.js'

const measure = { kind: 'measure', number: 1, minimumFidelity: 0.5 } as const

/** Fields that no request has. */
const malformed = fc.oneof(
  fc
    .constantFrom<unknown>(0, -1, 1.5, Number.NaN, Infinity, 2 ** 32, '3', null, undefined, 3n)
    .map((number) => ({ number })),
  fc
    .constantFrom<unknown>(-0.1, 1.1, Number.NaN, '0.5', null, true, undefined)
    .map((minimumFidelity) => ({ minimumFidelity })),
  fc.constantFrom<unknown>(-1, 0.5, Number.NaN, Infinity, 2 ** 53, '1 s', null).map((timeLimit) => ({ timeLimit })),
  fc.constantFrom<unknown>(-1, 65_536, 0.5, Number.NaN, '0', null).map((purpose) => ({ purpose })),
  fc.constantFrom<unknown>(-1, 8, 0.5, Number.NaN, '0', null).map((priority) => ({ priority })),
  fc.constantFrom<unknown>('send', 'Keep', '', 'toString', 0, null, undefined).map((kind) => ({ kind })),
  fc
    .tuple(fc.constantFrom('atomic', 'consecutive', 'raw'), fc.constantFrom<unknown>(0, 1, 'true', null, undefined))
    .map(([field, value]) => ({ [field]: value })),
  fc
    .tuple(
      fc.constantFrom('originator', 'responder'),
      fc.constantFrom<unknown>(
        null,
        undefined,
        'Z',
        {},
        { basis: 'W' },
        { basis: 'Z', random: 'XZ' },
        { rotation: [0, 0, 256] },
        { rotation: [0, Number.NaN, 0] },
        { random: 'constructor' },
        { random: 'XZ', probabilities: ['0.5'] },
        { random: 'XYZ', probabilities: [0.6, 0.6] }
      )
    )
    .map(([end, choice]) => ({ [end]: choice }))
) as fc.Arbitrary<Partial<LinkRequest>>

describe('a malformed request', () => {
  it('is thrown back, and nothing of it is applied: no identifier, record, frame or timer (LNK-001)', () => {
    fc.assert(
      fc.property(malformed, fc.boolean(), (fields, master) => {
        const played = new PlayedNode({ master }).open()
        const first = played.link.createDirect(measure).createId
        const state = () => [
          played.frames,
          played.recorder.length,
          played.clock.pending,
          played.seen.length,
          played.node.ignored.size
        ]
        const before = state()
        for (const ask of [
          () => played.link.createDirect({ ...measure, ...fields }),
          () => played.link.create({ ...measure, ...fields })
        ]) {
          expect(ask).toThrow(LinkLayerError)
          expect(ask).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }))
        }
        expect(state()).toEqual(before)
        expect(played.link.createDirect(measure).createId).toBe(first + 1)
      }),
      { seed: 31, numRuns: 200 }
    )
  })

  it('is thrown back also while the link is down, when a request in order is answered (LNK-001, LNK-003)', () => {
    const played = new PlayedNode()
    expect(() => played.link.createDirect({ ...measure, number: 0 })).toThrow(LinkLayerError)
    expect(played.link.createDirect(measure)).toMatchObject({ createId: 1, error: ErrorCode.OTHER })
  })
})

describe('a time limit beyond what a clock can name', () => {
  it('is none: the request is in the queue, and stays', () => {
    for (const timeLimit of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 30_000]) {
      const played = new PlayedNode().open()
      played.wait(30_001)
      expect(played.link.createDirect({ ...measure, timeLimit })).toMatchObject({ error: ErrorCode.UNSPECIFIED })
      expect(played.last('ADD')).toMatchObject({ deadlineSlot: 0 })
    }
  })

  it('is kept to up to the last instant', () => {
    const played = new PlayedNode().open()
    played.wait(30_000)
    played.link.createDirect({ ...measure, timeLimit: Number.MAX_SAFE_INTEGER - 30_000 })
    expect(played.last('ADD')!.deadlineSlot).toBe(Math.floor((Number.MAX_SAFE_INTEGER - 5_050) / SLOT_PERIOD) + 1)
  })

  it('of the peer does not harm the master, which serves the request', () => {
    const played = new PlayedNode().open()
    played.add({ deadlineSlot: Number.MAX_SAFE_INTEGER })
    expect(played.last('ADD_ACK')).toMatchObject({ serial: 1, queueId: 1 })
    played.wait(10 * SLOT_PERIOD)
    expect(played.last('GEN')).toMatchObject({ queueId: 1 })
  })
})
