import {
  firstComeFirstServed,
  type Scheduler,
  strictPriority,
  timeDivision,
  weightedFairQueueing
} from '@bellwire/link-layer'
import { HeraldError } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { TwoNodes } from '../../test/two-nodes.js'

const SCHEDULERS: readonly [name: string, scheduler: Scheduler][] = [
  ['first come, first served', firstComeFirstServed],
  ['strict priority', strictPriority],
  ['weighted fair queueing', weightedFairQueueing([1, 2, 3, 4, 5, 6, 7, 0])],
  ['time division', timeDivision({ firstSlot: 0, period: 10, bins: [{ start: 0, end: 10, purpose: 0 }] })]
]

describe.each(SCHEDULERS)('a link with %s', (_, scheduler) => {
  it('has the same scheduler at both ends: they offer their batches for the same requests (LNK-110)', () => {
    let mismatches = 0
    const batches = new Map<number, number>()
    const two = new TwoNodes({
      link: { scheduler },
      observer: {
        sent(from, _to, frame) {
          if (frame.type === 'REPLY' && frame.error === HeraldError.QUEUE_MISMATCH) mismatches += 1
          if (frame.type === 'GEN') batches.set(from, (batches.get(from) ?? 0) + 1)
        },
        received: () => undefined,
        dropped: () => undefined,
        malformed: () => undefined
      }
    })
    const asked = [5, 0, 7, 2, 6].flatMap((priority, index) =>
      [two.alice, two.bob].map(({ link }) =>
        link.createDirect({ kind: 'measure', number: 10 + index, minimumFidelity: 0.5, priority })
      )
    )
    const own = ({ originator, final }: { readonly originator: boolean; readonly final: boolean }) =>
      originator && final
    two.until(() => [two.alice, two.bob].flatMap(({ heard }) => heard.delivered.filter(own)).length === asked.length)
    expect([two.alice, two.bob].flatMap(({ heard }) => heard.failed)).toEqual([])
    // Where a request ends, one end may know of it a batch earlier; the station tells both.
    expect(mismatches).toBeLessThanOrEqual(2 * asked.length)
    expect([...batches.values()].every((count) => count > 10)).toBe(true)
  })
})
