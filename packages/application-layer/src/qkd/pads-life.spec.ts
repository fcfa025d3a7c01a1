import { type BitString, type KeyLedger, parseLedger } from '@bellwire/post-processing'
import { createRandom, type RandomStream } from '@bellwire/runtime'
import { decodeQkdMessage, type DialogueFrame, encodeQkdMessage, type QkdMessage, WireError } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { NODES, TwoEnds } from '../../test/two-ends.js'
import { LedgerPool } from './authentication-pool.js'
import { Pieces } from './pieces.js'
import type { SessionHandle } from './session-resources.js'
import { proposalOf, type QkdWish } from './wish.js'

const wish: QkdWish = {
  analysis: 'complementarity-azuma',
  rounds: 900,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  leakBudget: 400,
  deviations: 12,
  minimumLength: 1
}

/** Of each pad, by its first bit, the tags that were made by it, at either end. */
type Tags = Map<number, Set<string>>

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A pool that notes which bits made which tag. */
class WatchedPool extends LedgerPool {
  readonly #tags: Tags
  readonly bound: Set<string>
  #first = -1

  constructor(key: BitString, tags: Tags, bound: Set<string>, store: (ledger: KeyLedger) => void) {
    super(key, undefined, store)
    this.#tags = tags
    this.bound = bound
  }

  override pad(session: string, index: 0 | 1): BitString {
    const { offset = -1 } = this.ledger.sessions.find(({ id }) => id === session) ?? {}
    this.#first = offset + 128 * index
    return super.pad(session, index)
  }

  override bind(session: string, tag: Uint8Array): void {
    super.bind(session, tag)
    // The pad was taken just before.
    const made = this.#tags.get(this.#first) ?? new Set()
    this.#tags.set(this.#first, made.add(hex(tag)))
    this.bound.add(hex(tag))
  }
}

interface Heard {
  readonly from: number
  readonly frame: DialogueFrame
}

function messageIn(body: Uint8Array): QkdMessage | undefined {
  if (body[0] !== 0) return undefined
  try {
    return decodeQkdMessage(body.subarray(1))
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return undefined
  }
}

/** Two nodes, a pool each, and an adversary who has the channel between them. */
class Life {
  readonly ends: TwoEnds
  readonly tags: Tags = new Map()
  readonly stored: readonly [KeyLedger[], KeyLedger[]] = [[], []]
  readonly sent: readonly [Set<string>, Set<string>] = [new Set(), new Set()]
  readonly bound: readonly [Set<string>, Set<string>] = [new Set(), new Set()]
  readonly #heard: Heard[] = []
  readonly #draws: RandomStream
  readonly #handles: SessionHandle[] = []
  /** How many frames on their way are to become others. */
  #changes = 0
  #dialogue = 1

  constructor(seed: number) {
    this.#draws = createRandom(seed).stream('life')
    this.ends = new TwoEnds({
      seed,
      strategy: (random) => wernerPairs(0.98, random.stream('pairs')),
      bothAnswer: true,
      configuration: { blockRounds: 128, silence: 2_000_000, beat: 100_000, patience: 10 }
    })
    const pool = (end: 0 | 1): LedgerPool =>
      new WatchedPool(this.ends.keyBits(0, 8192), this.tags, this.bound[end], (ledger) => this.stored[end].push(ledger))
    this.ends.pools = [pool(0), pool(1)]
    this.ends.tamper = (from, body, frame) => this.#pass(from, body, frame)
  }

  act(): void {
    const draws = this.#draws
    const end = draws.below(2) as 0 | 1
    switch (draws.below(10)) {
      case 0:
      case 1:
        this.#handles.push(this.ends.openAnother(wish, end))
        break
      case 2:
        this.#crash(end)
        break
      case 3:
        this.#handles[draws.below(this.#handles.length + 1)]?.stop()
        break
      case 4:
        this.ends.medium.partition(...NODES, draws.bernoulli(0.5))
        break
      case 5:
        this.#changes = 1 + draws.below(3)
        break
      case 6:
        this.#replay(end)
        break
      case 7:
        this.#forge()
        break
      default:
    }
    this.pass(draws.below(300_000))
  }

  /** Everything comes to its end: nobody is in the way any more. */
  finish(): void {
    this.#changes = 0
    this.ends.medium.partition(...NODES, false)
    this.pass(20_000_000)
    this.#crash(0)
    this.#crash(1)
    this.pass(4_000_000_000)
  }

