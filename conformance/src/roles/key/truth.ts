import { QkdProtocol } from '@bellwire/wire'
import { X, Z, Z_MINUS, Z_PLUS } from './devices.js'
import { type Bit, bitOf } from './distillation/bits.js'
import { sample } from './distillation/pass-order.js'
import type { Pairs, RoundAt } from './pairs.js'
import type { Session } from './sessions.js'
import type { End, Message, View } from './view.js'

const KEY_SETTING = 2

/** Bases of the settings of section 7.3, by their numbers. */
const BASES: Readonly<Record<End, readonly number[]>> = { corrector: [Z_PLUS, Z_MINUS, Z], reference: [Z, X] }

/** What is true of a session that one of its ends has so far, by what the tester's hardware knows of its rounds. */
export class Truth {
  /** The list of rounds, by their place among all; −1: no pair of that name. */
  readonly rounds: readonly number[]
  readonly #proposal: Message<'PROPOSAL'> | undefined
  readonly #inputs: Readonly<Record<End, Message<'INPUTS'> | undefined>>

  constructor(
    private readonly pairs: Pairs,
    private readonly session: Session,
    view: View
  ) {
    this.#proposal = view.of('corrector', 'PROPOSAL')
    this.#inputs = { corrector: view.of('corrector', 'INPUTS'), reference: view.of('reference', 'INPUTS') }
    const { runs = [] } = view.of('corrector', 'ROUNDS') ?? {}
    this.rounds = runs.flatMap((run) =>
      Array.from({ length: Math.min(run.count, 100_000) }, (_, offset) => pairs.roundOf(run, offset))
    )
  }

  get isBbm92(): boolean {
    return this.#proposal?.protocol === QkdProtocol.BBM92
  }

  /** What an end has said of its setting of a listed round; undefined where it has not. */
  setting(end: End, index: number): number | undefined {
    const inputs = this.#inputs[end]
    if (inputs === undefined) return undefined
    if (end === 'reference' || this.isBbm92) return bitOf(inputs.settings, index)
    return 2 * bitOf(inputs.settings, 2 * index) + bitOf(inputs.settings, 2 * index + 1)
  }

  /** The basis of a setting. */
  basis(end: End, setting: number): number | undefined {
    return this.isBbm92 ? [Z, X][setting] : BASES[end][setting]
  }

  /** What an end has of the pair of a listed round; undefined where there is none. */
  at(end: End, index: number): RoundAt | undefined {
    return this.pairs.rounds[this.rounds[index] ?? -1]?.ends.find(({ node }) => node === this.session.nodeOf(end))
  }

  /** By APP-024. */
  outcome(end: End, index: number): Bit {
    const at = this.at(end, index)
    return at === undefined || !at.isDelivered || at.isExpired ? 0 : (at.measured?.outcome ?? 0)
  }

  /** Indices of the rounds of which both have said that they measured in Z, or in X. */
  matching(setting: 0 | 1): readonly number[] {
    return [...this.rounds.keys()].filter(
      (index) => this.setting('corrector', index) === setting && this.setting('reference', index) === setting
    )
  }

  /** Indices of the key rounds; in BBM92 so many, by the seed. */
  keyRounds(size: number): readonly number[] {
    if (this.isBbm92) return sample(this.matching(0), size, this.#seed, 1)
    const all = [...this.rounds.keys()]
    if (this.#proposal?.protocol === QkdProtocol.SHARED_TESTS) return all
    return all.filter(
      (index) => this.setting('corrector', index) === KEY_SETTING && this.setting('reference', index) === 0
    )
  }

  /** Indices of the rounds whose outcomes are published; in BBM92 so many, by the seed. */
  published(size: number): readonly number[] {
    if (this.isBbm92) return sample(this.matching(1), size, this.#seed, 2)
    return [...this.rounds.keys()].filter((index) => this.setting('corrector', index) !== KEY_SETTING)
  }

  get #seed(): Uint8Array {
    const { seed } = this.#inputs.corrector ?? {}
    return seed?.length === 16 ? seed : new Uint8Array(16)
  }
}
