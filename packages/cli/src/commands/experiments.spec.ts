import { experimentNamed, type ExperimentRow, runExperiment } from '@bellwire/simulation'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { experimentTable, withError } from '../experiment-table.js'
import { plainResult } from './experiments.js'

const number = v.pipe(v.number(), v.finite())

/** The public shape of `bellwire experiments --json`, to the field. */
const shape = v.array(
  v.strictObject({
    experiment: v.picklist(['ion-10km', 'ion-101km']),
    rows: v.pipe(
      v.array(
        v.strictObject({
          quantity: v.pipe(v.string(), v.minLength(1)),
          unit: v.pipe(v.string(), v.minLength(1)),
          paper: v.nullable(
            v.strictObject({
              value: number,
              error: v.optional(number),
              bound: v.optional(v.picklist(['above', 'below']))
            })
          ),
          closedForm: v.nullable(number),
          simulated: v.nullable(v.strictObject({ value: number, standardError: number })),
          kind: v.picklist(['fit', 'prediction', 'conditional', 'arithmetic', 'inferred', 'extrapolation']),
          agrees: v.boolean(),
          events: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)))
        })
      ),
      v.minLength(5)
    )
  })
)

const result = runExperiment(experimentNamed('ion-101km'), { seed: 1, scale: 0.005 })

describe('the experiments command', () => {
  it('prints JSON of one shape', () => {
    const text = JSON.stringify([plainResult(result)])
    expect(v.parse(shape, JSON.parse(text))[0]?.rows).toHaveLength(result.rows.length)
  })

  it('prints a row for every figure, and says which do not agree', () => {
    const table = experimentTable(result.rows, { colours: false })
    const lines = table.trimEnd().split('\n')
    expect(lines).toHaveLength(result.rows.length + 2)
    result.rows.forEach((row, index) => {
      expect(lines[index + 2]).toContain(row.quantity)
      expect(lines[index + 2]?.includes('✓')).toBe(row.agrees)
      expect(lines[index + 2]?.includes('✗ does not agree')).toBe(!row.agrees)
      if (row.events !== undefined) expect(lines[index + 2]).toMatch(/ by [\d,]+ events$/)
    })
    expect(table).not.toContain('\u001b')
  })

  it('colours only where asked', () => {
    const table = experimentTable(result.rows, { colours: true })
    expect(table).toContain('\u001b[')
  })

  it("shows the paper's bounds, and predictions in the paper's standard deviations", () => {
    const row: ExperimentRow = {
      id: 'a',
      quantity: 'fidelity',
      unit: '1',
      paper: { value: 0.9, error: 0.01 },
      closedForm: 0.905,
      simulated: { value: 0.91, standardError: 0.00123 },
      kind: 'prediction',
      agrees: true
    }
    const lines = experimentTable([row, { ...row, paper: { value: 0.9, bound: 'above' } }], { colours: false }).split(
      '\n'
    )
    expect(lines[2]).toMatch(/0\.900 ± 0\.010 +0\.90500 +0\.9100 ± 0\.0012 +prediction +\+1\.0 σ +✓$/)
    expect(lines[3]).toContain('> 0.9 ')
  })

  it.each([
    [2.5758, 0.0059, '2.5758 ± 0.0059'],
    [547, 34, '547 ± 34'],
    [450, 1.234, '450.0 ± 1.2'],
    [0.036, 0.0006, '0.03600 ± 0.00060']
  ])('writes %d and %d as %s', (value, error, text) => {
    expect(withError(value, error)).toBe(text)
  })
})
