import { useMemo, useState } from 'preact/hooks'
import type { NetworkModel } from '../../src/view/network-model.js'
import { isLink, isParty, useSelection } from '../session/selection.js'
import { useModel } from '../session/use-session.js'
import { layoutOf } from './layout.js'
import { LinkShape } from './link-shape.js'
import { MapLegend } from './map-legend.js'
import { NodeShape } from './node-shape.js'
import { PairShape } from './pair-shape.js'
import { qubitPoint } from './qubits.js'
import { ranksOf, shownPairs, type View } from './shown-pairs.js'
import { StationShape } from './station-shape.js'

/** Milliseconds from one picture to the next at least. */
const FRAME = 33
/** More pairs than these have no numbers beside them. */
const MOST_LABELS = 10

/** The map of the network, with its pairs as they come, age and are swapped. */
export function NetworkMap() {
  const model = useModel(FRAME)
  const [view, setView] = useState<View>('world')
  if (model === undefined) return <p class="empty">Waiting for a network…</p>
  const shown = model.world === undefined ? 'nodes' : view
  return (
    <section class="map" aria-label="Map of the network">
      <MapDrawing model={model} view={shown} />
      <MapLegend view={shown} choice={model.world !== undefined} onView={setView} />
    </section>
  )
}

function MapDrawing({ model, view }: { readonly model: NetworkModel; readonly view: View }) {
  const { network, parties, links, faults } = model
  const layout = useMemo(() => layoutOf(network), [network])
  const { selected, select } = useSelection()
  const pairs = shownPairs(model, view)
  const ranks = ranksOf(pairs)
  const heralds = new Map<string, number>()
  for (const { link, heralds: count } of links.all.values())
    if (link.station !== undefined) heralds.set(link.station, (heralds.get(link.station) ?? 0) + count)
  const qubitsOf = (name: string): number => parties.all.get(name)?.qubits ?? 1
  return (
    <svg class="map-drawing" viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label="Network">
      {[...links.all.values()].map((link) => (
        <LinkShape
          key={link.link.number}
          view={link}
          layout={layout}
          cut={faults.cut.includes(link.link.number)}
          selected={isLink(selected, link.link.number)}
          onSelect={() => select({ kind: 'link', link: link.link.number })}
        />
      ))}
      {[...parties.all.values()].map((party) => {
        const { name, role } = party
        const shared = { key: name, party, layout, selected: isParty(selected, name) }
        const onSelect = (): void => select({ kind: 'party', name })
        return role === 'node' ? (
          <NodeShape {...shared} onSelect={onSelect} />
        ) : (
          <StationShape
            {...shared}
            heralds={heralds.get(name) ?? 0}
            lying={faults.lying.includes(name)}
            onSelect={onSelect}
          />
        )
      })}
      <g class="pairs" data-pairs={pairs.length}>
        {pairs.map((pair, index) => {
          const from = qubitPoint(layout, pair.a, qubitsOf(pair.a.node))
          const to = qubitPoint(layout, pair.b, qubitsOf(pair.b.node))
          return from === undefined || to === undefined ? null : (
            <PairShape
              key={pair.key}
              pair={pair}
              from={from}
              to={to}
              labelled={pairs.length <= MOST_LABELS}
              rank={ranks[index] ?? 0}
            />
          )
        })}
      </g>
    </svg>
  )
}
