import { repeaterMap } from '@bellwire/simulation'
import { describe, expect, it } from 'vitest'
import { plainMap, repeaterMapText } from './repeater-map-text.js'

const map = repeaterMap()

interface PlainPanel {
  readonly columns: { readonly name: string; readonly values: readonly number[] }
  readonly rows: { readonly name: string; readonly values: readonly number[] }
  readonly region: readonly (readonly string[])[]
  readonly entangledPairsPerSecond: readonly (readonly number[])[]
  readonly best: Readonly<Record<string, readonly (readonly (number | null)[])[]>>
}

describe('the map of a chain of repeaters', () => {
  it('is printed with a letter for every cell, and a row for every division of errors and number of ions', () => {
    const lines = repeaterMapText(map).split('\n')
    const over = map.panels.filter(({ rows }) => rows.kind === 'multiplexing')
    const drawn = lines.filter((line) => line.includes('│'))
    expect(drawn).toHaveLength(11)
    over.forEach((panel, index) => {
      drawn.forEach((line, row) => {
        const regions = panel.cells[20 - 2 * row]!.map(({ region }) => region)
        const letters = { none: ' ', rare: '·', entangled: 'e', key: 'k', 'device-independent': 'D' }
        const expected = regions.map((region) => letters[region]).join('')
        const from = 8 + index * (expected.length + 3)
        expect(line.slice(from, from + expected.length)).toBe(expected)
      })
    })
    expect(lines.filter((line) => line.startsWith('÷'))).toHaveLength(9)
    expect(lines.join('\n')).toContain('no memory gives entangled pairs')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(140)
  })

  it('is in JSON of one shape, with finite numbers only', () => {
    const printed = JSON.parse(JSON.stringify(plainMap(map))) as Record<string, unknown> & { panels: PlainPanel[] }
    expect(Object.keys(printed)).toEqual(['kilometres', 'repeaters', 'assumptions', 'direct', 'fresh', 'panels'])
    expect(printed.panels).toHaveLength(map.panels.length)
    for (const { columns, rows, region, entangledPairsPerSecond, best } of printed.panels) {
      expect(columns.name).toBe('betterMemory')
      expect(['multiplexing', 'cutoffInLinkTimes']).toContain(rows.name)
      for (const cells of [region, entangledPairsPerSecond, ...Object.values(best)]) {
        expect(cells).toHaveLength(rows.values.length)
        for (const row of cells) expect(row).toHaveLength(columns.values.length)
      }
      expect(Object.keys(best)).toEqual([
        'brightness',
        'cutoff',
        'pairsPerSecond',
        'fidelity',
        'keyPerSecond',
        'deviceIndependentKeyPerSecond'
      ])
      for (const [name, table] of Object.entries(best)) {
        table.forEach((row, index) =>
          row.forEach((value, column) => {
            if (region[index]![column] === 'none') expect(value).toBeNull()
            else expect(name === 'cutoff' && value === null ? 0 : value).toSatisfy(Number.isFinite)
            if (name === 'fidelity' && value !== null) expect(value).toBeGreaterThan(0.5)
          })
        )
      }
    }
  })
})
