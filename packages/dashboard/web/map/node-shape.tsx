import type { PartyView } from '../../src/view/parties.js'
import { press } from '../parts/press.js'
import type { Layout } from './layout.js'
import { NODE_RADIUS, qubitPoint } from './qubits.js'

interface Props {
  readonly party: PartyView
  readonly layout: Layout
  readonly selected: boolean
  readonly onSelect: () => void
}

/** More qubits than these are not drawn one by one. */
const MOST_QUBITS = 24

/** A node with its qubits. */
export function NodeShape({ party, layout, selected, onSelect }: Props) {
  const { name, qubits, up } = party
  const centre = layout.points.get(name)
  if (centre === undefined) return null
  const label = `Node ${name}, ${up ? `${qubits} qubits` : 'down'}`
  const places = qubits > MOST_QUBITS ? [] : Array.from({ length: qubits }, (_, qubit) => qubit)
  return (
    <g
      class={['node', up ? '' : 'is-down', selected ? 'is-selected' : ''].join(' ')}
      data-node={name}
      {...press(label, onSelect, selected)}
    >
      <title>{label}</title>
      <circle class="node-body" cx={centre.x} cy={centre.y} r={NODE_RADIUS} />
      {places.map((qubit) => {
        const place = qubitPoint(layout, { node: name, qubit }, qubits)
        return place === undefined ? null : <circle key={qubit} class="qubit" cx={place.x} cy={place.y} r="4" />
      })}
      <text class="party-name" x={centre.x} y={centre.y + NODE_RADIUS + 18}>
        {name}
      </text>
      {!up && (
        <text class="party-state" x={centre.x} y={centre.y + 5}>
          down
        </text>
      )}
    </g>
  )
}
