import { efficiencyToDecibels } from './fibre.js'

/** One element of an optical path. */
export interface OpticsElement {
  readonly name: string
  /** Fraction of the photons that pass, 0..1. */
  readonly efficiency: number
}

/** One line of an optical budget. */
export interface BudgetRow extends OpticsElement {
  readonly lossDecibels: number
  /** Efficiency of everything up to and including this element. */
  readonly cumulativeEfficiency: number
}

/** Product of the elements' efficiencies: the probability that a photon passes all of them. */
export function chainEfficiency(chain: readonly OpticsElement[]): number {
  return chain.reduce((efficiency, element) => efficiency * element.efficiency, 1)
}

/** The path element by element, with what is left after each. */
export function opticsBudget(chain: readonly OpticsElement[]): readonly BudgetRow[] {
  let cumulativeEfficiency = 1
  return chain.map((element) => {
    cumulativeEfficiency *= element.efficiency
    return { ...element, lossDecibels: efficiencyToDecibels(element.efficiency), cumulativeEfficiency }
  })
}

/** The budget as lines of text: name, efficiency, loss in dB, cumulative efficiency. */
export function formatOpticsBudget(chain: readonly OpticsElement[]): string {
  const rows = opticsBudget(chain)
  const width = Math.max(7, ...rows.map((row) => row.name.length))
  const header = `${'element'.padEnd(width)}  efficiency  loss (dB)  cumulative`
  const lines = rows.map((row) => {
    const efficiency = row.efficiency.toPrecision(4).padStart(10)
    const loss = row.lossDecibels.toFixed(2).padStart(9)
    return `${row.name.padEnd(width)}  ${efficiency}  ${loss}  ${row.cumulativeEfficiency.toPrecision(4).padStart(10)}`
  })
  return [header, ...lines].join('\n')
}
