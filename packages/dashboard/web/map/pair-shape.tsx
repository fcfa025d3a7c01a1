import { formatShare, formatSpan } from '../parts/format.js'
import { fidelityColour } from './colour.js'
import type { Point } from './layout.js'
import { pairPath } from './qubits.js'
import type { ShownPair } from './shown-pairs.js'

interface Props {
  readonly pair: ShownPair
  readonly from: Point
  readonly to: Point
  readonly labelled: boolean
  /** Its number among those between the same nodes. */
  readonly rank: number
}

const APART = 30

/** A pair: a curve between two qubits, in the colour of its fidelity. */
export function PairShape({ pair, from, to, labelled, rank }: Props) {
  const { swapped, fidelity, age } = pair
  const distance = Math.hypot(to.x - from.x, to.y - from.y)
  const { path, middle } = pairPath(from, to, Math.min(165, 0.3 * distance) + APART * rank)
  const colour = fidelity === undefined ? 'var(--pair-unknown)' : fidelityColour(fidelity)
  const what = `${pair.a.node}–${pair.b.node}${swapped ? ', made by swapping' : ''}`
  const quality = fidelity === undefined ? 'fidelity unknown' : `fidelity ${formatShare(fidelity)}`
  return (
    <g class={swapped ? 'pair is-swapped' : 'pair'} style={{ color: colour }} data-fidelity={fidelity?.toFixed(3)}>
      <title>{`Pair ${what}: ${quality}, ${formatSpan(age)} old`}</title>
      <path class="pair-glow" d={path} />
      <path class="pair-line" d={path} />
      <circle class="pair-end" cx={from.x} cy={from.y} r="5" />
      <circle class="pair-end" cx={to.x} cy={to.y} r="5" />
      {labelled && (
        <text class="pair-label" x={middle.x} y={middle.y - 7}>
          {fidelity === undefined ? '' : formatShare(fidelity)}
        </text>
      )}
    </g>
  )
}