  pass(time: number): void {
    this.ends.clock.run({ until: this.ends.clock.now() + time })
  }

  #crash(end: 0 | 1): void {
    this.ends.crash(end)
    this.pass(this.#draws.below(20_000))
    this.ends.start(end)
    this.#handles.push(...this.ends.resumeAll(end))
  }

  /** Both nodes are made to answer a proposal, from one offset, and to end the sessions by what was heard once. */
  #forge(): void {
    const poolOffset = Math.max(...this.ends.pools.map(({ nextOffset }) => nextOffset))
    const proposal = proposalOf(wish, { poolOffset, initiator: 0, circuit: 3 })
    for (const end of [0, 1] as const) {
      const { frame } = this.#heard[this.#draws.below(this.#heard.length + 1)] ?? {}
      this.#ask(end, new Pieces(encodeQkdMessage(proposal)).next(), frame?.body ?? new Uint8Array(0))
    }
  }

  #ask(end: 0 | 1, ...bodies: Uint8Array[]): void {
    this.#dialogue += 1
    bodies.forEach((body, step) => {
      this.ends.inject(end, { type: 'ASK', dialogue: this.#dialogue, purpose: 9, step, body })
      this.pass(3000)
    })
  }

  /** A frame that was heard once comes again, as it was or as the beginning of another dialogue, at either end. */
  #replay(end: 0 | 1): void {
    const { frame } = this.#heard[this.#draws.below(this.#heard.length + 1)] ?? {}
    if (frame === undefined) return
    const anew = this.#draws.bernoulli(0.5)
    if (!anew) return this.ends.inject(end, frame)
    const proposals = this.#heard.filter((one) => messageIn(one.frame.body)?.type === 'PROPOSAL')
    const proposal = proposals[this.#draws.below(proposals.length + 1)]
    if (proposal === undefined) return
    this.#ask(end, proposal.frame.body, frame.body)
  }

  #pass(from: number, body: Uint8Array, frame: DialogueFrame): Uint8Array {
    const said = messageIn(body)
    if (said?.type === 'FINISH' && said.tag.length > 0) this.sent[from === NODES[0] ? 0 : 1].add(hex(said.tag))
    this.#heard.push({ from, frame })
    // The end of a session more often than anything else.
    if (this.#changes === 0 || (said?.type !== 'FINISH' && !this.#draws.bernoulli(0.1))) return body
    this.#changes -= 1
    const others = this.#heard.filter((one) => one.from === from)
    return others[this.#draws.below(others.length)]?.frame.body ?? body
  }
}

describe('the life of pads', () => {
  it('makes one tag by each, and loses none from the account, whatever becomes of sessions (APP-033, APP-147, KEY-246)', () => {
    const seen = { tags: 0, keys: 0, sessions: 0, ended: 0 }
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (seed) => {
        const life = new Life(seed)
        const { ends } = life
        for (let act = 0; act < 14; act++) life.act()
        life.finish()
        for (const [first, made] of life.tags) {
          expect(made.size, `tags by the pad from bit ${first}`).toBe(1)
          expect(first).toBeGreaterThanOrEqual(128)
          expect(first % 128).toBe(0)
        }
        for (const end of [0, 1] as const) {
          // Whatever was sent had been stored before.
          for (const tag of life.sent[end]) expect(life.bound[end]).toContain(tag)
          let last = 0
          for (const ledger of life.stored[end]) {
            expect(parseLedger(JSON.parse(JSON.stringify(ledger)))).toEqual(ledger)
            expect(ledger.nextOffset).toBeGreaterThanOrEqual(last)
            last = ledger.nextOffset
          }
          const { ledger } = ends.pools[end]
          expect(ledger.sessions).toEqual([])
          expect(ledger.provisionedBits).toBe(128 + ends.pools[end].availableBits + ledger.burntBits)
        }
        seen.tags += life.tags.size
        seen.keys += ends.released[0].length + ends.released[1].length
        seen.sessions += ends.kept[0].length + ends.kept[1].length
        seen.ended += ends.endings[0].length + ends.endings[1].length
      }),
      { seed: 3, numRuns: 40 }
    )
    console.log(seen)
    expect(seen.tags).toBeGreaterThan(100)
    expect(seen.keys).toBeGreaterThan(10)
  })
})
