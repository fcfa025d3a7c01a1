import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAIRS_DEFAULTS } from '../service.js'
import { HeadRequest, JointNeed } from './head-request.js'

const MEASUREMENT = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

function served(id: number, number: number, need: JointNeed): HeadRequest {
  const request = new HeadRequest(id, { ...PAIRS_DEFAULTS, number }, MEASUREMENT, false, need)
  request.served = true
  return request
}

describe('requests for the same pairs', () => {
  it('have no more halves together than there are pairs that were not handed over (NET-128)', () => {
    const step = fc.record({
      request: fc.integer({ min: 0, max: 2 }),
      act: fc.constantFrom('assign', 'assign', 'unassign', 'handOver', 'takeBack', 'end')
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 60 }), (wanted, steps) => {
        const need = new JointNeed(wanted)
        const held = [1, 2, 3].map((id) => ({ request: served(id, wanted, need), halves: 0, pairs: 0, over: false }))
        let [halves, pairs] = [0, 0]
        for (const { request: index, act } of steps) {
          const one = held[index]!
          if (act === 'assign' && one.request.needsMore && !one.over)
            [one.halves, halves] = [one.halves + 1, halves + 1]
          else if (act === 'unassign' && one.halves > 0) [one.halves, halves] = [one.halves - 1, halves - 1]
          else if (act === 'handOver' && one.halves > 0) {
            one.halves -= 1
            one.pairs += 1
            ;[halves, pairs] = [halves - 1, pairs + 1]
          } else if (act === 'takeBack' && one.pairs > 0) {
            one.pairs -= 1
            // Of a request that has ended no other is owed.
            if (!one.over) pairs -= 1
          } else if (act === 'end' && !one.over) one.over = true
          else continue
          one.request[act]()
          expect(need.missing).toBe(wanted - pairs)
          expect(halves).toBeLessThanOrEqual(need.missing)
          expect(need.isOpen).toBe(halves < need.missing)
        }
      })
    )
  })

  it('hear, as long as they last, that there is something to make again', () => {
    const need = new JointNeed(2)
    const [one, two] = [served(1, 2, need), served(2, 2, need)]
    const woken: number[] = []
    need.join(1, () => woken.push(1))
    need.join(2, () => woken.push(2))
    one.assign()
    one.unassign()
    expect(woken).toEqual([])
    one.assign()
    two.assign()
    expect([one.needsMore, two.needsMore]).toEqual([false, false])
    two.unassign()
    expect(woken).toEqual([1, 2])
    expect([one.needsMore, two.needsMore]).toEqual([true, true])
    two.end()
    one.assign()
    one.unassign()
    expect(woken).toEqual([1, 2, 1])
    expect(need.requests).toEqual([1])
  })
})
