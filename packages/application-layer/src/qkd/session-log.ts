import { BitString } from '@bellwire/post-processing'
import type { Journal, PlainFields, RandomStream } from '@bellwire/runtime'
import type { QkdPairRun } from '@bellwire/wire'
import { fromHexadecimal, toHexadecimal } from './hexadecimal.js'
import { PairRuns } from './pair-runs.js'
import type { Role } from './protocol/rules.js'
import type { RoundRecord } from './round-record.js'

/** How a session ended, and the answer that its last step had. */
export interface SessionEnd {
  readonly reason: number
  readonly step: number
  readonly answer: Uint8Array
  /** Bits of the key that was released. */
  readonly produced: number
}

/** The word that a session is over, which is on its way to the other end. */
export interface Ending {
  readonly reason: number
  /** With its tag. */
  readonly message: Uint8Array
}

/** What a session must know before it can do anything. */
export interface Opening {
  readonly role: Role
  readonly peer: number
  readonly purpose: number
  /** Of the dialogue. */
  readonly number: number
  /** Encoded, in hexadecimal. */
  readonly proposal: string
  /** Where the session's pads begin; of the end that answers. */
  readonly poolOffset: number
}

interface Block {
  readonly count: number
  readonly names: readonly QkdPairRun[]
  readonly settings: string
  readonly outcomes: string
}

type Entry =
  | ({ readonly kind: 'opened' } & Opening)
  | { readonly kind: 'drawn'; readonly length: number; readonly bits: string }
  | { readonly kind: 'body'; readonly body: string }
  | { readonly kind: 'begun'; readonly from: number }
  /** After so many rounds of which the peer had been told the kind. */
  | { readonly kind: 'beat'; readonly after: number }
  | ({ readonly kind: 'rounds' } & Block)
  | { readonly kind: 'ending'; readonly reason: number; readonly message: string }
  | {
      readonly kind: 'over'
      readonly reason: number
      readonly step: number
      readonly answer: string
      readonly produced: number
      readonly opening?: Opening
    }

/**
 * What one end of a session writes down, so that a new process that does the same again comes to the same state: what it
 * drew, its rounds in blocks, and the bodies that it received. The journal holds secrets: outcomes, and settings.
 */
export class SessionLog {
  readonly #journal: Journal
  readonly #random: RandomStream
  /** Of an earlier process, taken one after the other. */
  readonly #drawn: BitString[] = []
  readonly #bodies: Uint8Array[] = []
  readonly #blocks: Block[] = []
  #opening: Opening | undefined
  #begun = -1
  #written = 0
  readonly #beats: number[] = []
  /** Of the end that asks, where it gave the session up. */
  ending: Ending | undefined
  end: SessionEnd | undefined

  constructor(journal: Journal, random: RandomStream) {
    this.#journal = journal
    this.#random = random
    let opening: Opening | undefined
    for (const record of journal.records()) {
      const entry = record as unknown as Entry
      if (entry.kind === 'opened') opening = entry
      else if (entry.kind === 'drawn') this.#drawn.push(bitsOf(entry.bits, entry.length))
      else if (entry.kind === 'body') this.#bodies.push(fromHexadecimal(entry.body))
      else if (entry.kind === 'begun') this.#begun = entry.from
      else if (entry.kind === 'beat') this.#beats.push(entry.after)
      else if (entry.kind === 'rounds') this.#blocks.push(entry)
      else if (entry.kind === 'ending') this.ending = { ...entry, message: fromHexadecimal(entry.message) }
      else {
        this.end = { ...entry, answer: fromHexadecimal(entry.answer) }
        opening = entry.opening ?? opening
      }
    }
    this.#opening = opening
  }

  get opening(): Opening | undefined {
    return this.#opening
  }

  /** Writes down what a new process must know before it can do anything. */
  open(opening: Opening): void {
    this.#opening = opening
    this.#append({ kind: 'opened', ...opening })
  }

  /**
   * Independent bits: those that an earlier process drew here, or new ones, written down before they are used.
   *
   * @param ones the probability of a 1, a fraction n / 2^32; if not given, one half
   */
  draw(length: number, ones?: number): BitString {
    return this.#known(() => (ones === undefined ? this.#uniform(length) : this.#biased(length, ones)))
  }

