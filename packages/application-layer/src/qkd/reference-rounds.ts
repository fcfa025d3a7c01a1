import { BitString } from '@bellwire/post-processing'
import type { QkdPairRun } from '@bellwire/wire'
import type { EntangledPair, EntanglementListener, EntanglementSource } from '../entanglement/source.js'
import { PairRuns, placesOf } from './pair-runs.js'
import type { Settings } from './protocol/rules.js'
import { FIXED_OUTCOME } from './round-record.js'
import type { Session } from './session.js'
import { ToldKinds } from './told-kinds.js'

/**
 * The rounds of the end that answers: pairs come by themselves, and which of them are the session's the list of the other end
 * says. A listed round for which none came here counts all the same.
 */
export class ReferenceRounds implements EntanglementListener, Settings {
  readonly #session: Session
  readonly #source: EntanglementSource
  /** Of shared tests. */
  readonly #kinds: ToldKinds | undefined
  /** The pair of each listed round is so manieth that came here; -1: none. */
  #places: Int32Array = new Int32Array(0)
  /** Settings of listed rounds for which no pair came. */
  #missedSettings = new BitString(0)
  #missing = 0

  constructor(session: Session) {
    this.#session = session
    const { source, proposal } = session.parts
    this.#source = source
    this.#kinds = session.rules.announcesKinds ? new ToldKinds(proposal.rounds) : undefined
  }

  /** Listed rounds for which no pair came. */
  get missing(): number {
    return this.#missing
  }

  /** Whether a round is made as soon as its pair is here: not while the other end has kinds to tell. */
  get byThemselves(): boolean {
    return this.#kinds?.complete !== false
  }

  // ---- EntanglementListener ----

  delivered(pair: EntangledPair): void {
    if (pair.asked) return
    const { record, over } = this.#session
    if (over || this.#places.length > 0 || record.count === record.capacity) {
      this.#source.release(pair.pair)
      return
    }
    const test = this.#kinds === undefined ? false : this.#kinds.came(pair)
    if (test !== undefined) this.#measure(pair, test)
  }

  expired(pair: number): void {
    this.#kinds?.expired(pair)
    this.#session.rounds.expired(pair)
  }

  ended(): void {
    // Requests are the other end's.
  }

  // ---- what the other end tells ----

  /** The kind of the next round. Returns whether there is one to be told. @param live false: to an earlier process */
  kind(pair: QkdPairRun, test: boolean, live: boolean): boolean {
    const kinds = this.#kinds
    if (kinds === undefined || kinds.complete || pair.count !== 1) return false
    const held = kinds.tell(pair, test, live)
    if (held !== undefined) this.#measure(held, test)
    return true
  }

  /** The list of rounds. Returns whether it is one: as long as was proposed, and that of the kinds told. */
  list(runs: readonly QkdPairRun[]): boolean {
    const { record, parts } = this.#session
    const { rounds } = parts.proposal
    const listed = PairRuns.from(runs)
    const places = listed.count === rounds ? placesOf(listed, record.names) : undefined
    if (places === undefined || this.#kinds?.isListed(runs) === false) return false
    this.#places = places
    this.#missedSettings = new BitString(rounds)
    const missed = Int32Array.from(places.keys()).filter((index) => (places[index] as number) < 0)
    this.#missing = missed.length
    this.#drawMissed(missed)
    this.#source.refuse()
    this.#giveBack()
    return true
  }

  /** Whether the corrector's settings are of the kinds that it told. */
  areKinds(corrector: Settings): boolean {
    if (this.#kinds === undefined) return true
    const { rules, parts } = this.#session
    for (let index = 0; index < parts.proposal.rounds; index++) {
      if (rules.isTest(corrector.setting(index)) !== this.#kinds.isTest(index)) return false
    }
    return true
  }

  // ---- listed rounds ----

  setting(index: number): number {
    const place = this.#places[index] as number
    return place < 0 ? this.#missedSettings.get(index) : this.#session.record.setting(place)
  }

  outcome(index: number): 0 | 1 {
    const place = this.#places[index] as number
    return place < 0 ? FIXED_OUTCOME : this.#session.record.outcome(place)
  }

  /** Overwrites what is secret, and gives back what is left. */
  leave(): void {
    this.#missedSettings.clear()
    this.#giveBack()
    this.#source.refuse()
  }

  #measure(pair: EntangledPair, test: boolean): void {
    const { rounds } = this.#session
    rounds.measure(rounds.begin(pair), pair, test)
  }

  /** Of settings of rounds that nobody here knows, no record exists: they are drawn, and written down, now. */
  #drawMissed(missed: Int32Array): void {
    if (missed.length === 0) return
    const { rules, parts } = this.#session
    const settings = parts.log.drawEach(missed.length, (k, draw) => {
      const test = this.#kinds?.isTest(missed[k] as number) === true
      return rules.drawSetting('reference', test, draw) as 0 | 1
    })
    missed.forEach((index, k) => this.#missedSettings.set(index, settings.get(k)))
    settings.clear()
  }

  /** Pairs that are no rounds. */
  #giveBack(): void {
    for (const { pair } of this.#kinds?.leave() ?? []) this.#source.release(pair)
  }
}
