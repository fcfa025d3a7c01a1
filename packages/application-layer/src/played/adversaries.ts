import { Basis, type BasisCode } from '@bellwire/device'
import type { RandomStream } from '@bellwire/runtime'
import { angleOf, type Measured, type Strategy, wernerPairs } from './played-pairs.js'

/** The settings of the ends with a bit each in a table of outcomes: the reference's two, then the corrector's. */
const PLACES: Readonly<Record<number, number>> = { [Basis.Z]: 0, [Basis.X]: 1, [Basis.ZPlus]: 2, [Basis.ZMinus]: 3 }

/** How many tables of outcomes there are. */
export const LOCAL_TABLES = 16

/**
 * Outcomes fixed before the settings are: bit k of `table` is the outcome for setting k of Z and X at the reference, (Z+X)/√2
 * and (Z−X)/√2 at the corrector. To the corrector's key setting its device answers what the reference's answers to Z: no
 * error, which is what an adversary wants.
 */
export function localStrategy(table: (round: number) => number): Strategy {
  return {
    outcome: (end, basis, round) => {
      const place = end === 0 && basis === Basis.Z ? 0 : (PLACES[basis] as number)
      return ((table(round) >> place) & 1) as 0 | 1
    }
  }
}

/** Whether a table wins at a pair of settings: outcomes differ exactly for the pair of the second ones. */
export function winsAt(table: number, cell: number): boolean {
  const bit = (place: number): number => (table >> place) & 1
  return (bit(cell >> 1) ^ bit(2 + (cell & 1))) === (cell === 3 ? 1 : 0)
}

const CELLS = [0, 1, 2, 3]

/** The eight of the tables that win at three pairs of settings of four: S = 2. */
export const BEST_TABLES: readonly number[] = Array.from({ length: LOCAL_TABLES }, (_, table) => table).filter(
  (table) => CELLS.filter((cell) => winsAt(table, cell)).length === 3
)

/** How a device with a memory takes its next table from all rounds before. */
export type Habit =
  /** Loses where fewest tests have been. */
  | 'balance'
  /** Keeps its table while it wins. */
  | 'keep'
  /** By a hash of everything that happened. */
  | 'hash'
  /** Wins as often as it can while it is behind three of four; is careless otherwise. */
  | 'chase'

/** What a device remembers. */
interface Memory {
  readonly tests: number[]
  readonly last: { table: number; won: boolean }
  won: number
  hash: number
}

/** Local outcomes, by a table for each round that is taken from the whole history of settings and outcomes at both ends. */
export function rememberingDevices(habit: Habit, draws: RandomStream): Strategy {
  const memory: Memory = { tests: [0, 0, 0, 0], last: { table: 0, won: false }, won: 0, hash: 1 }
  const tables = new Map<number, number>()
  const strategy = localStrategy((round) => tables.get(round) as number)
  return {
    outcome(end, basis, round, other) {
      if (!tables.has(round)) tables.set(round, tableBy(habit, memory, draws))
      const outcome = strategy.outcome(end, basis, round, other)
      if (other !== undefined) {
        const own = { basis, outcome }
        const [corrector, reference] = end === 0 ? [own, other] : [other, own]
        remember(memory, tables.get(round) as number, corrector, reference)
        tables.delete(round)
      }
      return outcome
    }
  }
}

function remember(memory: Memory, table: number, corrector: Measured, reference: Measured): void {
  const [x, y] = [PLACES[reference.basis] as number, PLACES[corrector.basis] as number]
  memory.hash =
    (Math.imul(memory.hash ^ (8 * y + 2 * x + (corrector.outcome ?? 0)), 0x9e37_79b1) ^ (memory.hash >>> 15)) >>> 0
  if (corrector.basis === Basis.Z || x > 1) return
  const cell = 2 * x + y - 2
  memory.tests[cell] = (memory.tests[cell] as number) + 1
  memory.last.table = table
  memory.last.won = winsAt(table, cell)
  if (memory.last.won) memory.won += 1
}

function tableBy(habit: Habit, { tests, last, won, hash }: Memory, draws: RandomStream): number {
  const drawn = BEST_TABLES[draws.below(BEST_TABLES.length)] as number
  switch (habit) {
    case 'balance': {
      const rarest = tests.indexOf(Math.min(...tests))
      const losing = BEST_TABLES.filter((table) => !winsAt(table, rarest))
      return losing[draws.below(losing.length)] as number
    }
    case 'keep':
      return last.won ? last.table : drawn
    case 'hash':
      return BEST_TABLES[hash % BEST_TABLES.length] as number
    default:
      return won < 0.75 * tests.reduce((sum, count) => sum + count, 0) ? drawn : draws.below(LOCAL_TABLES)
  }
}

/** A part of the pairs is measured on their way, both halves, at an angle from Z; what was found is sent on. */
export function interceptedPairs(
  { fraction, angle, visibility }: { fraction: number; angle: (round: number) => number; visibility: number },
  draws: RandomStream
): Strategy {
  const honest = wernerPairs(visibility, draws)
  const found = new Map<number, 0 | 1 | 'let through'>()
  return {
    outcome(end, basis, round, other) {
      const known = found.get(round)
      const what = known ?? (draws.bernoulli(fraction) ? (draws.below(2) as 0 | 1) : 'let through')
      if (known === undefined) found.set(round, what)
      else found.delete(round)
      if (what === 'let through') return honest.outcome(end, basis, round, other)
      const equal = (1 + Math.cos(angleOf(basis) - angle(round))) / 2
      return (draws.bernoulli(equal) ? what : 1 - what) as 0 | 1
    }
  }
}

/**
 * Devices that give no outcome where it would lose: the reference's answers to one setting alone, guessed before, and the
 * corrector's knows the guess. What is left without the silent rounds has S = 4.
 */
export function silentDevices(draws: RandomStream): Strategy {
  const plans = new Map<number, { readonly guess: number; readonly bit: number }>()
  return {
    outcome(end, basis: BasisCode, round) {
      const known = plans.get(round)
      const plan = known ?? { guess: draws.below(2), bit: draws.below(2) }
      if (known === undefined) plans.set(round, plan)
      else plans.delete(round)
      const { guess, bit } = plan
      if (end === 0) return ((basis === Basis.ZMinus && guess === 1 ? 1 : 0) ^ bit) as 0 | 1
      return (basis === Basis.X ? 1 : 0) === guess ? (bit as 0 | 1) : null
    }
  }
}

/** Signs of the correlations of ZZ and XX of the four Bell states, by index: Φ+, Ψ+, Φ−, Ψ−. */
const CORRELATIONS = [
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1]
] as const

/** Pairs whose station calls a part of them Φ+ that are in another Bell state. */
export function mislabelledPairs(
  { fraction, bellIndex, visibility }: { fraction: number; bellIndex: 1 | 2 | 3; visibility: number },
  draws: RandomStream
): Strategy {
  return {
    outcome(_end, basis, _round, other) {
      if (other === undefined || other.outcome === null) return draws.below(2) as 0 | 1
      const [zz, xx] = CORRELATIONS[draws.bernoulli(fraction) ? bellIndex : 0] as readonly [number, number]
      const [a, b] = [angleOf(basis), angleOf(other.basis)]
      const correlation = visibility * (zz * Math.cos(a) * Math.cos(b) + xx * Math.sin(a) * Math.sin(b))
      return (draws.bernoulli((1 + correlation) / 2) ? other.outcome : 1 - other.outcome) as 0 | 1
    }
  }
}
