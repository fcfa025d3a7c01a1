import type { Random } from '../../stage/random.js'
import type { Bit } from './distillation/bits.js'

/** Bases of measurements, by the codes of chapter 5. */
export const [Z, X, Z_PLUS, Z_MINUS] = [0, 1, 3, 4] as const

/** What one end has found. */
export interface Measured {
  readonly basis: number
  readonly outcome: Bit
}

/** What the devices of both ends do with a pair, asked when an end measures it. End 0 is that which asked for pairs. */
export interface Devices {
  /** @param other what the other end has found of it, where it has measured already */
  outcome(end: 0 | 1, basis: number, round: number, other: Measured | undefined): Bit
}

const ANGLES: ReadonlyMap<number, number> = new Map([
  [Z, 0],
  [X, Math.PI / 2],
  [Z_PLUS, Math.PI / 4],
  [Z_MINUS, -Math.PI / 4]
])

function angleOf(basis: number): number {
  return ANGLES.get(basis) ?? 0
}

/**
 * Pairs in Φ+ that are wrong in a share of all rounds, whatever both measure: errors where the bases are the same, and a CHSH
 * value of 2√2·(1 − 2·share).
 */
export function werner(random: Random, share: number): Devices {
  return {
    outcome(_end, basis, _round, other) {
      if (other === undefined) return random.below(2) as Bit
      const visibility = 1 - 2 * share
      const equal = (1 + visibility * Math.cos(angleOf(basis) - angleOf(other.basis))) / 2
      return (random.uniform() < equal ? other.outcome : 1 - other.outcome) as Bit
    }
  }
}

/**
 * What no quantum state gives: every test is won, and no key round has an error. So there are as few bits to correct as there can be,
 * and a session of few rounds makes a key.
 */
export function winning(random: Random): Devices {
  return {
    outcome(_end, basis, _round, other) {
      if (other === undefined) return random.below(2) as Bit
      const isTurned = [basis, other.basis].includes(X) && [basis, other.basis].includes(Z_MINUS)
      return (isTurned ? 1 - other.outcome : other.outcome) as Bit
    }
  }
}

/** Pairs in Φ+, but that each so manieth round that both measure in one basis is an error; 0: none is. */
export function withErrors(random: Random, every: { readonly z: number; readonly x: number }): Devices {
  const seen = { z: 0, x: 0 }
  const perfect = werner(random, 0)
  return {
    outcome(end, basis, round, other) {
      const outcome = perfect.outcome(end, basis, round, other)
      if (other?.basis !== basis) return outcome
      const which = basis === Z ? 'z' : 'x'
      seen[which] += 1
      return (every[which] > 0 && seen[which] % every[which] === 0 ? 1 - outcome : outcome) as Bit
    }
  }
}

/**
 * Outcomes that were fixed before anybody chose a setting: both devices say the same, whatever they measure. That wins three of
 * the four pairs of settings, S = 2, and no key round has an error.
 */
export function local(random: Random): Devices {
  const fixed = new Map<number, Bit>()
  return {
    outcome(_end, _basis, round) {
      const outcome = fixed.get(round) ?? (random.below(2) as Bit)
      fixed.set(round, outcome)
      return outcome
    }
  }
}

/** Somebody measures a share of the pairs in Z or X on their way, and sends on what was found. */
export function intercepted(random: Random, share: number): Devices {
  const perfect = werner(random, 0)
  const found = new Map<number, Measured>()
  return {
    outcome(end, basis, round, other) {
      if (other === undefined && random.uniform() < share)
        found.set(round, { basis: random.below(2), outcome: random.below(2) as Bit })
      return perfect.outcome(end, basis, round, found.get(round) ?? other)
    }
  }
}
