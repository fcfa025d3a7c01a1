import {
  BitString,
  cascadePlan,
  CascadeResponder,
  decodeQueries,
  PostProcessingInputError,
  verifyKey
} from '@bellwire/post-processing'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason, WireError } from '@bellwire/wire'
import type { EntangledPair, EntanglementListener } from '../entanglement/source.js'
import { codeOf, variantOf } from './correction.js'
import { addNoise } from './noisy-preprocessing.js'
import { PairRuns, placesOf } from './pair-runs.js'
import { Assembly, EMPTY_BODY, Pieces } from './pieces.js'
import type { ReferenceEvent } from './reference-machine.js'
import { FIXED_OUTCOME } from './round-record.js'
import type { Settings } from './protocol/rules.js'
import { Session, type SessionParts } from './session.js'
import { ToldKinds } from './told-kinds.js'

export interface ReferenceParts extends SessionParts {
  /** The encoded proposal, as it came. */
  readonly encodedProposal: Uint8Array
  /** The first bit of the session's pads. */
  readonly poolOffset: number
  readonly tell: (event: ReferenceEvent) => void
  /** Answers the step under way. */
  readonly reply: (body: Uint8Array) => void
}

const NO_BYTES = new Uint8Array(0)

/** More pairs may come to this end than to the other: some of what came expires there. */
const capacityFor = (rounds: number): number => rounds + Math.ceil(rounds / 4) + 64

/** The end that answers: its raw key is the key. */
export class ReferenceSession extends Session implements EntanglementListener {
  readonly #parts: ReferenceParts
  readonly #unlisten: () => void
  readonly #assembly = new Assembly()
  #answer: Pieces | undefined
  #lastAnswer: Uint8Array = EMPTY_BODY
  /** The steps that were answered. */
  #step = -1
  #question: QkdMessage | undefined
  #bytes: Uint8Array = NO_BYTES
  /** The pair of each listed round is so manieth that came here; -1: none. */
  #places: Int32Array = new Int32Array(0)
  /** Settings of listed rounds for which no pair came. */
  #missedSettings = new BitString(0)
  /** Of shared tests. */
  readonly #kinds: ToldKinds | undefined
  #cascade: CascadeResponder | undefined
  #length = 0
  #seed = new BitString(0)
  #held: Uint8Array | undefined
  #live = false

  constructor(parts: ReferenceParts) {
    super(parts, capacityFor(parts.proposal.rounds))
    this.#parts = parts
    this.#kinds = this.rules.announcesKinds ? new ToldKinds(parts.proposal.rounds) : undefined
    this.#unlisten = parts.source.listen(this)
    parts.source.accept()
  }

  get step(): number {
    return this.#step
  }

  get lastAnswer(): Uint8Array {
    return this.#lastAnswer
  }

  // ---- EntanglementListener ----

  delivered(pair: EntangledPair): void {
    if (pair.asked) return
    if (this.over || this.#places.length > 0 || this.record.count === this.record.capacity) {
      this.#parts.source.release(pair.pair)
      return
    }
    const test = this.#kinds === undefined ? false : this.#kinds.came(pair)
    if (test !== undefined) this.rounds.measure(this.rounds.begin(pair), pair, test)
  }

  expired(pair: number): void {
    this.#kinds?.expired(pair)
    this.rounds.expired(pair)
  }

  ended(): void {
    // Requests are the other end's.
  }

  // ---- questions ----

