import { MemoryJournal, type Plain } from '@bellwire/runtime'
import { QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { TwoEnds } from '../../test/two-ends.js'
import type { QkdWish } from './wish.js'

const wish: QkdWish = {
  analysis: 'complementarity-azuma',
  rounds: 3000,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
}
const twoEnds = () => new TwoEnds({ seed: 1, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
const kindsIn = (records: Iterable<Plain>) => [...records].map((record) => (record as { kind: string }).kind)

/** A journal whose process dies as it is emptied: before or after. */
class DyingJournal extends MemoryJournal {
  constructor(readonly when: 'before' | 'after') {
    super()
  }

  override truncate(): void {
    if (this.when === 'after') super.truncate()
    throw new Error('the process dies')
  }
}

describe('the journal of a session that is over', () => {
  it.each([
    ['with a key', wish, QkdReason.NONE],
    ['without one', { ...wish, minimumLength: 3000 }, QkdReason.LENGTH]
  ])('says no more than that it is: %s (APP-176)', (_how, asked, reason) => {
    const ends = twoEnds()
    ends.open(asked)
    ends.run()
    expect(ends.endings.map((list) => list.map((one) => one.reason))).toEqual([[reason], [reason]])
    for (const end of [0, 1] as const) {
      expect(kindsIn(ends.journals[end].records())).toEqual(['over'])
      ends.crash(end)
      expect(ends.recover(end)).toBeUndefined()
    }
    expect(ends.endings.map((list) => list.length)).toEqual([1, 1])
  })

  it('still has the last answer, for a peer that has not heard it (APP-176)', () => {
    const ends = twoEnds()
    ends.open(wish)
    ends.onRelease = (end) => {
      if (end === 1) ends.medium.partition(11, 12, true)
    }
    ends.clock.run({ while: () => ends.endings[1].length === 0 })
    expect(kindsIn(ends.journals[1].records())).toEqual(['over'])
    ends.crash(1)
    ends.recover(1)
    ends.medium.partition(11, 12, false)
    ends.run()
    expect(ends.endings.map((list) => list.map(({ reason }) => reason))).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
    expect(ends.released[0][0]!.key.equals(ends.released[1][0]!.key)).toBe(true)
  })

  it.each(['before', 'after'] as const)(
    'gives no key and no tag a second time where the process dies as it forgets: %s it has (APP-036, APP-176)',
    (when) => {
      const ends = twoEnds()
      ends.journals = [new MemoryJournal(), new DyingJournal(when)]
      ends.open(wish)
      expect(() => ends.run()).toThrow('the process dies')
      ends.crash(1)
      const records = [...ends.journals[1].records()]
      const journal = new MemoryJournal()
      for (const record of records) journal.append(record)
      ends.journals = [ends.journals[0], journal]
      expect(ends.recover(1)).toBeUndefined()
      ends.run()
      expect(ends.released[1]).toHaveLength(1)
      expect(ends.pools[1].ledger).toMatchObject({ burntBits: 256, sessions: [] })
      // The last answer may be lost with the process: then the other end has no key.
      expect(ends.released[0]).toHaveLength(when === 'before' ? 1 : 0)
    }
  )
})