  /** As many bits, each made of as many uniform words as it needs, all written down together. */
  drawEach(length: number, bit: (index: number, word: () => number) => 0 | 1): BitString {
    const word = (): number => this.#random.bits32()
    return this.#known(() => {
      const bits = new BitString(length)
      for (let k = 0; k < length; k++) if (bit(k, word) === 1) bits.set(k, 1)
      return bits
    })
  }

  #known(draw: () => BitString): BitString {
    const known = this.#drawn.shift()
    if (known !== undefined) return known
    const bits = draw()
    this.#append({ kind: 'drawn', length: bits.length, bits: toHexadecimal(bits.bytes) })
    return bits
  }

  #uniform(length: number): BitString {
    const bits = new BitString(length)
    for (let k = 0; k < length; k += 32) {
      const word = this.#random.bits32()
      for (let j = 0; j < 32 && k + j < length; j++) bits.set(k + j, ((word >>> j) & 1) as 0 | 1)
    }
    return bits
  }

  #biased(length: number, ones: number): BitString {
    const bits = new BitString(length)
    for (let k = 0; k < length; k++) if (this.#random.bits32() < ones) bits.set(k, 1)
    return bits
  }

  /** The body that an earlier process received here; undefined where it had none. */
  replay(): Uint8Array | undefined {
    return this.#bodies.shift()
  }

  /** Bodies of an earlier process that were not taken yet. */
  get unplayed(): number {
    return this.#bodies.length
  }

  received(body: Uint8Array): void {
    this.#append({ kind: 'body', body: toHexadecimal(body) })
  }

  /** Whether an earlier process told the peer that it was there, after so many rounds of which it had told the kind. */
  replayBeat(after: number): boolean {
    if (this.#beats[0] !== after) return false
    this.#beats.shift()
    return true
  }

  beat(after: number): void {
    this.#append({ kind: 'beat', after })
  }

  /** Before the first setting of a block is drawn. */
  beginBlock(from: number): void {
    if (from <= this.#begun) return
    this.#begun = from
    this.#append({ kind: 'begun', from })
  }

  /** Writes down the rounds from the last block's end up to `to`, all of which have outcomes. */
  writeBlock(record: RoundRecord, to: number): void {
    if (to <= this.#written) return
    const from = this.#written
    this.#written = to
    this.#append({
      kind: 'rounds',
      count: to - from,
      names: record.names.slice(from, to).map((run) => ({ ...run })),
      settings: toHexadecimal(record.settings(from, to).bytes),
      outcomes: toHexadecimal(record.outcomes(from, to).bytes)
    })
  }

  /** Rounds that are written down. */
  get written(): number {
    return this.#written
  }

  /** Gives the rounds of an earlier process back. Returns whether any that had begun are lost. */
  restoreRounds(record: RoundRecord, settingBits: number): boolean {
    for (const block of this.#blocks) {
      const { count, names, settings, outcomes } = block
      record.restore(PairRuns.from(names), bitsOf(settings, count * settingBits), bitsOf(outcomes, count))
    }
    this.#written = record.count
    return this.#begun >= record.count
  }

  /** Before the session's pad makes a tag that another process must not make of anything else. */
  giveUp(ending: Ending): void {
    this.ending = ending
    this.#append({ kind: 'ending', reason: ending.reason, message: toHexadecimal(ending.message) })
  }

  over(end: SessionEnd): void {
    this.end = end
    this.#append(this.#last(end))
  }

  /** Forgets all but how it ended: raw data, and what the key could be made of again. Once nothing else is to be done. */
  forget(): void {
    if (this.end === undefined) return
    this.#journal.truncate()
    this.#append(this.#last(this.end))
    for (const bits of this.#drawn) bits.clear()
    this.#drawn.length = 0
    this.#bodies.length = 0
    this.#blocks.length = 0
  }

  #last({ reason, step, answer, produced }: SessionEnd): Entry {
    const opening = this.#opening
    return { kind: 'over', reason, step, answer: toHexadecimal(answer), produced, ...(opening && { opening }) }
  }

  #append(entry: Entry): void {
    this.#journal.append(entry as unknown as PlainFields)
  }
}

function bitsOf(text: string, length: number): BitString {
  return BitString.fromBytes(fromHexadecimal(text), length)
}
