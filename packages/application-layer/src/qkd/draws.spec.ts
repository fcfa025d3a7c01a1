import { type Journal, MemoryJournal } from '@bellwire/runtime'
import { decodeQkdMessage } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { NODES, TwoEnds } from '../../test/two-ends.js'
import { DEFAULT_QKD_CONFIGURATION } from './configuration.js'
import { Pieces } from './pieces.js'
import type { QkdWish } from './wish.js'

const wish: QkdWish = {
  analysis: 'complementarity-azuma',
  rounds: 3000,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
}
const strategy = (random: TwoEnds['random']) => wernerPairs(0.98, random.stream('pairs'))

/** What a session has drawn and written down at an end. */
const drawnIn = (journal: Journal): string[] =>
  ([...journal.records()] as { kind: string; bits: string }[]).flatMap(({ kind, bits }) =>
    kind === 'drawn' ? [bits] : []
  )

describe('draws', () => {
  it('are others for each session, though its dialogue has the number of an earlier one (APP-175)', () => {
    const ends = new TwoEnds({ seed: 1, strategy, dialogueNumber: () => 77 })
    const settings: [string[], string[]] = [[], []]
    ends.tamper = (from, body) => {
      const message = body[0] === 0 ? decodeQkdMessage(body.subarray(1)) : undefined
      if (message?.type !== 'INPUTS') return body
      const heard = settings[from === NODES[0] ? 0 : 1]
      heard.push(Buffer.from(message.settings).toString('hex'))
      // Whoever spoils the first session knows its settings.
      return heard.length === 1 && from === NODES[1] ? new Pieces(Uint8Array.of(255)).next() : body
    }
    ends.open(wish)
    ends.run(1)
    expect(ends.released).toEqual([[], []])
    // Until nobody knows the first dialogue any more.
    ends.clock.run({ until: ends.clock.now() + 2 * DEFAULT_QKD_CONFIGURATION.silence })
    expect(ends.openAnother(wish).id).toBe(`${NODES[0]}/77`)
    ends.clock.run({ while: () => ends.released[0].length === 0 })
    for (const heard of settings) {
      expect(heard).toHaveLength(2)
      expect(heard[0]).not.toBe(heard[1])
    }
  })

  it('are others for each session that goes on in one process (APP-175)', () => {
    const ends = new TwoEnds({ seed: 1, strategy })
    // Nobody hears the proposals: the sessions are made one after the other, once they go on.
    ends.crash(1)
    const journals = [0, 1].map(() => {
      ends.journals = [new MemoryJournal(), new MemoryJournal()]
      ends.open(wish)
      return ends.journals[0]
    })
    ends.crash(0)
    ends.start(1)
    ends.start(0)
    const drawn = journals.map((journal) => {
      ends.journals = [journal, new MemoryJournal()]
      ends.resume(0)
      let found: string[] = []
      ends.clock.run({
        while: () => {
          found = drawnIn(journal)
          return found.length < 3 && ends.endings[0].length === 0
        }
      })
      ends.run(1)
      for (const list of ends.endings) list.length = 0
      return found
    })
    expect(drawn.map((list) => list.length)).toEqual([3, 3])
    for (const bits of drawn[0]!) expect(drawn[1]).not.toContain(bits)
  })
})
