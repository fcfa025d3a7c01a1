import { describe, expect, it } from 'vitest'
import { type Content, join } from './chart/markup.js'
import { scanSection } from './scan-section.js'

const render = (content: Content): string => join([content]).html

const axis = (symbol: string, values: readonly number[]) => ({ quantity: 'something', symbol, unit: 'rad/µs', values })

describe('pictures of scans', () => {
  it('draw a map in shades, nothing where there is no value, and lines over it', () => {
    const section = render(
      scanSection(
        [
          {
            title: 'A map <of> it',
            note: 'Assumed.',
            scan: {
              kind: 'map',
              quantity: 'rate',
              unit: 'ebit/µs',
              x: axis('κ', [1, 2, 3]),
              y: axis('λ', [1, 2]),
              values: Float64Array.of(0, 0, 4, 2, NaN, 4),
              overlays: [{ label: 'threshold', y: [1, 1.5, 2] }]
            }
          }
        ],
        'test'
      )
    )
    expect(section).toContain('A map &lt;of&gt; it')
    // Two cells of one shade are one rectangle, the missing one is none: 4, and the legend's shades.
    expect(section.match(/class="heat"/g)).toHaveLength(4 + 33)
    expect(section).toContain('<title>threshold</title>')
    expect(section).toContain('something κ (rad/µs)')
    expect(section).toContain('rate (ebit/µs)')
    expect(section).not.toContain('NaN')
  })

  it('draw curves on linear or logarithmic axes, each up to where it ends', () => {
    const curves = (logarithmic?: readonly ('x' | 'y')[]) =>
      render(
        scanSection(
          [
            {
              title: 'Curves',
              note: 'Extrapolated.',
              scan: {
                kind: 'curves',
                quantity: 'rate',
                unit: '1',
                x: axis('L', [1, 10, 100]),
                ...(logarithmic && { logarithmic }),
                curves: [
                  { label: 'many', values: Float64Array.of(1000, 100, 10) },
                  { label: 'one', values: Float64Array.of(100, 10, NaN) }
                ]
              }
            }
          ],
          'test'
        )
      )
    expect(curves()).toContain('many')
    expect(curves()).not.toContain('NaN')
    // On logarithmic axes both curves are straight, one below the other.
    const paths = [...curves(['x', 'y']).matchAll(/d="M([^"]*)" class="line/g)].map(([, d]) =>
      d!.split('L').map((point) => point.split(' ').map(Number))
    )
    expect(paths.map((points) => points.length)).toEqual([3, 2])
    const [first, second, third] = paths[0] as [number[], number[], number[]]
    expect(second[0]! - first[0]!).toBeCloseTo(third[0]! - second[0]!, 0)
    expect(second[1]! - first[1]!).toBeCloseTo(third[1]! - second[1]!, 0)
  })
})
