import type { NetworkModel } from '../../src/view/network-model.js'
import { fidelityColour } from '../map/colour.js'
import { shownPairs } from '../map/shown-pairs.js'
import { formatShare, formatSpan } from '../parts/format.js'

/** The pairs of which a node has a half, each with a bar for its fidelity. */
export function HeldPairs({ model, node }: { readonly model: NetworkModel; readonly node: string }) {
  const pairs = shownPairs(model, 'world').filter(({ a, b }) => a.node === node || b.node === node)
  if (pairs.length === 0) return <p class="hint">It holds no pair now.</p>
  return (
    <table class="figures">
      <caption>Pairs {model.world === undefined ? 'that it knows of' : <small>as the world sees them</small>}</caption>
      <tbody>
        {pairs.map(({ key, a, b, age, fidelity, swapped }) => {
          const [own, other] = a.node === node ? [a, b] : [b, a]
          return (
            <tr key={key}>
              <td>qubit {own.qubit}</td>
              <td>
                with {other.node}
                {swapped ? ', swapped' : ''}
              </td>
              <td class="number">{formatSpan(age)}</td>
              <td class="number">
                {fidelity === undefined ? (
                  '–'
                ) : (
                  <span class="bar" style={{ '--share': fidelity, '--bar': fidelityColour(fidelity) }}>
                    {formatShare(fidelity)}
                  </span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
