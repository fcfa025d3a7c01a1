import {
  BitString,
  LeakLedger,
  PostProcessingInputError,
  toeplitzHash,
  toeplitzSeedLength,
  TranscriptAuthenticator,
  VERIFICATION_BITS
} from '@bellwire/post-processing'
import type { RandomStream } from '@bellwire/runtime'
import type { KeyLength } from '@bellwire/security-analysis'
import { encodeQkdMessage, QkdReason, type QkdMessage, type QkdProposal } from '@bellwire/wire'
import type { EntanglementSource } from '../entanglement/source.js'
import type { AuthenticationPool } from './authentication-pool.js'
import { rulesOf } from './plan.js'
import type { ProtocolRules, QkdFigures, Role } from './protocol/rules.js'
import { RoundRecord } from './round-record.js'
import { Rounds } from './rounds.js'
import type { SessionLog } from './session-log.js'

/** Where a key comes from, for whoever has to judge it. Nothing of it is secret. */
export interface KeyOrigin extends QkdFigures {
  /** The same at both ends. */
  readonly session: string
  readonly peer: number
  readonly role: Role
  readonly analysis: string
  /** What stands behind the length: a proof, or not. */
  readonly label: string
  /** Bits. */
  readonly length: number
  /** What the analysis gave before rounding and refusal, where it was asked. */
  readonly unrounded: number | undefined
  /** The length less the session's two pads, where it had any; what was passed over before them is not in it. */
  readonly netLength: number
  /** Bits about the raw key that were published. */
  readonly published: {
    readonly parity: number
    readonly syndrome: number
    readonly tag: number
    readonly successFlag: number
  }
  /** Bits that were corrected, at the end that corrects. */
  readonly corrections: number | undefined
  readonly roundTrips: number
  /** Rounds whose pair never came to the reference, or whose record it has lost. */
  readonly missing: number
  readonly proposal: QkdProposal
}

/** Takes keys. It may be told a key twice, if the node crashes while it is: it is to take a session's key once. */
export interface KeySink {
  release(origin: KeyOrigin, key: BitString): void
}

/** What a session tells of itself. */
export interface SessionListener {
  /** The phase that has begun, by the name of its state. */
  entered?(phase: string): void
  /** Rounds that have outcomes. */
  progressed?(rounds: number): void
  /** It is over: with a key, or for a reason; then the length in `origin` is 0, and figures are there as far as it came. */
  over?(reason: QkdReason, origin: KeyOrigin): void
}

export interface SessionParts {
  readonly id: string
  /** This node. */
  readonly node: number
  readonly peer: number
  readonly role: Role
  readonly proposal: QkdProposal
  readonly source: EntanglementSource
  readonly pool: AuthenticationPool
  readonly sink: KeySink
  /** For settings. */
  readonly random: RandomStream
  readonly log: SessionLog
  readonly blockRounds: number
  readonly listener: SessionListener
}

/** Authentication costs a pad for each direction. */
const PAD_BITS = 256
const NO_TAG = new Uint8Array(0)

/** What the two ends of a session have in common. */
export abstract class Session {
  readonly parts: SessionParts
  readonly rules: ProtocolRules
  readonly record: RoundRecord
  readonly rounds: Rounds
  readonly leak: LeakLedger
  /** Rounds that an earlier process had begun, and that nobody knows any more. */
  readonly lostRounds: boolean
  protected transcript: TranscriptAuthenticator | undefined
  /** Raw key, corrected at the end that corrects. */
  protected rawKey = new BitString(0)
  protected missing = 0
  protected corrections: number | undefined
  protected roundTrips = 0
  #finished = 0
  #unrounded: number | undefined
  #over = false

  constructor(parts: SessionParts, capacity: number) {
    this.parts = parts
    const { proposal, role, source, log, random, blockRounds, listener } = parts
    this.rules = rulesOf(proposal)
    this.leak = new LeakLedger()
    this.record = new RoundRecord(capacity, this.rules.settingBits(role))
    this.lostRounds = log.restoreRounds(this.record, this.rules.settingBits(role))
    this.rounds = new Rounds({
      role,
      rules: this.rules,
      record: this.record,
      source,
      log,
      blockRounds,
      draw: () => random.bits32(),
      finished: () => {
        this.#finished += 1
        listener.progressed?.(this.#finished)
        this.roundFinished()
      }
    })
    this.#finished = this.record.count
  }

  /** Rounds that have outcomes. */
  get finished(): number {
    return this.#finished
  }

  get over(): boolean {
    return this.#over
  }

  protected abstract roundFinished(): void

  /** The transcript begins with what was agreed. */
  protected beginTranscript(proposal: Uint8Array, agreement: Uint8Array): void {
    const hashKey = this.parts.pool.hashKey()
    this.transcript = new TranscriptAuthenticator(hashKey)
    hashKey.clear()
    this.transcript.absorb(proposal)
    this.transcript.absorb(agreement)
  }

  /** The message that ends the session at this end, with its tag. Takes it into the transcript. */
  protected finishMessage(reason: QkdReason): Uint8Array {
    if (this.transcript === undefined) return encodeQkdMessage({ type: 'FINISH', reason, tag: NO_TAG })
    this.transcript.absorb(encodeQkdMessage({ type: 'FINISH', reason, tag: NO_TAG }))
    const tag = this.#ownTag(this.transcript)
    const message = encodeQkdMessage({ type: 'FINISH', reason, tag })
    this.transcript.absorb(message)
    return message
  }

  /** Whether the peer's last message is authentic, and with it everything before. Takes it into the transcript. */
  protected isAuthentic({ reason, tag }: Extract<QkdMessage, { type: 'FINISH' }>, message: Uint8Array): boolean {
    const { node, peer } = this.parts
    if (this.transcript === undefined) return false
    this.transcript.absorb(encodeQkdMessage({ type: 'FINISH', reason, tag: NO_TAG }))
    const pad = tag.length === 16 ? this.#padOf(peer, node) : undefined
    const authentic = pad !== undefined && this.transcript.verify(BitString.fromBytes(tag), pad)
    pad?.clear()
    this.transcript.absorb(message)
    return authentic
  }

  /** None where the pool has no pad for it: it has made a tag of something else, or the session is none of its open ones. */
  #ownTag(transcript: TranscriptAuthenticator): Uint8Array {
    const { pool, id, node, peer } = this.parts
    const pad = this.#padOf(node, peer)
    if (pad === undefined) return NO_TAG
    const tag = transcript.tag(pad).bytes
    pad.clear()
    return given(() => (pool.bind(id, tag), tag)) ?? NO_TAG
  }

