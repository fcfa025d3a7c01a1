import type { PartyView } from '../../src/view/parties.js'
import { press } from '../parts/press.js'
import type { Layout } from './layout.js'

interface Props {
  readonly party: PartyView
  readonly layout: Layout
  /** Pairs that it has announced: when there is another one, it flashes. */
  readonly heralds: number
  readonly lying: boolean
  readonly selected: boolean
  readonly onSelect: () => void
}

const HALF = 11

/** A heralding station. */
export function StationShape({ party, layout, heralds, lying, selected, onSelect }: Props) {
  const centre = layout.points.get(party.name)
  if (centre === undefined) return null
  const { x, y } = centre
  const label = `Station ${party.name}, ${heralds} heralds${lying ? ', lying' : ''}`
  return (
    <g
      class={['station', lying ? 'is-lying' : '', selected ? 'is-selected' : ''].join(' ')}
      data-station={party.name}
      {...press(label, onSelect, selected)}
    >
      <title>{label}</title>
      {heralds > 0 && <circle key={heralds} class="herald" cx={x} cy={y} r={HALF} />}
      <path class="station-body" d={`M${x} ${y - HALF}L${x + HALF} ${y}L${x} ${y + HALF}L${x - HALF} ${y}Z`} />
      <circle class="station-touch" cx={x} cy={y} r="20" />
      <text class="party-name is-small" x={x} y={y + HALF + 17}>
        {party.name}
      </text>
    </g>
  )
}
