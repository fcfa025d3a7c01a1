import { describe, expect, it } from 'vitest'
import { leastMemories, repeaterMap } from '../experiments/repeater-chain/repeater-map.js'
import { join } from './chart/markup.js'
import { repeaterMapSection } from './repeater-map-section.js'

const map = repeaterMap()

describe('the picture of a chain of repeaters', () => {
  const { html } = join([repeaterMapSection(map)])

  it('says what the map answers', () => {
    expect(html).toContain('1000 km with 10 repeaters')
    expect(html).toContain('With links as they are measured, nowhere')
    expect(html).toContain('Direct transmission loses 200 dB')
    for (const assumption of map.assumptions) expect(html).toContain(assumption)
  })

  it('draws six maps and no number that is none', () => {
    expect(html.match(/class="frame"/g)).toHaveLength(6 + 2 * 5)
    expect(html.match(/link errors ÷ (3|30|100)</g)).toHaveLength(3)
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('has a row for every division of errors and number of ions', () => {
    for (const { betterLink, multiplexing } of leastMemories(map, 'key'))
      expect(html).toContain(
        `>${betterLink}, ${multiplexing === 1 ? '1' : multiplexing === 100 ? '100' : '10\u202f000'}<`
      )
  })
})

describe('the map', () => {
  it('is of eleven segments, and better to the right and upwards', () => {
    const order = ['none', 'rare', 'entangled', 'key', 'device-independent']
    expect(map.panels).toHaveLength(6)
    for (const { rows, cells, betterMemory } of map.panels) {
      expect(cells).toHaveLength(rows.values.length)
      cells.forEach((row, index) => {
        expect(row).toHaveLength(betterMemory.length)
        row.forEach(({ region }, column) => {
          const rank = order.indexOf(region)
          if (column > 0) expect(rank).toBeGreaterThanOrEqual(order.indexOf(row[column - 1]!.region))
          if (rows.kind === 'cutoff' || index === 0) return
          expect(rank).toBeGreaterThanOrEqual(order.indexOf(cells[index - 1]![column]!.region))
        })
      })
    }
  })

  it('chooses no cut-off worse than those on its own axis', () => {
    const chosen = map.panels.find(({ rows, betterLink }) => rows.kind === 'multiplexing' && betterLink === 30)!
    for (const { rows, cells } of map.panels) {
      if (rows.kind !== 'cutoff') continue
      const row = chosen.rows.values.findIndex((ions) => Math.abs(ions / rows.multiplexing - 1) < 1e-9)
      cells.forEach((cutoffs) =>
        cutoffs.forEach(({ key, pairs }, column) => {
          const best = chosen.cells[row]![column]!
          expect(best.key?.keyPerSecond ?? 0).toBeGreaterThanOrEqual(key?.keyPerSecond ?? 0)
          expect(best.pairs?.pairsPerSecond ?? 0).toBeGreaterThanOrEqual(pairs?.pairsPerSecond ?? 0)
        })
      )
    }
  })
})
