import { fidelityColour } from './colour.js'
import type { View } from './shown-pairs.js'

interface Props {
  readonly view: View
  /** Whether there is another view. */
  readonly choice: boolean
  readonly onView: (view: View) => void
}

const STEPS = [0.5, 0.6, 0.7, 0.8, 0.9, 1]

/** What the colours of pairs mean, and whose knowledge they are. */
export function MapLegend({ view, choice, onView }: Props) {
  return (
    <div class="map-legend">
      {choice && (
        <fieldset class="segments">
          <legend class="visually-hidden">Whose knowledge the map shows</legend>
          <ViewChoice view={view} value="world" onView={onView}>
            What the world knows
          </ViewChoice>
          <ViewChoice view={view} value="nodes" onView={onView}>
            What nodes know
          </ViewChoice>
        </fieldset>
      )}
      <p class="hint">
        {view === 'world'
          ? 'The world’s view: fidelity to the nearest Bell state. Nobody in the network knows it.'
          : 'Pairs of which both nodes have been told, with the fidelity that they estimate.'}
      </p>
      <div class="scale" aria-label="Colours of fidelity, from 0.5 to 1">
        <span>0.5</span>
        <span
          class="scale-bar"
          style={{ background: `linear-gradient(90deg, ${STEPS.map(fidelityColour).join(', ')})` }}
        />
        <span>1</span>
      </div>
    </div>
  )
}

function ViewChoice({
  view,
  value,
  onView,
  children
}: {
  readonly view: View
  readonly value: View
  readonly onView: (view: View) => void
  readonly children: string
}) {
  return (
    <label class={view === value ? 'is-chosen' : ''}>
      <input type="radio" name="view" checked={view === value} onChange={() => onView(value)} />
      {children}
    </label>
  )
}
