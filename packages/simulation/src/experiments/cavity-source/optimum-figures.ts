import {
  erYsoSource,
  instabilityThreshold,
  type ParametricCavityBounds,
  type ParametricCavityGoal,
  parametricCavityOptimum
} from '@bellwire/physics'
import type { RowFigure } from '../row.js'

/**
 * What the optimiser may build, in rad/µs: rings, couplings and lines of about the table's size, a comb of any finesse
 * or none. Assumed; the paper names no bounds.
 */
const BUILDABLE: ParametricCavityBounds = {
  cavityDecay: [20, 300],
  parametricDrive: [1, 200],
  collectiveCoupling: [50, 600],
  inhomogeneousLinewidth: [30, 600],
  combFinesse: [1, 10]
}

/** Of the table only κ and λ free, the two that the paper varies. */
const TABLE: ParametricCavityBounds = {
  ...BUILDABLE,
  collectiveCoupling: [erYsoSource.collectiveCoupling, erYsoSource.collectiveCoupling],
  inhomogeneousLinewidth: [erYsoSource.inhomogeneousLinewidth, erYsoSource.inhomogeneousLinewidth],
  combFinesse: [erYsoSource.combFinesse, erYsoSource.combFinesse]
}

interface Search {
  readonly id: string
  readonly what: string
  readonly bounds: ParametricCavityBounds
  readonly goal: ParametricCavityGoal
  /** Value, κ, λ, G/√𝓕, Γ, with the digits that count: what the search found, and no other place was found to exceed. */
  readonly golden: readonly (readonly [number, number])[]
}

const SEARCHES: readonly Search[] = [
  {
    id: 'rate-table',
    what: 'largest entanglement rate over κ and λ, else table I',
    bounds: TABLE,
    goal: 'entanglement-rate',
    golden: [
      [168.69, 2],
      [116, 0],
      [161.6, 1],
      [173.2, 1],
      [150, 0]
    ]
  },
  {
    id: 'rate',
    what: 'largest entanglement rate over κ, λ, G, Γ and 𝓕',
    bounds: BUILDABLE,
    goal: 'entanglement-rate',
    golden: [
      [258.52, 2],
      [141, 0],
      [200, 1],
      [358, 0],
      [370, 0]
    ]
  },
  {
    id: 'heralding',
    what: 'best heralding efficiency over κ, λ, G, Γ and 𝓕',
    bounds: BUILDABLE,
    goal: 'heralding-efficiency',
    golden: [
      [0.99398, 5],
      [20, 0],
      [94, 0],
      [600, 0],
      [537, 0]
    ]
  }
]

/** Where the optimiser ends, as rows: the value, and what the source is there. */
export function optimumFigures(): readonly RowFigure[] {
  return SEARCHES.flatMap(({ id, what, bounds, goal, golden }) => {
    const { source, value, atBound } = parametricCavityOptimum(bounds, goal)
    const part = source.parametricDrive / instabilityThreshold(source).parametricDrive
    const ends = atBound.length === 0 ? 'inside its bounds' : `at the bound of ${atBound.join(', ')}`
    const values: readonly (readonly [key: string, quantity: string, unit: string, value: number, note?: string])[] = [
      [
        'value',
        what,
        goal === 'entanglement-rate' ? 'ebit/µs' : '1',
        value,
        `within assumed bounds: κ 20 to 300, λ 1 to 200, G 50 to 600, Γ 30 to 600 rad/µs, 𝓕 1 to 10, λ at most 0.99 of the threshold; ends ${ends}`
      ],
      ['decay', 'κ there', 'rad/µs', source.cavityDecay],
      ['drive', 'λ there', 'rad/µs', source.parametricDrive, `${part.toFixed(3)} of the threshold`],
      ['coupling', 'G/√𝓕 there', 'rad/µs', source.collectiveCoupling / Math.sqrt(source.combFinesse)],
      ['linewidth', 'Γ there', 'rad/µs', source.inhomogeneousLinewidth]
    ]
    return values.map(([key, quantity, unit, closedForm, note], index): RowFigure => {
      const known = golden[index]
      return {
        id: `cavity-optimum-${id}-${key}`,
        quantity,
        unit,
        paper: null,
        closedForm,
        kind: 'inferred',
        ...(known === undefined ? {} : { golden: known }),
        ...(note === undefined ? {} : { note })
      }
    })
  })
}
