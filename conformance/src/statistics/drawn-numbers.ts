import type { Judgement } from '../verdict/judgement.js'
import { type Share, Shares } from './shares.js'

/** By how much a bit that is not drawn is off: it is the same nineteen times of twenty. */
const EFFECT = 0.45

const BITS = Array.from({ length: 32 }, (_, bit) => bit)

/** Numbers of 32 bits, each of which should be drawn anew: every bit of one is set as often as not. */
export class DrawnNumbers {
  readonly #shares: Shares
  readonly #seen = new Map<string, Set<number>>()
  readonly #again = new Map<string, number>()

  /** @param requirements by the name of a number, unique: what asks for it */
  constructor(private readonly requirements: Readonly<Record<string, string>>) {
    const shares = Object.entries(requirements).flatMap(([name, requirement]) =>
      BITS.map((bit): Share => ({ requirement, what: bitOf(name, bit), share: 0.5, effect: EFFECT }))
    )
    this.#shares = new Shares(shares)
  }

  add(name: string, number: number): void {
    const seen = this.#seen.get(name) ?? new Set<number>()
    if (seen.has(number)) this.#again.set(name, 1 + (this.#again.get(name) ?? 0))
    this.#seen.set(name, seen.add(number))
    for (const bit of BITS) this.#shares.add(bitOf(name, bit), ((number >>> bit) & 1) === 1)
  }

  get isDecided(): boolean {
    return this.#shares.isDecided
  }

  /** @throws Unreached where there are too few */
  judge(judgement: Judgement): void {
    for (const [name, requirement] of Object.entries(this.requirements)) {
      const again = this.#again.get(name) ?? 0
      // Of 200, two are the same once in 200,000 times, and twice two once in 10^10.
      judgement.check(requirement, again < 2, `${name} has come again ${again} times`)
    }
    this.#shares.judge(judgement)
  }
}

function bitOf(name: string, bit: number): string {
  return `bit ${bit} of the ${name}`
}
