import type { LinkView } from '../../src/view/links.js'
import { press } from '../parts/press.js'
import type { Layout } from './layout.js'

interface Props {
  readonly view: LinkView
  readonly layout: Layout
  readonly cut: boolean
  readonly selected: boolean
  readonly onSelect: () => void
}

/** A link: fibres from both nodes to the station. */
export function LinkShape({ view, layout, cut, selected, onSelect }: Props) {
  const { link, states } = view
  const [a, b] = [link.a, link.b].map((name) => layout.points.get(name))
  if (a === undefined || b === undefined) return null
  const station = layout.points.get(link.station ?? '') ?? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
  const said = [link.a, link.b].map((end) => states.get(end))
  const up = said.every((state) => state !== undefined && state !== 'DOWN')
  const path = `M${a.x} ${a.y}L${station.x} ${station.y}L${b.x} ${b.y}`
  const label = `Link ${link.a} to ${link.b}, ${cut ? 'cut' : up ? 'up' : 'down'}`
  const classes = ['link', cut ? 'is-cut' : up ? 'is-up' : 'is-down', ...(selected ? ['is-selected'] : [])]
  return (
    <g class={classes.join(' ')} data-link={link.number} {...press(label, onSelect, selected)}>
      <title>{label}</title>
      <path class="link-touch" d={path} />
      <path class="link-fibre" d={path} />
      {cut &&
        [a, b].map((end, index) => <CutMark key={index} x={(end.x + station.x) / 2} y={(end.y + station.y) / 2} />)}
    </g>
  )
}

function CutMark({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} class="cut-mark">
      <circle r="9" />
      <path d="M-4 -4L4 4M4 -4L-4 4" />
    </g>
  )
}
