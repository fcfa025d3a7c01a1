import type { TestRound } from '@bellwire/wire'
import type { TestCounts } from './fidelity-estimation.js'

/** A well-mixed 32-bit number of a seed and a sequence number: the same at both ends. */
function mix(seed: number, sequence: number): number {
  let x = (seed ^ Math.imul(sequence, 0x9e3779b1)) >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** Whether the pair with this number is a test round, for a share of n/65535 (requirement LNK-070). */
export function isTestRound(seed: number, fraction: number, sequence: number): boolean {
  return fraction > 0 && (mix(seed, sequence) & 0xffff) < fraction
}

/** Basis of a test round: 0 Z, 1 X, 2 Y. */
export function testBasis(seed: number, sequence: number): number {
  return (mix(seed, sequence) >>> 16) % 3
}

/** Whether equal outcomes are expected from a Bell state in a basis (0 Z, 1 X, 2 Y). */
export function expectsEqual(bellIndex: number, basis: number): boolean {
  const parity = bellIndex & 1
  const phase = bellIndex >> 1
  if (basis === 0) return parity === 0
  if (basis === 1) return phase === 0
  return (parity ^ phase) === 1
}

interface Own {
  readonly basis: number
  readonly outcome: number
  readonly bellIndex: number
  /** Fidelity of such a pair by the hardware's table. */
  readonly calibrated: number
}

/** Results not yet matched are kept for this many rounds: the other end's may be lost. */
const KEPT = 1024

/** Matches the outcomes of both ends and counts errors by basis. */
export class TestRounds {
  readonly #own = new Map<number, Own>()
  readonly #peer = new Map<number, TestRound>()
  readonly #rounds: [number, number, number] = [0, 0, 0]
  readonly #errors: [number, number, number] = [0, 0, 0]
  #calibrated = 0
  #unsent: TestRound[] = []

  get counts(): TestCounts {
    const [z, x, y] = this.#rounds
    return {
      rounds: [...this.#rounds],
      errors: [...this.#errors],
      calibrated: this.#calibrated / Math.max(1, z + x + y)
    }
  }

  /** Results that the peer has not been sent yet; they count as sent afterwards. */
  takeUnsent(): readonly TestRound[] {
    const taken = this.#unsent
    this.#unsent = []
    return taken
  }

  get unsent(): number {
    return this.#unsent.length
  }

  own(sequence: number, result: Own): void {
    this.#unsent.push({ sequence, basis: result.basis, outcome: result.outcome })
    this.#own.set(sequence, result)
    this.#match(sequence)
    trim(this.#own)
  }

  peer(round: TestRound): void {
    this.#peer.set(round.sequence, round)
    this.#match(round.sequence)
    trim(this.#peer)
  }

  /** A new epoch numbers its pairs anew; the counts stay. */
  forgetUnmatched(): void {
    this.#own.clear()
    this.#peer.clear()
    this.#unsent = []
  }

  #match(sequence: number): void {
    const own = this.#own.get(sequence)
    const peer = this.#peer.get(sequence)
    if (own === undefined || peer === undefined) return
    this.#own.delete(sequence)
    this.#peer.delete(sequence)
    if (own.basis !== peer.basis || own.basis > 2) return
    const basis = own.basis as 0 | 1 | 2
    this.#rounds[basis] += 1
    this.#calibrated += own.calibrated
    if ((own.outcome === peer.outcome) !== expectsEqual(own.bellIndex, basis)) this.#errors[basis] += 1
  }
}

function trim(results: Map<number, unknown>): void {
  if (results.size <= KEPT) return
  for (const sequence of results.keys()) {
    results.delete(sequence)
    break
  }
}
