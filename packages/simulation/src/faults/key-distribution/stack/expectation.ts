import { angleOf, winsAt } from '@bellwire/application-layer'
import { Basis, type BasisCode } from '@bellwire/device'
import type { Devices } from '../plan.js'
import type { Told } from './lying-station.js'
import type { KeyStackPlan } from './plan.js'

/** What a session is to find if its test is reached, and one standard error of that. */
export interface Expectation {
  readonly figure: 'S' | 'error rate'
  readonly value: number
  readonly standardError: number
}

/** Signs of the correlations of ZZ and XX of the four Bell states, by index. */
const SIGNS = [
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1]
] as const

const CELLS: readonly (readonly [BasisCode, BasisCode])[] = [
  [Basis.Z, Basis.ZPlus],
  [Basis.Z, Basis.ZMinus],
  [Basis.X, Basis.ZPlus],
  [Basis.X, Basis.ZMinus]
]

/**
 * By the physics alone: ⟨a·b⟩ = W·(zz·cos a·cos b + xx·sin a·sin b) for a Werner pair in a Bell state, W·cos(a − φ)·cos(b − φ)
 * after an interception at φ, nothing where nothing was heralded, and what was told to a device. Undefined where a device may
 * do what it likes with S of at most 2.
 */
export function expectationOf(plan: KeyStackPlan, told: Told, testRounds: number): Expectation | undefined {
  const visibility = ((4 * plan.fidelity - 1) / 3) ** (plan.path === 'circuit' ? 2 : 1)
  const { rounds, probability, protocol } = plan.wish
  if (plan.adversary.kind === 'replaced devices') {
    const value = chshOf(plan.adversary.devices)
    return value === undefined ? undefined : chshExpectation(plan, value, testRounds)
  }
  const correlation = (a: number, b: number): number => visibility * correlationOf(plan, told, a, b)
  if (protocol === 'bbm92') {
    const value = (1 - correlation(Math.PI / 2, Math.PI / 2)) / 2
    return { figure: 'error rate', value, standardError: Math.sqrt((value * (1 - value)) / testRounds) }
  }
  const value = CELLS.reduce(
    (sum, [x, y], cell) => sum + (cell === 3 ? -1 : 1) * correlation(angleOf(x), angleOf(y)),
    0
  )
  return rounds * probability > 0 ? chshExpectation(plan, value, testRounds) : undefined
}

function correlationOf({ adversary }: KeyStackPlan, told: Told, a: number, b: number): number {
  const honest = Math.cos(a - b)
  switch (adversary.kind) {
    case 'interception': {
      const { fraction, angles } = adversary
      const each = angles.map((angle) => Math.cos(a - angle) * Math.cos(b - angle))
      return (1 - fraction) * honest + (fraction * each.reduce((sum, one) => sum + one, 0)) / angles.length
    }
    case 'false herald':
      return (1 - shareOf(told)) * honest
    case 'false Bell state':
    case 'false swap': {
      const [zz, xx] = SIGNS[adversary.error]
      const share = shareOf(told)
      return (1 - share) * honest + share * (zz * Math.cos(a) * Math.cos(b) + xx * Math.sin(a) * Math.sin(b))
    }
    default:
      return honest
  }
}

const shareOf = ({ lies, truths }: Told): number => lies / (lies + truths)

/** S of what devices were told to answer: a round of a table that is drawn, or kept, wins at three pairs of settings or at one. */
function chshOf(devices: Devices): number | undefined {
  switch (devices.kind) {
    case 'local table':
      return chshOfTable(devices.table)
    case 'mixture':
      return devices.tables.reduce((sum, table) => sum + chshOfTable(table), 0) / devices.tables.length
    case 'memory':
      // Every table that these take has S = 2; one that is careless at times has less.
      return devices.habit === 'chase' ? undefined : 2
    default:
      return undefined
  }
}

function chshOfTable(table: number): number {
  return [0, 1, 2, 3].reduce((sum, cell) => sum + (winsAt(table, cell) ? 1 : -1), 0)
}

/** Sifted: a sum over all rounds by N·p. Shared tests: by the number of tests. */
function chshExpectation({ wish }: KeyStackPlan, value: number, testRounds: number): Expectation {
  const { rounds, probability, protocol } = wish
  const variance =
    protocol === 'shared-tests' ? (16 - value ** 2) / testRounds : (16 / (1 - probability) - value ** 2) / rounds
  return { figure: 'S', value, standardError: Math.sqrt(variance) }
}
