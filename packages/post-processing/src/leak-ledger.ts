import { PostProcessingInputError, requireInteger } from './errors.js'

/**
 * What a message may tell of the key: parities of Cascade, syndromes of a code, tags (verification), and bits that say
 * whether something succeeded. How messages are framed tells nothing of it.
 */
export const LEAK_KINDS = ['parity', 'syndrome', 'tag', 'success-flag'] as const
export type LeakKind = (typeof LEAK_KINDS)[number]

/** Counts, of one session, every bit that depends on the key, where it is put into a message or taken from one. */
export class LeakLedger {
  readonly #bits = new Map<LeakKind, number>()
  readonly #budget: number

  /** @param budget - bits that may leak at most */
  constructor(budget = Number.MAX_SAFE_INTEGER) {
    requireInteger('budget', budget, 0, Number.MAX_SAFE_INTEGER)
    this.#budget = budget
  }

  /** Whether `bits` more would still be within the budget. */
  allows(bits: number): boolean {
    return this.total + bits <= this.#budget
  }

  /** Counts bits; it is to be called before they are sent. @throws PostProcessingInputError past the budget */
  add(kind: LeakKind, bits: number): void {
    requireInteger('bits', bits, 0, Number.MAX_SAFE_INTEGER)
    if (!this.allows(bits)) throw new PostProcessingInputError('bits', bits, `up to ${this.#budget - this.total}`)
    this.#bits.set(kind, this.of(kind) + bits)
  }

  of(kind: LeakKind): number {
    return this.#bits.get(kind) ?? 0
  }

  get total(): number {
    let total = 0
    for (const bits of this.#bits.values()) total += bits
    return total
  }

  toJSON(): Readonly<Record<LeakKind, number>> {
    const [parity, syndrome, tag, flag] = LEAK_KINDS.map((kind) => this.of(kind)) as [number, number, number, number]
    return { parity, syndrome, tag, 'success-flag': flag }
  }
}
