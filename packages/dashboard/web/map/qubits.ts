import type { FeedQubit } from '../../src/feed/messages.js'
import type { Layout, Point } from './layout.js'

export const NODE_RADIUS = 30
const RING = 20

/** Where a qubit is drawn: on a ring in its node. */
export function qubitPoint({ points }: Layout, { node, qubit }: FeedQubit, qubits: number): Point | undefined {
  const centre = points.get(node)
  if (centre === undefined) return undefined
  if (qubits <= 1) return centre
  const radius = qubits > 12 ? NODE_RADIUS - 5 : RING
  const angle = -Math.PI / 2 + (2 * Math.PI * qubit) / qubits
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) }
}

/** A curve from one qubit to another, beside the straight way: the farther apart, the higher. */
export function pairPath(from: Point, to: Point, lift: number): { readonly path: string; readonly middle: Point } {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  // Upwards, whichever end comes first.
  const side = dx < 0 || (dx === 0 && dy < 0) ? -1 : 1
  const control = {
    x: (from.x + to.x) / 2 - (side * -dy * lift) / length,
    y: (from.y + to.y) / 2 - (side * dx * lift) / length
  }
  const middle = { x: (from.x + 2 * control.x + to.x) / 4, y: (from.y + 2 * control.y + to.y) / 4 }
  const text = [from, control, to].map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
  return { path: `M${text[0]}Q${text[1]} ${text[2]}`, middle }
}
