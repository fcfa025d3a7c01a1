import type { Channel } from '@bellwire/transport'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { NODES, TwoEnds } from '../../test/two-ends.js'
import { Pieces } from './pieces.js'
import type { SessionHandle } from './session-resources.js'
import type { QkdWish } from './wish.js'

const wish = {
  analysis: 'complementarity-azuma',
  rounds: 3000,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
} as const
const bad: Channel = {
  delay: 1000,
  loss: 0.2,
  duplication: 0.2,
  jitter: 800,
  reordering: { probability: 0.2, extraDelay: 4000 }
}

const sharedTests: QkdWish = {
  protocol: 'shared-tests',
  rounds: 3000,
  probability: 0.1,
  expectedChsh: 2.81,
  expectedQber: 0.004,
  epsilons: [0.99, 0.99, 0.99, 0.3, 0.3],
  leakBudget: 1000,
  threshold: 0.8,
  minimumLength: 0
}
const CALM: Channel = { delay: 1000, loss: 0, duplication: 0, jitter: 0, reordering: undefined }
const LONG = 3600_000_000_000
const handles = new WeakMap<TwoEnds, SessionHandle>()
const begunSession = (ends: TwoEnds): SessionHandle => handles.get(ends)!
const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

function finishIn(body: Uint8Array): Extract<QkdMessage, { type: 'FINISH' }> | undefined {
  if (body[0] !== 0) return undefined
  const message = decodeQkdMessage(body.subarray(1))
  return message.type === 'FINISH' ? message : undefined
}

/** The tags that each end sends, in hexadecimal. */
function tagsOf(ends: TwoEnds): readonly [string[], string[]] {
  const tags: [string[], string[]] = [[], []]
  ends.tamper = (from, body) => {
    const said = finishIn(body)
    if (said !== undefined && said.tag.length > 0)
      tags[from === NODES[0] ? 0 : 1].push(Buffer.from(said.tag).toString('hex'))
    return body
  }
  return tags
}

function begun(seed: number, channel?: Channel, asked: QkdWish = wish, silence = 1_000_000_000): TwoEnds {
  const ends = new TwoEnds({
    seed,
    strategy: (random) => wernerPairs(0.98, random.stream('pairs')),
    configuration: { blockRounds: 256, silence, beat: 100_000, patience: 10 },
    ...(channel && { channel })
  })
  handles.set(ends, ends.open(asked))
  return ends
}

/** Nobody has a key twice, and where both have one it is the same. */
function checkReleased(ends: TwoEnds): void {
  const [a, b] = ends.released
  expect(a.length).toBeLessThanOrEqual(1)
  expect(b.length).toBeLessThanOrEqual(1)
  // The corrector has a key only if the reference has said that it has one.
  if (a.length === 1) expect(b.length).toBe(1)
  if (a.length === 1) expect(a[0]!.key.equals(b[0]!.key)).toBe(true)
  for (const { ledger } of ends.pools) {
    const reserved = ledger.sessions.length * 256
    expect(ledger.nextOffset).toBe(128 + ledger.burntBits + reserved)
  }
}

describe('a session over a bad network', () => {
  it('ends as over a good one', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const ends = begun(seed, bad)
        ends.run()
        expect(ends.endings.map((list) => list.map(({ reason }) => reason))).toEqual([
          [QkdReason.NONE],
          [QkdReason.NONE]
        ])
        checkReleased(ends)
      }),
      { seed: 1, numRuns: 8 }
    )
  })
})

