import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from './entry.js'
import { LivePairs } from './live-pairs.js'

/** Names may pass 2^31. */
const named = (pair: number): Entry => ({ pair: pair + 2 ** 31 - 30 }) as Entry

type Step = { readonly do: 'add' | 'remove' | 'walk'; readonly which: number; readonly also: readonly number[] }
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('add', 'add', 'remove', 'walk'),
  which: fc.nat(60),
  also: fc.array(fc.nat(60), { maxLength: 5 })
})

describe('live pairs', () => {
  it('are found by name and visited oldest first, as they come and go', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const live = new LivePairs()
        const model = new Map<number, Entry>()
        let next = 0
        const add = (): void => {
          const entry = named(next++)
          live.add(entry)
          model.set(entry.pair, entry)
        }
        const remove = (which: number): void => {
          const entry = model.get(named(which).pair)
          expect(live.find(named(which).pair)).toBe(entry)
          expect(live.remove(entry ?? named(which))).toBe(entry !== undefined)
          if (entry !== undefined) model.delete(entry.pair)
        }
        for (const { do: what, which, also } of steps) {
          if (what === 'add') add()
          else if (what === 'remove') remove(which)
          else {
            // A walk during which pairs go, and one comes, is that over a Map.
            const walked: Entry[] = []
            const expected = model.values()
            for (const entry of live) {
              expect(entry).toBe(expected.next().value)
              walked.push(entry)
              if (walked.length === 2) add()
              const gone = also[walked.length - 1]
              if (gone !== undefined) remove(gone)
            }
            expect(expected.next().done).toBe(true)
          }
          expect([...live]).toEqual([...model.values()])
        }
      }),
      { seed: 32, numRuns: 500 }
    )
  })

  it('are told from others by what they are, not only by name', () => {
    const live = new LivePairs()
    live.add(named(1))
    expect(live.remove(named(1))).toBe(false)
    expect(live.find(named(1).pair)).toBeDefined()
  })
})
