import { describe, expect, it } from 'vitest'
import { drawRegionMap, type RegionCell, type RegionMap } from './region-map.js'

/** A 3 × 4 grid whose regions and values rise to the right, by one column for every row. */
const cells: RegionCell[][] = [0, 1, 2].map((row) =>
  [0, 1, 2, 3].map((column) => ({
    region: column >= 3 - row ? 1 : 0,
    value: column >= 3 - row ? 10 : 0,
    title: column >= 3 - row ? 'good' : ''
  }))
)

const map: RegionMap = {
  title: 'where <it> works',
  description: 'a staircase',
  regions: ['bad', 'good'],
  panels: [
    {
      heading: 'one',
      x: { label: 'memory', ticks: [{ index: 0, label: '1' }] },
      y: { label: 'ions', ticks: [{ index: 2, label: '100' }] },
      cells,
      levels: [{ value: 5, label: 'five' }]
    }
  ]
}

const numbers = (text: string): number[] => [...text.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number))

describe('a map of regions', () => {
  const { html } = drawRegionMap(map, 'map')

  it('covers its area with the regions, each run of a row once', () => {
    const rectangles = [
      ...html.matchAll(/<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)" class="region r(\d)">/g)
    ]
      .map((match) => match.slice(1).map(Number))
      .filter(([, , , height]) => height! > 12)
    expect(rectangles).toHaveLength(6)
    const frame = numbers(/<rect ([^>]*) class="frame"><\/rect><line/.exec(html)![1]!)
    const area = rectangles.reduce((sum, [, , width, height]) => sum + width! * height!, 0)
    expect(area / (frame[2]! * frame[3]!)).toBeCloseTo(1, 3)
    // The good ones begin further left in higher rows.
    const good = rectangles.filter(([, , , , region]) => region === 1).toSorted((a, b) => a[1]! - b[1]!)
    expect(good.map(([x]) => x)).toEqual(good.map(([x]) => x).toSorted((a, b) => a! - b!))
    expect(html.match(/<title>good<\/title>/g)).toHaveLength(3)
  })

  it('draws a level along the stairs: three edges up, two across', () => {
    const d = /<path d="([^"]+)" class="level">/.exec(html)![1]!
    expect(d.match(/V/g)).toHaveLength(3)
    expect(d.match(/H/g)).toHaveLength(2)
    expect(html).toMatch(/class="level-name">five</)
  })

  it('names a level at the right where it goes out there, and not at all where it is not on the map', () => {
    const flat = cells.map((row, index) => row.map((cell) => ({ ...cell, value: index === 2 ? 10 : 0 })))
    const panel = { ...map.panels[0]!, cells: flat }
    expect(drawRegionMap({ ...map, panels: [panel] }, 'flat').html).toMatch(/text-anchor="end" class="level-name"/)
    const never = { ...panel, levels: [{ value: 99, label: 'far' }] }
    expect(drawRegionMap({ ...map, panels: [never] }, 'never').html).not.toContain('far')
  })

  it('escapes its words and says what it is to those who cannot see it', () => {
    expect(html).toContain('where &lt;it&gt; works')
    expect(html).toContain('aria-labelledby="map-title map-description"')
  })
})
