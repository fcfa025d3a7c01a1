import { entanglementRate, heraldingEfficiency, instabilityThreshold } from '@bellwire/physics'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { cavitySource } from './cavity-source.js'

const figures = new Map(cavitySource.figures.map((figure) => [figure.id, figure]))
const closed = (id: string) => figures.get(`cavity-${id}`)?.closedForm as number

describe('the parametric cavity as an experiment', () => {
  it('shows the paper’s heralding efficiency beside both readings, and that neither is it', () => {
    for (const id of ['cavity-heralding-efficiency', 'cavity-heralding-efficiency-without-comb']) {
      const { paper, closedForm, note } = figures.get(id)!
      expect(paper).toEqual({ value: 0.7 })
      expect(Math.abs((closedForm as number) - 0.7)).toBeGreaterThan(0.01)
      expect(note).toMatch(/disagrees|no single/)
    }
  })

  it('has a known value for everything that is not played, and says of the link that it is an extrapolation', () => {
    for (const { id, golden, kind } of figures.values()) {
      expect(golden === undefined, id).toBe(id.startsWith('cavity-link-'))
      if (id.startsWith('cavity-link-')) expect(kind).toBe('extrapolation')
    }
  })

  it('finds optima that no place of the same bounds exceeds', () => {
    const random = createRandom('bounds').stream('places')
    const between = (low: number, high: number) => low * (high / low) ** random.uniform()
    let [rate, tableRate, efficiency] = [0, 0, 0]
    for (let n = 0; n < 2000; n++) {
      const passive = {
        cavityDecay: between(20, 300),
        collectiveCoupling: between(50, 600),
        inhomogeneousLinewidth: between(30, 600),
        combFinesse: between(1, 10)
      }
      const table = { ...passive, collectiveCoupling: 300, inhomogeneousLinewidth: 150, combFinesse: 3 }
      for (const cavity of [passive, table]) {
        const limit = Math.min(200, 0.99 * instabilityThreshold({ ...cavity, parametricDrive: 1 }).parametricDrive)
        const source = { ...cavity, parametricDrive: between(limit / 20, limit) }
        const found = entanglementRate(source, 'idler', 1e-6).value
        if (cavity === table) tableRate = Math.max(tableRate, found)
        else {
          rate = Math.max(rate, found)
          efficiency = Math.max(efficiency, heraldingEfficiency(source, 1e-6).value)
        }
      }
    }
    expect(rate).toBeLessThan(closed('optimum-rate-value'))
    expect(rate).toBeGreaterThan(0.7 * closed('optimum-rate-value'))
    expect(tableRate).toBeLessThan(closed('optimum-rate-table-value'))
    expect(tableRate).toBeGreaterThan(0.9 * closed('optimum-rate-table-value'))
    expect(efficiency).toBeLessThan(closed('optimum-heralding-value'))
  })

  it('draws the four maps of the paper and the link, finite wherever there is a steady state', () => {
    const pictures = cavitySource.pictures?.() ?? []
    expect(pictures.map(({ scan }) => scan.kind)).toEqual([
      'map',
      'curves',
      'map',
      'map',
      'curves',
      'curves',
      'curves',
      'curves'
    ])
    for (const { scan } of pictures) {
      const columns = scan.x.values.length
      if (scan.kind === 'map') expect(scan.values).toHaveLength(columns * scan.y.values.length)
      else for (const { values } of scan.curves) expect(values).toHaveLength(columns)
    }
    const rates = pictures[4]!.scan
    if (rates.kind !== 'curves') throw new Error('no curves')
    const [many, one] = rates.curves.map(({ values }) => values)
    many!.forEach((rate, index) => expect(rate).toBeGreaterThan(one![index] as number))
  })
})
