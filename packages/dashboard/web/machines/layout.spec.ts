import { describe, expect, it } from 'vitest'
import { stackMachines } from '../../src/simulation/machines.js'
import { edgesOf } from './edges.js'
import { type Box, layoutMachine } from './layout.js'

const machines = Object.entries(stackMachines())

const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

describe.each(machines)('the drawing of %s', (_name, machine) => {
  const layout = layoutMachine(machine)

  it('has every state: within its own state, and apart from all others', () => {
    const states = machine.states.filter(({ path }) => path !== '')
    expect([...layout.boxes.keys()].sort()).toEqual(states.map(({ path }) => path).sort())
    for (const one of layout.boxes.values()) {
      expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= layout.width && one.y + one.height <= layout.height).toBe(
        true
      )
      for (const other of layout.boxes.values()) {
        if (one === other) continue
        const [a, b] = [one.state.path, other.state.path]
        if (a.startsWith(`${b}.`)) expect(inside(one, other)).toBe(true)
        else if (!b.startsWith(`${a}.`)) expect(apart(one, other)).toBe(true)
      }
    }
  })

  it('has an arrow for every way from one state to another', () => {
    const ways = new Set(
      machine.transitions.flatMap(({ from, target }) =>
        target === undefined || from === '' || target === from || target.startsWith(`${from}.`)
          ? []
          : [`${from} ${target}`]
      )
    )
    expect(new Set(edgesOf(machine, layout).map(({ from, to }) => `${from} ${to}`))).toEqual(ways)
  })
})
