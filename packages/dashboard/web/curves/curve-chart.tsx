import uPlot from 'uplot'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CurveSet } from '../../src/view/curves.js'
import { THEME_CHANGED } from '../parts/use-theme.js'
import { plotOptions, seriesColours } from './plot-options.js'

interface Props {
  readonly title: string
  readonly unit: string
  readonly set: CurveSet
  readonly show: (value: number) => string
  readonly range?: readonly [number | null, number | null]
}

const NANOSECONDS_PER_SECOND = 1e9
const HEIGHT = 150

/** Curves of one quantity; below them, what they are of and their newest values. */
export function CurveChart({ title, unit, set, show, range = [null, null] }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  const [theme, setTheme] = useState(0)
  const names = [...set.curves.keys()]
  const key = names.join('|')
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const changed = (): void => setTheme((count) => count + 1)
    dark.addEventListener('change', changed)
    document.addEventListener(THEME_CHANGED, changed)
    return () => {
      dark.removeEventListener('change', changed)
      document.removeEventListener(THEME_CHANGED, changed)
    }
  }, [])
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const made = new uPlot(plotOptions(element, names, element.clientWidth, HEIGHT, range), dataOf(set), element)
    plot.current = made
    const watch = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }))
    watch.observe(element)
    return () => {
      watch.disconnect()
      made.destroy()
      plot.current = undefined
    }
    // Made anew for other names (`key`), another theme or other curves; the range of a quantity stays what it is.
  }, [key, theme, set])
  useEffect(() => plot.current?.setData(dataOf(set)))
  const colours = seriesColours(names.length)
  const newest = names.map((name) => [name, set.curves.get(name)?.values.at(-1)] as const)
  return (
    <figure class="curve" data-quantity={title}>
      <figcaption>
        {title}
        {unit !== '' && <small> {unit}</small>}
      </figcaption>
      <div ref={place} class="curve-plot" aria-hidden="true" />
      <ul class="curve-legend">
        {newest.map(([name, value], index) => (
          <li key={name} data-of={name}>
            <span class="swatch" style={{ background: colours[index] }} />
            {name.replace('-', ' – ')} <b class="number">{value === undefined ? '–' : show(value)}</b>
          </li>
        ))}
      </ul>
    </figure>
  )
}

function dataOf({ curves }: CurveSet): uPlot.AlignedData {
  const tables = [...curves.values()].map(
    ({ times, values }): uPlot.AlignedData => [times.map((time) => time / NANOSECONDS_PER_SECOND), values]
  )
  return tables.length === 0 ? [[]] : uPlot.join(tables)
}