  /** A step of the peer's. @param live false: of an earlier process */
  asked(body: Uint8Array, live: boolean): void {
    this.#live = live
    // While kinds are told, rounds are made between one step and the next.
    const made = this.#kinds?.complete !== false
    if (live && made && this.record.waiting > 0) {
      // Rounds that have begun come to their end first: what is listed is written down before it is compared.
      this.#held = body
      return
    }
    if (live) {
      if (made) this.rounds.flush()
      this.#parts.log.received(body)
    }
    if (body.length === 0) {
      if (this.#answer === undefined || this.#answer.over) return this.#breach()
      return this.#reply(this.#answer.next())
    }
    const message = this.#assembly.take(body)
    if (message === 'malformed') return this.#breach()
    if (message === undefined) return this.#reply(EMPTY_BODY)
    this.#handle(message)
  }

  #handle(bytes: Uint8Array): void {
    let question: QkdMessage
    try {
      question = decodeQkdMessage(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.transcript?.absorb(bytes)
      return this.#breach()
    }
    if (question.type !== 'FINISH') this.transcript?.absorb(bytes)
    this.#question = question
    this.#bytes = bytes
    switch (question.type) {
      case 'FINISH':
        if (question.reason !== QkdReason.NONE) return this.#peerEnds(question, bytes)
        return this.#parts.tell({ type: 'FINISH' })
      case 'PROGRESS':
      case 'ROUND_KIND':
      case 'ROUNDS':
      case 'INPUTS':
      case 'OUTCOMES':
      case 'QUERIES':
      case 'VERIFICATION':
      case 'AMPLIFICATION':
        return this.#parts.tell({ type: question.type })
      default:
        return this.#breach()
    }
  }

  // ---- what the machine says ----

  agree(): void {
    const agreement = encodeQkdMessage({ type: 'AGREEMENT', poolOffset: this.#parts.poolOffset })
    this.beginTranscript(this.#parts.encodedProposal, agreement)
    this.#give(agreement)
  }

  proceed(): void {
    this.#say({ type: 'PROCEED', missing: 0 })
  }

  compile(): void {
    const { runs } = this.#questionOf('ROUNDS')
    const { rounds } = this.parts.proposal
    const listed = PairRuns.from(runs)
    const places = listed.count === rounds ? placesOf(listed, this.record.names) : undefined
    if (places === undefined || this.#kinds?.isListed(runs) === false) return this.#fail(QkdReason.MESSAGE)
    this.#places = places
    this.#missedSettings = new BitString(rounds)
    // Of settings of rounds that nobody here knows, no record exists: they are drawn, and written down, now.
    const draw = (): number => wordOf(this.parts.log.draw(32))
    for (let index = 0; index < rounds; index++) {
      if ((places[index] as number) >= 0) continue
      this.missing += 1
      const test = this.#kinds?.isTest(index) === true
      this.#missedSettings.set(index, this.rules.drawSetting('reference', test, draw) as 0 | 1)
    }
    this.parts.source.refuse()
    this.#giveBack()
    this.#say({ type: 'PROCEED', missing: this.missing })
  }

  kind(): void {
    const { pair, test } = this.#questionOf('ROUND_KIND')
    const kinds = this.#kinds
    if (kinds === undefined || kinds.complete || pair.count !== 1) return this.#fail(QkdReason.MESSAGE)
    const held = kinds.tell(pair, test, this.#live)
    if (held !== undefined) this.rounds.measure(this.rounds.begin(held), held, test)
    this.#say({ type: 'PROCEED', missing: 0 })
  }

  announce(): void {
    const { settings, seed } = this.#questionOf('INPUTS')
    const { rounds } = this.parts.proposal
    const bits = this.rules.settingBits('corrector')
    if (settings.length !== Math.ceil((rounds * bits) / 8) || seed.length * 8 !== this.rules.sampleSeedBits) {
      return this.#fail(QkdReason.MESSAGE)
    }
    const theirs = BitString.fromBytes(settings)
    const corrector = {
      setting: (index: number) =>
        bits === 2 ? 2 * theirs.get(2 * index) + theirs.get(2 * index + 1) : theirs.get(index)
    }
    const own = { setting: (index: number) => this.#ownSetting(index) }
    const reason = this.rules.sift(corrector, own, seed.length === 0 ? undefined : BitString.fromBytes(seed))
    if (reason !== QkdReason.NONE) return this.#fail(reason)
    if (!this.#areKinds(corrector)) return this.#fail(QkdReason.MESSAGE)
    const packed = new BitString(rounds)
    for (let index = 0; index < rounds; index++) packed.set(index, own.setting(index) as 0 | 1)
    this.#say({ type: 'INPUTS', settings: packed.bytes, seed: NO_BYTES })
  }

  publish(): void {
    const { outcomes } = this.#questionOf('OUTCOMES')
    const { length } = this.rules.published
    if (outcomes.length !== Math.ceil(length / 8)) return this.#fail(QkdReason.MESSAGE)
    const own = this.publishedOutcomes()
    const reason = this.rules.score(BitString.fromBytes(outcomes, length), own)
    if (reason !== QkdReason.NONE) return this.#fail(reason)
    this.rawKey = this.rawKeyOf((index) => this.ownOutcome(index))
    addNoise(this.rawKey, this.rules, (bits, ones) => this.parts.log.draw(bits, ones))
    this.#say(
      this.rules.referencePublishes ? { type: 'OUTCOMES', outcomes: own.bytes } : { type: 'PROCEED', missing: 0 }
    )
  }

  parities(): void {
    if (this.isOneWay) return this.#saySyndrome()
    const { seed, queries } = this.#questionOf('QUERIES')
    const { length } = this.rawKey
    const passes = cascadePlan(variantOf(this.parts.proposal.reconciliation), length, this.rules.expectedErrorRate)
      .blockSizes.length
    try {
      this.#cascade ??= new CascadeResponder(this.rawKey, {
        seed: BitString.fromBytes(seed),
        passes,
        budget: this.rules.publishedBudget
      })
      const asked = decodeQueries(queries, length, passes)
      // Each turn costs something of the budget, so that they come to an end.
      if (asked.starts.length === 0) return this.#fail(QkdReason.MESSAGE)
      const answer = this.#cascade.answer(asked)
      if (answer === undefined) return this.#fail(QkdReason.BUDGET)
      this.leak.add('parity', answer.length)
      this.roundTrips += 1
      this.#say({ type: 'PARITIES', parities: answer.bytes })
    } catch (error) {
      if (!(error instanceof PostProcessingInputError)) throw error
      this.#fail(QkdReason.MESSAGE)
    }
  }

  #saySyndrome(): void {
    const { seed } = this.#questionOf('QUERIES')
    // Once: two syndromes of one key would tell twice as much.
    if (seed.length !== 16 || this.leak.total > 0) return this.#fail(QkdReason.MESSAGE)
    const code = codeOf(this.rawKey.length, this.rules.publishedBudget, seed)
    if (code === undefined) return this.#fail(QkdReason.BUDGET)
    this.leak.add('syndrome', code.leak)
    this.roundTrips = 1
    this.#say({ type: 'PARITIES', parities: code.syndrome(this.rawKey).bytes })
  }

  compare(): void {
    const { point, tag } = this.#questionOf('VERIFICATION')
    this.countVerification()
    const equal =
      point.length === 8 &&
      tag.length === 8 &&
      verifyKey(this.rawKey, BitString.fromBytes(point), BitString.fromBytes(tag))
    if (!equal) return this.#fail(QkdReason.VERIFICATION)
    this.#say({ type: 'VERIFIED', equal: true })
  }

  amplify(): void {
    const { length, seed } = this.#questionOf('AMPLIFICATION')
    const reason = this.checkLength(length)
    if (reason !== QkdReason.NONE) return this.#fail(reason)
    const bits = this.seedLength(length)
    if (seed.length !== Math.ceil(bits / 8)) return this.#fail(QkdReason.MESSAGE)
    this.#length = length
    this.#seed = BitString.fromBytes(seed, bits)
    this.#say({ type: 'PROCEED', missing: 0 })
  }

  authenticate(): void {
    if (this.isAuthentic(this.#questionOf('FINISH'), this.#bytes)) this.#parts.tell({ type: 'AUTHENTIC' })
    else this.#fail(QkdReason.AUTHENTICATION)
  }

  release(): void {
    const answer = new Pieces(this.finishMessage(QkdReason.NONE)).next()
    this.give(this.amplified(this.#seed, this.#length), this.#step + 1, answer)
    this.#leave()
    this.#reply(answer)
  }

  /** Answers the question by the end of the session. */
  refuse(reason: number): void {
    this.#conclude(reason as QkdReason)
  }

  /** Ends without a word. */
  drop(reason: number): void {
    this.giveUp(reason as QkdReason, this.#step, this.#lastAnswer)
    this.#leave()
  }

  /** The process dies. */
  abandon(): void {
    this.#unlisten()
  }

  // ---- parts ----

  protected roundFinished(): void {
    const held = this.#held
    if (held === undefined || this.record.waiting > 0) return
    this.#held = undefined
    this.asked(held, true)
  }

  protected ownOutcome(index: number): 0 | 1 {
    const place = this.#places[index] as number
    return place < 0 ? FIXED_OUTCOME : this.record.outcome(place)
  }

  #ownSetting(index: number): number {
    const place = this.#places[index] as number
    return place < 0 ? this.#missedSettings.get(index) : this.record.setting(place)
  }

  /** Whether the corrector's settings are of the kinds that it told. */
  #areKinds(corrector: Settings): boolean {
    if (this.#kinds === undefined) return true
    for (let index = 0; index < this.parts.proposal.rounds; index++) {
      if (this.rules.isTest(corrector.setting(index)) !== this.#kinds.isTest(index)) return false
    }
    return true
  }

  /** Pairs that are no rounds. */
  #giveBack(): void {
    for (const { pair } of this.#kinds?.leave() ?? []) this.#parts.source.release(pair)
  }

  #peerEnds(question: Extract<QkdMessage, { type: 'FINISH' }>, bytes: Uint8Array): void {
    const authentic = this.isAuthentic(question, bytes)
    this.#fail(authentic ? (question.reason as QkdReason) : QkdReason.AUTHENTICATION)
  }

  #conclude(reason: QkdReason): void {
    const answer = new Pieces(this.finishMessage(reason === QkdReason.NONE ? QkdReason.MESSAGE : reason)).next()
    this.giveUp(reason, this.#step + 1, answer)
    this.#leave()
    this.#reply(answer)
  }

  #questionOf<T extends QkdMessage['type']>(_type: T): Extract<QkdMessage, { type: T }> {
    return this.#question as Extract<QkdMessage, { type: T }>
  }

  #say(message: QkdMessage): void {
    const bytes = encodeQkdMessage(message)
    this.transcript?.absorb(bytes)
    this.#give(bytes)
  }

  #give(bytes: Uint8Array): void {
    this.#answer = new Pieces(bytes)
    this.#reply(this.#answer.next())
  }

  #reply(body: Uint8Array): void {
    this.#step += 1
    this.#lastAnswer = body
    this.#parts.reply(body)
  }

  #breach(): void {
    this.#fail(QkdReason.MESSAGE)
  }

  #fail(reason: QkdReason): void {
    this.#parts.tell({ type: 'FAIL', reason })
  }

  #leave(): void {
    this.#cascade?.clear()
    this.#missedSettings.clear()
    this.#giveBack()
    this.#unlisten()
    this.#parts.source.refuse()
  }
}

function wordOf(bits: BitString): number {
  const [a = 0, b = 0, c = 0, d = 0] = bits.bytes
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}
