import type { EntangledPair, EntanglementSource, MeasuredOnArrival } from '../entanglement/source.js'
import type { Draw, ProtocolRules, Role } from './protocol/rules.js'
import { FIXED_OUTCOME, type RoundRecord } from './round-record.js'
import type { SessionLog } from './session-log.js'

export interface RoundsOptions {
  readonly role: Role
  readonly rules: ProtocolRules
  readonly record: RoundRecord
  readonly source: EntanglementSource
  readonly log: SessionLog
  readonly blockRounds: number
  /** Fresh for every round: never of a log. */
  readonly draw: Draw
  /** A round has its outcome. */
  readonly finished: () => void
}

/**
 * Makes rounds of pairs at one end: the setting is drawn once the pair is there, never before, and whatever becomes of the
 * pair then, the round counts. Of pairs that come measured, hardware has drawn it.
 */
export class Rounds {
  readonly #options: RoundsOptions
  /** Rounds without outcome, by the node's name for their pair. */
  readonly #waiting = new Map<number, number>()
  /** All rounds before this one have outcomes. */
  #complete: number

  constructor(options: RoundsOptions) {
    this.#options = options
    this.#complete = options.record.count
  }

  /** A round begins with its pair; returns its index. */
  begin(pair: EntangledPair): number {
    const { record, log, blockRounds } = this.#options
    if (record.count % blockRounds === 0 || record.count === log.written) log.beginBlock(record.count)
    return record.begin(pair)
  }

  measure(index: number, pair: EntangledPair, test: boolean): void {
    const { measured } = pair
    if (measured !== undefined) return this.#arrived(index, pair, measured)
    const { role, rules, record, source, draw } = this.#options
    const setting = rules.drawSetting(role, test, draw)
    record.choose(index, setting)
    this.#waiting.set(pair.pair, index)
    source.measure(pair.qubit, rules.basisOf(role, setting), null, (outcome) => {
      if (this.#waiting.get(pair.pair) !== index) return
      this.#finish(pair.pair, index, outcome === null ? FIXED_OUTCOME : outcome.reveal())
      source.release(pair.pair)
    })
  }

  /** Its hardware has drawn the basis and has the outcome. One in a basis of no setting counts as missed. */
  #arrived(index: number, pair: EntangledPair, { basis, outcome }: MeasuredOnArrival): void {
    const { rules, record, source } = this.#options
    const setting = rules.settingOf?.(basis)
    if (setting === undefined) this.miss(index, false)
    else {
      record.choose(index, setting)
      this.#finish(pair.pair, index, outcome.reveal())
    }
    source.release(pair.pair)
  }

  /** A round whose pair was gone before it could be measured: it has a setting nevertheless. */
  miss(index: number, test: boolean): void {
    const { role, rules, record, draw } = this.#options
    record.choose(index, rules.drawSetting(role, test, draw))
    this.#finish(-1, index, FIXED_OUTCOME)
  }

  /** A pair has expired: a round of it that has no outcome yet gets the fixed one. */
  expired(pair: number): void {
    const index = this.#waiting.get(pair)
    if (index !== undefined) this.#finish(pair, index, FIXED_OUTCOME)
  }

  /** Writes everything down that has an outcome. */
  flush(): void {
    this.#options.log.writeBlock(this.#options.record, this.#complete)
  }

  #finish(pair: number, index: number, outcome: 0 | 1): void {
    const { record, log, blockRounds, finished } = this.#options
    this.#waiting.delete(pair)
    record.finish(index, outcome)
    while (this.#complete < record.count && record.isDone(this.#complete)) this.#complete += 1
    if (this.#complete - log.written >= blockRounds) this.flush()
    finished()
  }
}
