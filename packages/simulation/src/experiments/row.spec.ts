import type { ExperimentFigure } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { experimentRow, paperSigmas } from './row.js'

const figure: ExperimentFigure = {
  id: 'fidelity',
  quantity: 'fidelity',
  unit: '1',
  paper: { value: 0.91, error: 0.01 },
  closedForm: 0.9,
  kind: 'prediction'
}

describe('a row', () => {
  it('agrees within 4 standard errors, when the error is at most 1 % or a number of events is stated', () => {
    const agrees = (value: number, standardError: number, events?: number): boolean =>
      experimentRow(figure, events === undefined ? { value, standardError } : { value, standardError, events }).agrees
    expect(agrees(0.9079, 0.002)).toBe(true)
    expect(agrees(0.9081, 0.002)).toBe(false)
    expect(agrees(0.9, 0.0089)).toBe(true)
    expect(agrees(0.9, 0.0091)).toBe(false)
    expect(agrees(0.9, 0.0091, 100)).toBe(true)
    expect(agrees(0.95, 0.0091, 100)).toBe(false)
    expect(agrees(0.9, 0)).toBe(false)
    expect(agrees(0.9, Number.NaN)).toBe(false)
  })

  it('that is not simulated needs its known value', () => {
    const golden = { ...figure, id: 'key-101km' }
    expect(experimentRow(golden, undefined).agrees).toBe(false)
    expect(experimentRow({ ...golden, closedForm: 0.09894 }, undefined).agrees).toBe(true)
    expect(experimentRow(figure, undefined)).toMatchObject({ simulated: null, agrees: false })
  })

  it('with a bound agrees when it is kept, however well it is known', () => {
    const bounded = (bound: 'at least' | 'at most', value: number): boolean =>
      experimentRow({ ...figure, closedForm: null, required: { bound, value: 0.9 } }, { value, standardError: 0 })
        .agrees
    expect([bounded('at least', 0.9), bounded('at least', 0.95), bounded('at least', 0.8999)]).toEqual([
      true,
      true,
      false
    ])
    expect([bounded('at most', 0.9), bounded('at most', 0.85), bounded('at most', 0.9001)]).toEqual([true, true, false])
  })

  it('without a closed form agrees when it is well enough known', () => {
    const stated = { ...figure, closedForm: null }
    expect(experimentRow(stated, { value: 7, standardError: 0.01 }).agrees).toBe(true)
    expect(experimentRow(stated, { value: 7, standardError: 0.5 }).agrees).toBe(false)
    expect(experimentRow(stated, { value: 7, standardError: 0.5, events: 200 }).agrees).toBe(true)
    expect(experimentRow(stated, undefined).agrees).toBe(false)
  })

  it('that counts has no standard error, but says of how many events, and agrees with no closed form', () => {
    const stated = { ...figure, closedForm: null }
    expect(experimentRow(stated, { value: 7, standardError: 0, events: 200 }).agrees).toBe(true)
    expect(experimentRow(stated, { value: 7, standardError: 0 }).agrees).toBe(false)
    expect(experimentRow(stated, { value: 7, standardError: Number.NaN, events: 200 }).agrees).toBe(false)
    expect(experimentRow({ ...figure, closedForm: 7 }, { value: 7, standardError: 0, events: 200 }).agrees).toBe(false)
  })

  it('shows how far a prediction is off the paper, and does not score a fit', () => {
    const row = experimentRow(figure, { value: 0.92, standardError: 0.001 })
    expect(paperSigmas(row)).toBeCloseTo(1, 12)
    expect(paperSigmas(experimentRow(figure, undefined))).toBeCloseTo(-1, 12)
    expect(paperSigmas({ ...row, kind: 'fit' })).toBeNull()
    expect(paperSigmas({ ...row, paper: { value: 0.9, bound: 'above' } })).toBeNull()
    expect(paperSigmas({ ...row, paper: null })).toBeNull()
  })
})
