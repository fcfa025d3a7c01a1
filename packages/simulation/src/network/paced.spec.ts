import { firstComeFirstServed, strictPriority, timeDivision, weightedFairQueueing } from '@bellwire/link-layer'
import { HeraldError, type LinkFrame } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { type End, TwoNodes } from '../../test/two-nodes.js'

const LOSSY = { a: { loss: 0.05 }, b: { loss: 0.05 }, peer: { loss: 0.1, duplication: 0.2, jitter: 30_000 } }

/** A paced request of one end: so many pairs are called for whenever as many have come. */
function ask(at: End, step: number, fields: { readonly priority?: number } = {}) {
  const asked = { createId: 0, called: 0, delivered: 0 }
  const call = (): void => {
    asked.called += step
    at.link.more(asked.createId, step)
  }
  at.link.subscribe({
    delivered: (pair) => {
      at.link.release(pair)
      if (!pair.originator || pair.createId !== asked.createId) return
      asked.delivered += 1
      if (asked.delivered === asked.called) call()
    },
    expired: (pair) => {
      if (pair.originator && pair.createId === asked.createId) asked.delivered -= 1
    }
  })
  asked.createId = at.link.createDirect({ number: 1_000_000, minimumFidelity: 0.9, paced: true, ...fields }).createId
  call()
  return asked
}

describe.each([
  ['first come, first served', firstComeFirstServed],
  ['strict priority', strictPriority],
  ['weighted fair queueing', weightedFairQueueing([1, 1])],
  ['time division', timeDivision({ firstSlot: 0, period: 10, bins: [{ start: 0, end: 10, purpose: 0 }] })]
])('paced requests with %s', (_, scheduler) => {
  it('of both ends get their pairs, whatever is lost, repeated or overtaken, and no more (LNK-130, LNK-134)', () => {
    const two = new TwoNodes({ link: { scheduler, channels: LOSSY, batchSlots: 100 } })
    const requests = [ask(two.alice, 1), ask(two.alice, 3), ask(two.bob, 1), ask(two.bob, 2)]
    two.until(() => {
      for (const { delivered, called } of requests) expect(delivered).toBeLessThanOrEqual(called)
      return requests.every(({ delivered }) => delivered >= 60)
    })
    expect([two.alice, two.bob].flatMap(({ heard }) => heard.failed)).toEqual([])
  })

  it('leave the link to others while nothing is called for (LNK-130)', () => {
    const two = new TwoNodes({ link: { scheduler } })
    const idle = two.alice.link.createDirect({ number: 100, minimumFidelity: 0.9, paced: true, priority: 1 }).createId
    expect(two.request(two.bob, { number: 4, minimumFidelity: 0.9 }).pairs).toHaveLength(4)
    two.alice.link.more(idle, 2)
    two.until(
      () => two.alice.heard.delivered.filter(({ createId, originator }) => originator && createId === idle).length === 2
    )
    two.alice.link.cancel(idle)
    two.until(() => two.alice.heard.failed.length === 1)
    expect(two.alice.heard.failed).toMatchObject([{ createId: idle, delivered: 2 }])
  })
})

describe('weighted fair queueing of paced requests', () => {
  it('gives each its share, however much each calls for at a time (LNK-114)', () => {
    const two = new TwoNodes({ link: { scheduler: weightedFairQueueing([1, 3]) } })
    const [light, heavy] = [ask(two.alice, 2, { priority: 0 }), ask(two.bob, 3, { priority: 1 })]
    two.until(() => light.delivered + heavy.delivered >= 400)
    // While a call is on its way the other is served: a light one gets somewhat more than its quarter.
    expect(light.delivered / (light.delivered + heavy.delivered)).toBeGreaterThan(0.2)
    expect(light.delivered / (light.delivered + heavy.delivered)).toBeLessThan(0.4)
  })
})

describe('a busy link on which nothing is lost', () => {
  it.each([1, 100])(
    'has each call said once, and once more for a KEEPALIVE, in batches of %i (LNK-136)',
    (batchSlots) => {
      const sent: { readonly from: number; readonly to: number; readonly frame: LinkFrame }[] = []
      const two = new TwoNodes({
        link: { batchSlots },
        recorder: () => ({ record: (fields) => void (fields.kind === 'frameSent' && sent.push(fields as never)) })
      })
      const requests = [ask(two.alice, 1), ask(two.alice, 3), ask(two.bob, 1), ask(two.bob, 2)]
      const delivered = () => requests.reduce((sum, request) => sum + request.delivered, 0)
      two.until(() => delivered() >= 2000)
      const repeated = [0, 0]
      const asked = [0, 0]
      const failed = [0, 0]
      const called = new Map<string, number>()
      for (const { from, to, frame } of sent) {
        if (frame.type === 'KEEPALIVE' && !frame.answer) asked[2 - from]! += 1
        if (frame.type === 'REPLY' && frame.error !== HeraldError.NONE) failed[to - 1]! += 1
        if (frame.type !== 'MORE') continue
        const item = `${from} ${frame.queueId}`
        if (called.get(item) === frame.number) repeated[from - 1]! += 1
        called.set(item, frame.number)
      }
      for (const end of [0, 1]) {
        // Each end is asked once for every 64 pairs, and repeats the calls of no more than its two items.
        expect(Math.abs(asked[end]! - delivered() / 64)).toBeLessThanOrEqual(1)
        // The ends may not be at one when an item begins.
        expect(failed[end]).toBeLessThanOrEqual(requests.length)
        expect(repeated[end]).toBeLessThanOrEqual(2 * (asked[end]! + failed[end]!))
        expect(repeated[end]).toBeGreaterThan(0)
      }
    }
  )
})
