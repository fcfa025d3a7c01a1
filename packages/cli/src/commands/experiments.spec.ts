import { experimentNamed, type ExperimentRow, runExperiment } from '@bellwire/simulation'
import { describe, expect, it } from 'vitest'
import { experimentTable, withError } from '../experiment-table.js'
import { plainResult } from './experiments.js'

const FIELDS = ['quantity', 'unit', 'paper', 'closedForm', 'simulated', 'kind', 'agrees']
const KINDS = ['fit', 'prediction', 'conditional', 'arithmetic', 'inferred', 'extrapolation']

type Plain = Record<string, unknown>

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)

/** What is not of the public shape of a row of `bellwire experiments --json`, to the field. */
function misfits(row: Plain): string[] {
  const { quantity, unit, paper, closedForm, required, simulated, kind, agrees, events } = row
  const optional = (value: Plain, allowed: readonly string[]): boolean =>
    Object.keys(value).every((key) => allowed.includes(key))
  const checks: Record<string, boolean> = {
    fields: optional(row, [...FIELDS, 'required', 'events']) && FIELDS.every((field) => field in row),
    words: [quantity, unit].every((text) => typeof text === 'string' && text.length > 0),
    paper:
      paper === null ||
      (optional(paper as Plain, ['value', 'error', 'bound']) &&
        isNumber((paper as Plain).value) &&
        ((paper as Plain).error === undefined || isNumber((paper as Plain).error)) &&
        [undefined, 'above', 'below'].includes((paper as Plain).bound as string | undefined)),
    closedForm: closedForm === null || isNumber(closedForm),
    required:
      required === undefined ||
      (Object.keys(required as Plain).join() === 'bound,value' &&
        ['at least', 'at most'].includes((required as Plain).bound as string) &&
        isNumber((required as Plain).value) &&
        closedForm === null),
    simulated:
      simulated === null ||
      (Object.keys(simulated as Plain).join() === 'value,standardError' &&
        Object.values(simulated as Plain).every(isNumber)),
    kind: KINDS.includes(kind as string),
    agrees: typeof agrees === 'boolean',
    events: events === undefined || (Number.isInteger(events) && (events as number) > 0)
  }
  return Object.keys(checks).filter((name) => checks[name] === false)
}

const result = runExperiment(experimentNamed('ion-101km'), { seed: 1, scale: 0.005 })

describe('the experiments command', () => {
  it('prints JSON of one shape', () => {
    const [printed] = JSON.parse(JSON.stringify([plainResult(result)])) as { experiment: string; rows: Plain[] }[]
    expect(Object.keys(printed!)).toEqual(['experiment', 'rows'])
    expect(printed!.experiment).toBe('ion-101km')
    expect(printed!.rows).toHaveLength(result.rows.length)
    expect(printed!.rows.flatMap(misfits)).toEqual([])
    expect(printed!.rows.some((row) => 'events' in row)).toBe(true)
    expect(misfits({ ...printed!.rows[0]!, id: 'x' })).toEqual(['fields'])
    expect(misfits({ ...printed!.rows[0]!, simulated: 1, kind: 'guess' })).toEqual(['simulated', 'kind'])
  })

  it('prints what is required beside the closed forms, and never as one', () => {
    const week = runExperiment(experimentNamed('five-node-week'), { seed: 1, scale: 1 / 336 })
    const { rows } = JSON.parse(JSON.stringify(plainResult(week))) as { rows: Plain[] }
    expect(rows.flatMap(misfits)).toEqual([])
    expect(rows.map(({ closedForm }) => closedForm)).toEqual(rows.map(() => null))
    expect(rows.slice(0, 3).map(({ required }) => required)).toEqual([
      { bound: 'at least', value: 0.99 },
      { bound: 'at most', value: 0 },
      undefined
    ])
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
    const third = experimentTable([{ ...row, paper: { value: 1 / 3 } }], { colours: false })
    expect(third.split('\n')[2]).toMatch(/fidelity +0\.333333 +0\.90500/)
    const large = experimentTable([{ ...row, paper: { value: 2_960_517 } }], { colours: false })
    expect(large.split('\n')[2]).toMatch(/fidelity +2960517 /)
    const stated = { ...row, paper: null, closedForm: null }
    const bounded = { ...stated, required: { bound: 'at least' as const, value: 0.99 } }
    const [first, second] = experimentTable([bounded, stated], { colours: false }).split('\n').slice(2)
    expect(first).toMatch(/– +required ≥ 0\.99 +0\.9100/)
    expect(second).toMatch(/– +– +0\.9100/)
  })

  it('writes counts and flags without an error that they do not have', () => {
    const row: ExperimentRow = {
      id: 'a',
      quantity: 'rounds',
      unit: '1',
      paper: null,
      closedForm: null,
      simulated: { value: 49_865, standardError: 0 },
      kind: 'inferred',
      agrees: true,
      events: 100_000
    }
    const share = { ...row, simulated: { value: 2 / 3, standardError: 0 } }
    const [first, second] = experimentTable([row, share], { colours: false }).split('\n').slice(2)
    expect(first).toMatch(/– +– +49865 +inferred/)
    expect(second).toMatch(/– +– +0\.666667 +inferred/)
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
