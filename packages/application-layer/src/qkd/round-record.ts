import { BitString } from '@bellwire/post-processing'
import type { PairName } from '../entanglement/source.js'
import { nameAt, PairRuns } from './pair-runs.js'

/** The outcome of a round for which the hardware gave none: it counts as +1, whatever the setting. */
export const FIXED_OUTCOME = 0

/**
 * The rounds of one end, in the order in which their pairs came: names, settings and outcomes. Settings and outcomes are
 * secret; they are kept here packed, and nowhere else.
 */
export class RoundRecord {
  readonly names = new PairRuns()
  readonly capacity: number
  readonly #settings: BitString
  readonly #settingBits: number
  readonly #outcomes: BitString
  readonly #done: BitString
  #count = 0
  #waiting = 0

  /** @param settingBits bits that one setting has, 1 or 2 */
  constructor(capacity: number, settingBits: 1 | 2) {
    this.capacity = capacity
    this.#settingBits = settingBits
    this.#settings = new BitString(capacity * settingBits)
    this.#outcomes = new BitString(capacity)
    this.#done = new BitString(capacity)
  }

  get count(): number {
    return this.#count
  }

  /** Rounds that have begun and have no outcome yet. */
  get waiting(): number {
    return this.#waiting
  }

  /** A round begins: returns its index. There must be room. */
  begin(name: PairName): number {
    this.names.append(name)
    this.#waiting += 1
    return this.#count++
  }

  choose(index: number, setting: number): void {
    const at = index * this.#settingBits
    if (this.#settingBits === 2) {
      this.#settings.set(at, (setting >> 1) as 0 | 1)
      this.#settings.set(at + 1, (setting & 1) as 0 | 1)
    } else this.#settings.set(at, setting as 0 | 1)
  }

  /** The first outcome of a round counts. Returns whether it was the first. */
  finish(index: number, outcome: 0 | 1): boolean {
    if (this.#done.get(index) === 1) return false
    this.#done.set(index, 1)
    if (outcome === 1) this.#outcomes.set(index, 1)
    this.#waiting -= 1
    return true
  }

  isDone(index: number): boolean {
    return this.#done.get(index) === 1
  }

  setting(index: number): number {
    const at = index * this.#settingBits
    const first = this.#settings.get(at)
    return this.#settingBits === 2 ? 2 * first + this.#settings.get(at + 1) : first
  }

  outcome(index: number): 0 | 1 {
    return this.#outcomes.get(index)
  }

  /** Takes rounds of an earlier process, as they were written down. */
  restore(names: PairRuns, settings: BitString, outcomes: BitString): void {
    for (const run of names.runs) {
      for (let offset = 0; offset < run.count; offset++) {
        this.finish(this.begin(nameAt(run, offset)), 0)
      }
    }
    const from = this.#count - names.count
    for (let k = 0; k < settings.length; k++) this.#settings.set(from * this.#settingBits + k, settings.get(k))
    for (let k = 0; k < outcomes.length; k++) this.#outcomes.set(from + k, outcomes.get(k))
  }

  /** Settings of the rounds from `from` up to, not including, `to`, packed. */
  settings(from: number, to: number): BitString {
    return this.#settings.slice(from * this.#settingBits, to * this.#settingBits)
  }

  outcomes(from: number, to: number): BitString {
    return this.#outcomes.slice(from, to)
  }

  /** Overwrites what is secret. */
  clear(): void {
    this.#settings.clear()
    this.#outcomes.clear()
  }
}