describe('a session whose ends crash', () => {
  const crash = fc.record({
    end: fc.constantFrom(0 as const, 1 as const),
    after: fc.integer({ min: 1, max: 120 }),
    down: fc.integer({ min: 1, max: 40 })
  })

  it('gives one key at each end, or none (APP-036)', () => {
    const outcomes = { both: 0, none: 0, reference: 0 }
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(crash, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (seed, crashes, badly) => {
          const ends = begun(seed, badly ? bad : undefined)
          for (const { end, after, down } of crashes) {
            ends.clock.run({ until: ends.clock.now() + after * 5000 })
            ends.crash(end)
            ends.clock.run({ until: ends.clock.now() + down * 1000 })
            ends.recover(end)
          }
          ends.run(10)
          checkReleased(ends)
          const [a, b] = ends.released
          outcomes[a.length === 1 ? 'both' : b.length === 1 ? 'reference' : 'none'] += 1
          // Nothing is left open, whatever has become of it.
          for (const { ledger } of ends.pools) expect(ledger.sessions).toEqual([])
        }
      ),
      { seed: 2, numRuns: 60 }
    )
    expect(outcomes.both).toBeGreaterThan(10)
    expect(outcomes.none).toBeGreaterThan(5)
  })

  it('goes on from any step after the rounds, at either end', () => {
    for (const end of [0, 1] as const) {
      for (let steps = 1; steps < 30; steps++) {
        const ends = begun(4)
        let frames = 0
        ends.tamper = (node, body) => {
          if (node === NODES[end]) frames += 1
          return body
        }
        ends.clock.run({ while: () => !ends.phases[0].includes('listing') })
        const until = frames + steps
        ends.clock.run({ while: () => frames < until && ends.endings[end].length === 0 })
        ends.crash(end)
        ends.recover(end)
        ends.run(10)
        checkReleased(ends)
        expect(
          ends.released.map((list) => list.length),
          `end ${end}, step ${steps}`
        ).toEqual([1, 1])
      }
    }
  })

  it('goes on where the reference crashes while rounds are made: what it had not written down counts as +1 (APP-023)', () => {
    const ends = begun(5)
    ends.clock.run({ while: () => ends.pairs.ends[1].held.size === 0 || ends.clock.now() < 100_000 })
    ends.crash(1)
    ends.clock.run({ until: ends.clock.now() + 2000 })
    ends.recover(1)
    ends.run(10)
    expect(ends.endings[0][0]!.origin.missing).toBeGreaterThan(10)
    checkReleased(ends)
  })

  it('tells a sink the same key where a node dies while the sink takes it (APP-036)', () => {
    for (const end of [0, 1] as const) {
      const ends = begun(7)
      const first = ends.released[end]
      let dead = false
      ends.onRelease = (at) => {
        if (at !== end || dead) return
        dead = true
        throw new Error('the process dies')
      }
      expect(() => ends.run(10)).toThrow('the process dies')
      ends.crash(end)
      ends.recover(end)
      ends.run(10)
      expect(ends.released.map((list) => list.length)).toEqual(end === 0 ? [2, 1] : [1, 2])
      expect(first[0]!.origin.session).toBe(first[1]!.origin.session)
      expect(first[0]!.key.equals(first[1]!.key)).toBe(true)
      const [[a], [b]] = ends.released
      expect(a!.key.equals(b!.key)).toBe(true)
      for (const { ledger } of ends.pools) expect(ledger).toMatchObject({ producedBits: a!.key.length, sessions: [] })
    }
  })

  it.each([
    ['sifted', wish, QkdReason.ROUNDS],
    ['shared tests', sharedTests, QkdReason.AUTHENTICATION]
  ] as const)(
    'is over, at both ends, where the corrector crashes in the middle of a block of rounds: %s (APP-145)',
    (_name, asked, atReference) => {
      // Far more than is played: nobody is told by that.
      const ends = begun(6, undefined, asked, LONG)
      const tags = tagsOf(ends)
      ends.clock.run({ until: 151_000 })
      const before = ends.pairs.measurements[0]
      expect(before % 256).toBeGreaterThan(0)
      ends.crash(0)
      ends.recover(0)
      ends.run(0.1)
      expect(reasonsOf(ends)).toEqual([[QkdReason.ROUNDS], [atReference]])
      expect(ends.released).toEqual([[], []])
      // Nothing is measured in place of what is forgotten.
      expect(ends.pairs.measurements[0]).toBe(before)
      for (const { ledger } of ends.pools)
        expect(ledger).toMatchObject({ burntBits: 256, producedBits: 0, sessions: [] })
      expect(new Set(tags[0]).size).toBeLessThanOrEqual(1)
      for (const end of [0, 1] as const) {
        expect([...ends.journals[end].records()].at(-1)).toMatchObject({ kind: 'over', produced: 0 })
        ends.crash(end)
        expect(ends.recover(end)).toBeUndefined()
      }
    }
  )
})

describe('a pad', () => {
  it.each([true, false])(
    'makes one tag, whatever a peer answers to the end of a session (APP-033, APP-147); given up: %s',
    (givenUp) => {
      const ends = begun(8, undefined, wish, LONG)
      const tags = tagsOf(ends)
      const read = ends.tamper
      ends.tamper = (from, body, frame) =>
        from === NODES[1] && finishIn(body) !== undefined
          ? new Pieces(encodeQkdMessage({ type: 'PROCEED', missing: 0 })).next()
          : read(from, body, frame)
      ends.clock.run({ until: 100_000 })
      if (givenUp) begunSession(ends).stop()
      ends.run(1)
      expect(reasonsOf(ends)[0]).toEqual([givenUp ? QkdReason.STOPPED : QkdReason.MESSAGE])
      expect(ends.released[0]).toEqual([])
      expect(tags[0]).toHaveLength(1)
    }
  )

  it('makes one tag where a process dies that has said the end of its session (APP-036, APP-147)', () => {
    const ends = begun(9, undefined, wish, LONG)
    const tags = tagsOf(ends)
    const session = begunSession(ends)
    ends.clock.run({ until: 100_000 })
    // Whoever listens has heard it, the peer has not.
    ends.medium.connect(...NODES, { ...CALM, loss: 1 })
    session.stop()
    ends.clock.run({ until: ends.clock.now() + 50_000 })
    ends.crash(0)
    ends.medium.connect(...NODES, CALM)
    ends.recover(0)
    ends.run(0.1)
    expect(reasonsOf(ends)).toEqual([[QkdReason.STOPPED], [QkdReason.STOPPED]])
    expect(ends.released).toEqual([[], []])
    expect(tags[0].length).toBeGreaterThan(1)
    expect(new Set(tags[0]).size).toBe(1)
  })
})