  /** Pads go by node, not by role: where both nodes answer proposals, no two tags are made by bits at one place. */
  #padOf(node: number, other: number): BitString | undefined {
    const { pool, id } = this.parts
    return given(() => pool.pad(id, node < other ? 0 : 1))
  }

  /** The outcomes of the published rounds of this end. */
  protected publishedOutcomes(): BitString {
    return this.#outcomesOf(this.rules.published, (index) => this.ownOutcome(index))
  }

  protected rawKeyOf(bit: (index: number) => 0 | 1): BitString {
    return this.#outcomesOf(this.rules.key, bit)
  }

  protected abstract ownOutcome(index: number): 0 | 1

  #outcomesOf(indices: Int32Array, bit: (index: number) => 0 | 1): BitString {
    const bits = new BitString(indices.length)
    for (let k = 0; k < indices.length; k++) if (bit(indices[k] as number) === 1) bits.set(k, 1)
    return bits
  }

  /** What the releasing analysis says now. */
  keyLength(): KeyLength {
    return this.rules.keyLength(
      this.leak.of('parity') + this.leak.of('syndrome'),
      this.leak.of('tag') + this.leak.of('success-flag')
    )
  }

  /** NONE, or why a key of this length is not released here. */
  protected checkLength(length: number): QkdReason {
    const { mayRelease, length: longest, refusal, unrounded } = this.keyLength()
    this.#unrounded = unrounded
    if (!mayRelease) return refusal?.code === 'test-failed' ? QkdReason.TEST : QkdReason.LENGTH
    const shortest = Math.max(1, this.parts.proposal.minimumLength)
    return length <= longest && length >= shortest ? QkdReason.NONE : QkdReason.LENGTH
  }

  protected seedLength(length: number): number {
    return toeplitzSeedLength(this.rawKey.length, length)
  }

  protected amplified(seed: BitString, length: number): BitString {
    return toeplitzHash(this.rawKey, seed, length)
  }

  /** Bits that the verification publishes. */
  protected countVerification(): void {
    this.leak.add('tag', VERIFICATION_BITS)
    this.leak.add('success-flag', 1)
  }

  /** Hands the key out, and forgets it. @param last the last step, and its answer where this end gave it */
  protected give(key: BitString, step: number, answer: Uint8Array): void {
    const { id, sink, log, pool } = this.parts
    const { length } = key
    const origin = this.#origin(length)
    sink.release(origin, key)
    log.over({ reason: QkdReason.NONE, step, answer, produced: length })
    pool.close(id, length)
    log.forget()
    this.wipe()
    this.#end(QkdReason.NONE, origin)
  }

  /** Ends without a key. */
  protected giveUp(reason: QkdReason, step: number, answer: Uint8Array): void {
    const { id, log, pool } = this.parts
    log.over({ reason, step, answer, produced: 0 })
    pool.close(id, 0)
    log.forget()
    this.wipe()
    this.#end(reason, this.#origin(0))
  }

  #origin(length: number): KeyOrigin {
    const { id, peer, role, proposal } = this.parts
    return {
      session: id,
      peer,
      role,
      analysis: this.rules.analysisName,
      label: this.rules.label,
      length,
      unrounded: this.#unrounded,
      netLength: length - (this.transcript === undefined ? 0 : PAD_BITS),
      published: {
        parity: this.leak.of('parity'),
        syndrome: this.leak.of('syndrome'),
        tag: this.leak.of('tag'),
        successFlag: this.leak.of('success-flag')
      },
      corrections: this.corrections,
      roundTrips: this.roundTrips,
      missing: this.missing,
      proposal,
      ...this.rules.figures
    }
  }

  #end(reason: QkdReason, origin: KeyOrigin): void {
    if (this.#over) return
    this.#over = true
    this.parts.listener.over?.(reason, origin)
  }

  /** Overwrites everything that is secret. */
  protected wipe(): void {
    this.record.clear()
    this.rawKey.clear()
    this.transcript?.clear()
  }
}

/** What a pool gives; undefined where it refuses. */
function given<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof PostProcessingInputError)) throw error
    return undefined
  }
}
