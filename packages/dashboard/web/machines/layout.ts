import type { MachineDescription, StateDescription } from '@bellwire/statechart'

export interface Box {
  readonly state: StateDescription
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly compound: boolean
}

export interface MachineLayout {
  readonly boxes: ReadonlyMap<string, Box>
  readonly width: number
  readonly height: number
}

const CHARACTER = 7.2
const HEIGHT = 30
const GAP = 22
const ROW_GAP = 30
const PADDING = 14
const TITLE = 22
/** A row of states wider than this is broken. */
const WIDEST = 420

interface Block {
  readonly width: number
  readonly height: number
  /** Places everything at its offset. */
  readonly boxes: readonly Box[]
}

/** Lays a machine's states out: each below those that lead to it, states of a state inside it. */
export function layoutMachine(machine: MachineDescription): MachineLayout {
  const { boxes, width, height } = children(machine, '')
  return { boxes: new Map(boxes.map((box) => [box.state.path, box])), width, height }
}

function children(machine: MachineDescription, parent: string): Block {
  const rows = rowsOf(machine, parent).map((states) => states.map((state) => block(machine, state)))
  const widths = rows.map((row) => row.reduce((sum, { width }) => sum + width + GAP, -GAP))
  const width = Math.max(0, ...widths)
  const boxes: Box[] = []
  let y = 0
  rows.forEach((row, index) => {
    let x = (width - (widths[index] as number)) / 2
    for (const one of row) {
      boxes.push(...one.boxes.map((box) => ({ ...box, x: box.x + x, y: box.y + y })))
      x += one.width + GAP
    }
    y += Math.max(0, ...row.map(({ height }) => height)) + ROW_GAP
  })
  return { width, height: Math.max(0, y - ROW_GAP), boxes }
}

function block(machine: MachineDescription, state: StateDescription): Block {
  const title = (state.path.split('.').at(-1)?.length ?? 0) * CHARACTER + 22
  const inner = children(machine, state.path)
  if (inner.boxes.length === 0) {
    const size = { width: title, height: HEIGHT }
    return { ...size, boxes: [{ state, x: 0, y: 0, ...size, compound: false }] }
  }
  const size = {
    width: Math.max(title, inner.width + 2 * PADDING),
    height: inner.height + PADDING + TITLE + 6
  }
  const shift = (size.width - inner.width) / 2
  return {
    ...size,
    boxes: [
      { state, x: 0, y: 0, ...size, compound: true },
      ...inner.boxes.map((box) => ({ ...box, x: box.x + shift, y: box.y + TITLE + 6 }))
    ]
  }
}

/** The states of a state, by how many transitions they are from its first one; rows that are too wide are broken. */
function rowsOf(machine: MachineDescription, parent: string): StateDescription[][] {
  const states = machine.states.filter((state) => state.parent === parent && state.path !== '')
  const initial = machine.states.find((state) => state.path === parent)?.initial
  const siblingOf = (path: string): string | undefined =>
    states.find((state) => path === state.path || path.startsWith(`${state.path}.`))?.path
  const ranks = new Map<string, number>()
  let front = initial === undefined ? [] : [siblingOf(initial) ?? initial]
  for (let rank = 0; front.length > 0; rank++) {
    for (const path of front) if (!ranks.has(path)) ranks.set(path, rank)
    front = machine.transitions.flatMap(({ from, target }) => {
      const [source, next] = [siblingOf(from), target === undefined ? undefined : siblingOf(target)]
      return source !== undefined && front.includes(source) && next !== undefined && !ranks.has(next) ? [next] : []
    })
  }
  const last = Math.max(-1, ...ranks.values()) + 1
  const rows: StateDescription[][] = []
  for (let rank = 0; rank <= last; rank++) {
    let row: StateDescription[] = []
    let width = 0
    for (const state of states.filter(({ path }) => (ranks.get(path) ?? last) === rank)) {
      const own = block(machine, state).width + GAP
      if (row.length > 0 && width + own > WIDEST) {
        rows.push(row)
        row = []
        width = 0
      }
      row.push(state)
      width += own
    }
    if (row.length > 0) rows.push(row)
  }
  return rows
}
