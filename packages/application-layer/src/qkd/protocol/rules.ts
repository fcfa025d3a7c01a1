import type { BasisCode } from '@bellwire/device'
import type { BitString } from '@bellwire/post-processing'
import type { KeyLength } from '@bellwire/security-analysis'
import type { QkdReason } from '@bellwire/wire'

/** The end that opened the session: it corrects its key. The other end answers; its raw key is the key. */
export type Role = 'corrector' | 'reference'

/** 32 uniform bits. */
export type Draw = () => number

/** The settings of all rounds of one end, by index. */
export interface Settings {
  setting(index: number): number
}

/** What happened in a session, in numbers that are public. */
export interface QkdFigures {
  readonly keyRounds: number
  readonly testRounds: number
  /** The CHSH value as the analysis takes it; undefined for BBM92. */
  readonly chsh: number | undefined
  /** Of the published rounds; undefined where none of them have equal settings. */
  readonly testErrorRate: number | undefined
}

/**
 * What a protocol says of the rounds of one session, at either end: which settings, which rounds make the key, which are
 * published, whether the test is passed, and how long the key is. One object goes with one session.
 */
export interface ProtocolRules {
  /** The analysis whose length is released. */
  readonly analysisName: string
  readonly label: string
  /** Of a length that is fixed before the first round: bits of key of a session that is accepted. */
  readonly plannedLength: number | undefined
  /** Whether the corrector says of each round whether it is a test, before settings are drawn. */
  readonly announcesKinds: boolean
  /** Whether the outcomes of published rounds of the reference are published as well. */
  readonly referencePublishes: boolean
  /** Bits of the public seed by which rounds are chosen from those that match; 0: all of them are used. */
  readonly sampleSeedBits: number
  settingBits(role: Role): 1 | 2
  /** Draws whether a round is a test. */
  drawKind(draw: Draw): boolean
  /** Whether a setting of the corrector is that of a test, where kinds are announced. */
  isTest(setting: number): boolean
  drawSetting(role: Role, test: boolean, draw: Draw): number
  basisOf(role: Role, setting: number): BasisCode
  /**
   * The setting that a basis is which hardware has drawn; undefined where it is none. Absent where settings must be
   * drawn once the pair is there, by who trusts no hardware with that.
   */
  settingOf?(basis: BasisCode): number | undefined
  /** Sorts the rounds. NONE, or why the session cannot go on. `seed` where some of those that match are chosen. */
  sift(corrector: Settings, reference: Settings, seed: BitString | undefined): QkdReason
  /** Indices of the rounds that make the raw key, in order. */
  readonly key: Int32Array
  /** Indices of the rounds whose outcomes are published, in order. */
  readonly published: Int32Array
  /** The bit of the raw key that an outcome is, at the corrector: its own setting may turn it. */
  correctorBit(index: number, outcome: 0 | 1): 0 | 1
  /** Takes the outcomes of the published rounds of both ends. NONE, or TEST. */
  score(corrector: BitString, reference: BitString): QkdReason
  /**
   * Noisy preprocessing: the probability with which the reference flips a bit of its raw key that is of no published
   * round, a fraction n / 2^32.
   */
  readonly flips: number
  /** The declared error rate of the raw key, with the flips. */
  readonly expectedErrorRate: number
  /** Bits that reconciliation may publish: parities, or a syndrome. */
  readonly publishedBudget: number
  /** Log-likelihood ratios of the corrector's bits for a decoder, or one error rate for all of them. */
  errorRates(): number | Float32Array
  /** @param parities bits published by reconciliation; @param further tags and success flags */
  keyLength(parities: number, further: number): KeyLength
  readonly figures: QkdFigures
}
