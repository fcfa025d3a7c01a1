import { type ArrivalCapabilities, Basis } from '@bellwire/device'
import type { MeasurementChoice, PairDelivered } from '@bellwire/link-layer'
import { bellSign } from '@bellwire/quantum'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { type End, TwoNodes } from '../../test/two-nodes.js'
import type { LinkDescription } from './description.js'

const { Z, X, Y } = Basis
const settable: ArrivalCapabilities = { bases: [Z, X, Y, Basis.ZPlus, Basis.ZMinus], choice: 'set' }
const split: ArrivalCapabilities = { bases: [Z, X], choice: 'hardware', shares: [0.5, 0.5] }
const MILLISECOND = 1_000_000

/** Perfect pairs in every announced state, measured at bob as they arrive. */
const link: Partial<LinkDescription> = { arrival: { b: settable }, delays: [9_900, 0] }

const measure = { kind: 'measure', minimumFidelity: 0.9 } as const

/**
 * Pairs that both ends delivered for good, each checked: in the same basis, the outcomes of the Bell state. An outcome
 * under a basis in which nobody measured would show at once, since the pairs are perfect.
 */
function checkedPairs(two: TwoNodes, raw = false): number {
  const valid = ({ heard }: End) => {
    const expired = new Set(heard.expired.map(({ epoch, sequence }) => `${epoch}/${sequence}`))
    return new Map(
      heard.delivered
        .map((pair) => [`${pair.epoch}/${pair.sequence}`, pair] as const)
        .filter(([name]) => !expired.has(name))
    )
  }
  const bobs = valid(two.bob)
  let same = 0
  for (const [name, pair] of valid(two.alice)) {
    const twin = bobs.get(name) as PairDelivered
    expect(twin, name).toBeDefined()
    if (pair.basis !== twin.basis || pair.basis > Y) continue
    const axis = { [Z]: 3, [X]: 1, [Y]: 2 }[pair.basis as 0 | 1 | 2]
    const equal = bellSign(raw ? pair.bellIndex : 0, axis) > 0
    expect(pair.outcome?.reveal() === twin.outcome?.reveal(), `${name} in ${pair.basis}`).toBe(equal)
    same += 1
  }
  return same
}

describe('a link with an end that measures on arrival', () => {
  it.each(['Z', 'X', 'Y'] as const)('measures in %s as both ends are asked to (LNK-154, LNK-158)', (basis) => {
    const two = new TwoNodes({ link, seed: basis })
    for (const end of [two.alice, two.bob]) {
      const { pairs } = two.request(end, { ...measure, number: 40, originator: { basis }, responder: { basis } })
      expect(pairs).toHaveLength(40)
      for (const pair of pairs) expect([pair.basis, pair.qubit]).toEqual([Basis[basis], -1])
    }
    expect(checkedPairs(two)).toBe(80)
  })

  it('draws from sets with the shares asked for, and violates Bell’s inequality with them (DEV-053)', () => {
    const two = new TwoNodes({ link, seed: 'chsh' })
    const number = 4000
    const { pairs } = two.request(two.alice, {
      ...measure,
      number,
      raw: true,
      originator: { random: 'XZ', probabilities: [0.2] },
      responder: { random: 'CHSH', probabilities: [0.6] }
    })
    const share = (own: readonly PairDelivered[], basis: number) =>
      own.filter((pair) => pair.basis === basis).length / number
    expect(Math.abs(share(pairs, X) - 51 / 255)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / number))
    expect(Math.abs(share(two.bob.heard.delivered, Basis.ZPlus) - 0.6)).toBeLessThan(5 * Math.sqrt(0.24 / number))
    let [sum, count] = [0, 0]
    for (const pair of pairs) {
      const twin = two.twin(pair, two.bob)
      if (pair.bellIndex !== 0) continue
      const equal = pair.outcome?.reveal() === twin.outcome?.reveal() ? 1 : -1
      sum += pair.basis === X && twin.basis === Basis.ZMinus ? -equal : equal
      count += 1
    }
    expect(Math.abs(sum / count - Math.SQRT1_2)).toBeLessThan((5 * Math.SQRT1_2) / Math.sqrt(count))
  })

  it('has a splitter choose at both ends, and takes the requests that want that (LNK-152)', () => {
    const two = new TwoNodes({ link: { arrival: { a: split, b: split } }, seed: 'split' })
    const random = { random: 'XZ' } as const
    expect(two.alice.link.createDirect({ ...measure, number: 1 }).error).toBe(ErrorCode.UNSUPP)
    const { pairs } = two.request(two.bob, { ...measure, number: 400, originator: random, responder: random })
    expect(pairs).toHaveLength(400)
    expect(Math.abs(checkedPairs(two) - 200)).toBeLessThan(50)
  })

  it('keeps and prepares nothing, from either end (LNK-150, LNK-002)', () => {
    const two = new TwoNodes({ link })
    for (const end of [two.alice, two.bob]) {
      for (const kind of ['keep', 'prepare'] as const) {
        const { error, detail } = end.link.createDirect({ kind, number: 1, minimumFidelity: 0.9 })
        expect([error, detail.includes('cannot keep pairs')]).toEqual([ErrorCode.UNSUPP, true])
      }
    }
  })

  it('never gives an outcome under another basis, whatever requests follow each other and whatever is lost', () => {
    const channel = {
      loss: 0.1,
      duplication: 0.1,
      jitter: 3_000,
      reordering: { probability: 0.1, extraDelay: 30_000 }
    }
    const choices: readonly MeasurementChoice[] = [
      { basis: 'Z' },
      { basis: 'X' },
      { basis: 'Y' },
      { random: 'XZ' },
      { random: 'XYZ' }
    ]
    let checked = 0
    let abandoned = 0
    for (const seed of ['faults 1', 'faults 2', 'faults 3']) {
      const two = new TwoNodes({
        seed,
        settle: false,
        link: {
          ...link,
          // Frames may be this late, and photons not yet overtaken by the next.
          slotPeriod: 30_000,
          batchSlots: 40,
          keepAliveInterval: 2 * MILLISECOND,
          channels: { a: channel, b: channel, peer: channel },
          generationFailure: [0.05, 0.05],
          timers: { greetingMaximum: 2 * MILLISECOND, synchronisation: 3 * MILLISECOND }
        }
      })
      two.wait(20 * MILLISECOND)
      const open: number[] = []
      for (let n = 0; n < 60; n++) {
        const end = n % 2 === 0 ? two.alice : two.bob
        const answer = end.link.createDirect({
          ...measure,
          number: 6,
          raw: true,
          priority: n % 3,
          originator: choices[n % 5]!,
          responder: choices[(n + (n >> 2)) % 5]!,
          ...(n % 4 === 3 ? { timeLimit: 5 * MILLISECOND } : {})
        })
        if (answer.error === 0) open.push(answer.createId)
        two.wait(5 * MILLISECOND)
        if (n % 7 === 6) two.alice.link.cancel(open.at(-1) as number)
        if (n === 25) two.network.node('bob').restart()
        if (n === 40) two.network.node('alice').restart()
      }
      two.wait(400 * MILLISECOND)
      checked += checkedPairs(two, true)
      abandoned += two.alice.heard.expired.length + two.bob.heard.expired.length
    }
    expect(checked).toBeGreaterThan(80)
    expect(abandoned).toBeGreaterThan(0)
  })

  it('refuses test rounds when it is set up (LNK-156)', () => {
    expect(() => new TwoNodes({ link: { ...link, testFraction: 0.1 } })).toThrow('testFraction 0.1 of link 1')
  })
})
