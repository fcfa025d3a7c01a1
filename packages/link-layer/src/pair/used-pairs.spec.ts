import { serialAdd, serialCompare, serialDistance } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type UsedPair, UsedPairs } from './used-pairs.js'

type Pair = UsedPair<string>

/** The same as a list, every pair for itself. */
class Model {
  pairs: Pair[] = []

  takeFirst(epoch: number, low: number, high: number): Pair | undefined {
    const [first] = this.pairs
      .filter((pair) => pair.epoch === epoch)
      .filter(({ sequence }) => serialCompare(low, sequence) <= 0 && serialCompare(sequence, high) < 0)
      .sort((a, b) => serialDistance(b.sequence, a.sequence))
    this.pairs = this.pairs.filter((pair) => pair !== first)
    return first
  }

  forget(certain: (pair: Pair) => boolean): void {
    this.pairs = this.pairs.filter((pair) => !certain(pair))
  }
}

/** Numbers are relative to the last sequence number made, so that they lie among the pairs there are. */
type Step =
  | {
      readonly do: 'make'
      readonly item: string
      readonly count: number
      readonly skip: number
      readonly names: number
    }
  /** A pair is held, and used only after others. */
  | { readonly do: 'hold'; readonly item: string }
  | { readonly do: 'use'; readonly which: number }
  | { readonly do: 'expire'; readonly back: number; readonly length: number }
  | { readonly do: 'confirm'; readonly back: number }
  | { readonly do: 'newEpoch'; readonly first: number }
  | { readonly do: 'forgetEpoch'; readonly age: number }

const item = fc.constantFrom('first', 'second')
const near = fc.integer({ min: -2, max: 40 })
/** Sequence numbers begin where they wrap, where their sign bit changes, or anywhere. */
const first = fc.oneof(
  fc.integer({ min: 0xffff_ffd0, max: 0xffff_ffff }),
  fc.integer({ min: 0x7fff_ffd0, max: 0x8000_0010 }),
  fc.nat(0xffff_ffff)
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('make' as const),
      item,
      count: fc.integer({ min: 1, max: 12 }),
      skip: fc.oneof(fc.constant(0), fc.nat(3)),
      names: fc.oneof(fc.constant(0), fc.nat(2))
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const), item }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('use' as const), which: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('expire' as const),
      back: near,
      length: fc.oneof(fc.nat(8), fc.constantFrom(0x7fff_ffff, 0xffff_fffe))
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const), back: near }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('newEpoch' as const), first }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forgetEpoch' as const), age: fc.nat(2) }) }
)

const byName = (pairs: Iterable<Pair>) => [...pairs].sort((a, b) => a.pair - b.pair)

describe('pairs that are used and delivered', () => {
  it('are kept as a list of them would be, whatever is used, expired and confirmed, across the wrap', () => {
    fc.assert(
      fc.property(first, fc.array(step, { maxLength: 60, size: 'max' }), (firstSequence, steps) => {
        const used = new UsedPairs<string>()
        const model = new Model()
        const held: Pair[] = []
        let next: Omit<Pair, 'item'> = { epoch: 1, sequence: firstSequence, pair: 2 ** 31 - 20 }
        const make = (item: string): Pair => {
          const made = { ...next, item }
          next = { epoch: next.epoch, sequence: serialAdd(next.sequence, 1), pair: next.pair + 1 }
          return made
        }
        const use = (pair: Pair): void => {
          used.add(pair.epoch, pair.sequence, pair.pair, pair.item)
          model.pairs.push(pair)
        }
        for (const step of steps) {
          switch (step.do) {
            case 'make':
              next = { ...next, sequence: serialAdd(next.sequence, step.skip), pair: next.pair + step.names }
              for (let made = 0; made < step.count; made++) use(make(step.item))
              break
            case 'hold':
              held.push(make(step.item))
              break
            case 'use':
              for (const pair of held.splice(step.which, 1)) use(pair)
              break
            case 'expire': {
              const low = serialAdd(next.sequence, -step.back)
              const high = serialAdd(low, step.length)
              for (const taken of used.take(next.epoch, low, high)) {
                expect(taken).toEqual(model.takeFirst(next.epoch, low, high))
                expect(byName(used)).toEqual(byName(model.pairs))
              }
              expect(model.takeFirst(next.epoch, low, high)).toBeUndefined()
              break
            }
            case 'confirm': {
              const certain = serialAdd(next.sequence, -step.back)
              used.forgetBefore(next.epoch, certain)
              model.forget(({ epoch, sequence }) => epoch === next.epoch && serialCompare(sequence, certain) < 0)
              break
            }
            case 'newEpoch':
              next = { ...next, epoch: next.epoch + 1, sequence: step.first }
              break
            case 'forgetEpoch':
              used.forgetEpoch(next.epoch - step.age)
              model.forget(({ epoch }) => epoch === next.epoch - step.age)
              break
          }
          expect(byName(used)).toEqual(byName(model.pairs))
        }
      }),
      { seed: 31, numRuns: 1000 }
    )
  })

  it('are taken one by one, oldest first, out of the middle of those used in one go', () => {
    const used = new UsedPairs<string>()
    for (let offset = 0; offset < 6; offset++) used.add(4, serialAdd(0xffff_fffd, offset), 10 + offset, 'one')
    const taken = used.take(4, 0, 2)
    expect(taken.next().value).toEqual({ epoch: 4, sequence: 0, pair: 13, item: 'one' })
    expect([...used].map(({ pair }) => pair)).toEqual([10, 11, 12, 14, 15])
    expect([...taken]).toEqual([{ epoch: 4, sequence: 1, pair: 14, item: 'one' }])
    expect([...used].map(({ pair }) => pair)).toEqual([10, 11, 12, 15])
  })

  it('stay where a range is empty, ends before it begins, or is of another epoch', () => {
    const used = new UsedPairs<string>()
    used.add(4, 100, 1, 'one')
    expect([...used.take(4, 100, 100), ...used.take(4, 100, 99), ...used.take(3, 100, 101)]).toEqual([])
    expect([...used]).toHaveLength(1)
  })
})
