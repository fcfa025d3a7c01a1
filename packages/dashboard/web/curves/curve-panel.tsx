import type { NetworkModel } from '../../src/view/network-model.js'
import { formatCount, formatRate, formatShare } from '../parts/format.js'
import { useModel } from '../session/use-session.js'
import { CurveChart } from './curve-chart.js'

interface Quantity {
  readonly quantity: string
  readonly title: string
  readonly unit: string
  readonly show: (value: number) => string
  readonly range?: readonly [number | null, number | null]
}

const QUANTITIES: readonly Quantity[] = [
  { quantity: 'estimate', title: 'Fidelity, as nodes estimate it', unit: '', show: formatShare, range: [null, 1] },
  { quantity: 'fidelity', title: 'Fidelity, as the world knows it', unit: '', show: formatShare, range: [null, 1] },
  { quantity: 'rate', title: 'Pairs per second', unit: '/s', show: formatRate, range: [0, null] },
  { quantity: 'queue', title: 'Pairs asked for and not there yet', unit: '', show: formatCount, range: [0, null] },
  { quantity: 'rounds', title: 'Rounds measured', unit: '', show: formatCount, range: [0, null] },
  { quantity: 'key', title: 'Secret key', unit: 'bit', show: formatCount, range: [0, null] },
  { quantity: 'chsh', title: 'CHSH value', unit: '', show: formatShare, range: [null, 2.83] },
  { quantity: 'qber', title: 'Error rate of the raw key', unit: '', show: formatShare, range: [0, null] }
]

/** Curves of what there is to draw. */
export function CurvePanel() {
  const model = useModel(250)
  if (model === undefined) return null
  const drawn = QUANTITIES.filter(({ quantity }) => hasPoints(model, quantity))
  if (drawn.length === 0) return null
  return (
    <section class="curves" aria-label="Curves">
      {drawn.map((quantity) => (
        <CurveChart key={quantity.quantity} {...quantity} set={model.curve(quantity.quantity)} />
      ))}
    </section>
  )
}

/** Two points make a curve; a queue that is always empty makes none. */
function hasPoints({ curves }: NetworkModel, quantity: string): boolean {
  const own = [...(curves.get(quantity)?.curves.values() ?? [])]
  if (!own.some(({ times }) => times.length > 1)) return false
  return quantity !== 'queue' || own.some(({ values }) => values.some((value) => value > 0))
}
