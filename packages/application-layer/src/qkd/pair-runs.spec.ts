import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PairName } from '../entanglement/source.js'
import { nameAt, PairRuns, placesOf } from './pair-runs.js'

/** Names close to one another, and at the wrap of sequence numbers, in any order. */
const name: fc.Arbitrary<PairName> = fc.record({
  initiator: fc.nat(1),
  circuit: fc.nat(1),
  headEpoch: fc.nat(1),
  headSequence: fc.constantFrom(0xffff_fffe, 0xffff_ffff, 0, 1, 2),
  tailEpoch: fc.nat(1),
  tailSequence: fc.constantFrom(0xffff_fffe, 0xffff_ffff, 0, 1, 2)
})
const names = fc.uniqueArray(name, { selector: (one) => JSON.stringify(one), maxLength: 30 })
const ordered = names.chain((list) => {
  const sorted = list.toSorted((a, b) => a.circuit - b.circuit || a.headSequence - b.headSequence)
  return fc.constantFrom(list, sorted)
})

function runsOf(list: readonly PairName[]): PairRuns {
  const runs = new PairRuns()
  for (const one of list) runs.append(one)
  return runs
}

const namesIn = (runs: PairRuns): PairName[] =>
  runs.runs.flatMap((run) => Array.from({ length: run.count }, (_, offset) => nameAt(run, offset)))

describe('runs of pairs', () => {
  it('hold the names that were appended, in order', () => {
    fc.assert(
      fc.property(ordered, (list) => {
        const runs = runsOf(list)
        expect(namesIn(runs)).toEqual(list)
        expect(runs.count).toBe(list.length)
        expect(PairRuns.from(runs.runs).runs).toEqual(runs.runs)
      }),
      { seed: 1 }
    )
  })

  it('are as few as can be for pairs that follow one another, across the wrap too', () => {
    const runs = new PairRuns()
    for (let k = 0; k < 1000; k++) {
      const sequence = (0xffff_ff00 + k) >>> 0
      runs.append({
        initiator: 0,
        circuit: 2,
        headEpoch: 1,
        headSequence: sequence,
        tailEpoch: 1,
        tailSequence: sequence
      })
    }
    expect(runs.runs).toHaveLength(1)
  })

  it('give any part of them', () => {
    fc.assert(
      fc.property(ordered, fc.nat(30), fc.nat(30), (list, a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        expect(namesIn(PairRuns.from(runsOf(list).slice(start, end)))).toEqual(list.slice(start, end))
      }),
      { seed: 2 }
    )
  })

  it('find each listed pair among their own, and refuse one that is listed twice', () => {
    fc.assert(
      fc.property(ordered, names, fc.boolean(), (own, listed, shuffledOwn) => {
        const all = shuffledOwn ? [...own, ...listed.slice(0, 3)] : own
        const unique = all.filter(
          (one, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index
        )
        const texts = unique.map((one) => JSON.stringify(one))
        expect([...(placesOf(runsOf(listed), runsOf(unique)) ?? [])]).toEqual(
          listed.map((one) => texts.indexOf(JSON.stringify(one)))
        )
        const known = listed.find((one) => texts.includes(JSON.stringify(one)))
        if (known !== undefined) expect(placesOf(runsOf([...listed, known]), runsOf(unique))).toBeUndefined()
      }),
      { seed: 3, numRuns: 300 }
    )
  })

  it('find none of many listed pairs among many runs of their own in no long time', () => {
    const own = new PairRuns()
    const pair = { initiator: 0, circuit: 1, headEpoch: 1, tailEpoch: 1 }
    const runs = 100_000
    for (let k = 0; k < runs; k++) own.append({ ...pair, headSequence: 2 * k, tailSequence: 2 * k })
    for (const [headSequence, tailSequence] of [
      [0, 1],
      [0x8000_0000, 0x8000_0000]
    ] as const) {
      const places = placesOf(PairRuns.from([{ ...pair, headSequence, tailSequence, count: runs }]), own)
      expect(places?.every((place) => place === -1)).toBe(true)
    }
    const found = placesOf(PairRuns.from([{ ...pair, headSequence: 1, tailSequence: 1, count: runs }]), own)
    expect(found?.every((place, k) => place === (k % 2 === 0 ? -1 : (k + 1) / 2))).toBe(true)
  })
})
