import type { MachineDescription } from '@bellwire/statechart'
import type { Box, MachineLayout } from './layout.js'

export interface Edge {
  readonly from: string
  readonly to: string
  /** The events that lead along it. */
  readonly events: readonly string[]
  readonly path: string
}

/** One arrow for all transitions between two states. Those of the machine itself, and into the same state, have none. */
export function edgesOf({ transitions }: MachineDescription, { boxes }: MachineLayout): Edge[] {
  const events = new Map<string, Set<string>>()
  for (const { from, target, event } of transitions) {
    if (target === undefined || from === '' || from === target) continue
    const key = `${from} ${target}`
    events.set(key, (events.get(key) ?? new Set()).add(event))
  }
  return [...events].flatMap(([key, names]) => {
    const [from = '', to = ''] = key.split(' ')
    const [source, target] = [boxes.get(from), boxes.get(to)]
    if (source === undefined || target === undefined || isInside(from, to)) return []
    return [{ from, to, events: [...names], path: pathBetween(source, target) }]
  })
}

function isInside(from: string, to: string): boolean {
  return to.startsWith(`${from}.`)
}

function pathBetween(a: Box, b: Box): string {
  const [ax, bx] = [a.x + a.width / 2, b.x + b.width / 2]
  const [ay, by] = [a.y + a.height / 2, b.y + b.height / 2]
  if (a.y + a.height <= b.y) return curve(ax, a.y + a.height, bx, b.y, 0, (b.y - a.y - a.height) / 2)
  if (a.y === b.y || (a.y < b.y + b.height && b.y < a.y + a.height)) {
    const [from, to] = ax < bx ? [a.x + a.width, b.x] : [a.x, b.x + b.width]
    const bow = Math.abs(to - from) > 60 ? -24 : 0
    return `M${from} ${ay}Q${(from + to) / 2} ${Math.min(ay, by) + bow} ${to} ${by}`
  }
  // Back up: beside the boxes.
  const side = Math.max(a.x + a.width, b.x + b.width)
  return `M${a.x + a.width} ${ay}C${side + 30} ${ay} ${side + 30} ${by} ${b.x + b.width} ${by}`
}

function curve(x1: number, y1: number, x2: number, y2: number, dx: number, dy: number): string {
  return `M${x1} ${y1}C${x1 + dx} ${y1 + dy} ${x2 - dx} ${y2 - dy} ${x2} ${y2}`
}
