import { describe, expect, it } from 'vitest'
import { MACHINES } from './generated/machines.js'
import { type Cell, cellsOf, nameOf } from './machine.js'
import { askedIn, tourOf } from './tour.js'

const ALL = MACHINES.map((machine) => [machine.machine, machine] as const)

describe('a tour', () => {
  it.each(ALL)('goes on where it is, and comes to every transition of %s', (_name, machine) => {
    for (const from of [0, 5, 123]) {
      const tour = tourOf(machine, askedIn(machine, 'tour').isAsked, from)
      for (const walk of tour) {
        let state = machine.initial
        for (const cell of walk) {
          expect(cell.state).toBe(state)
          state = cell.to
        }
      }
      const cells = cellsOf(machine).filter(({ isListed, infeasible }) => isListed && infeasible === undefined)
      expect(new Set(tour.flat().map(nameOf))).toEqual(new Set(cells.map(nameOf)))
    }
  })

  it.each(ALL)('comes to every other event in every state of %s', (_name, machine) => {
    const isAsked = ({ isListed }: Cell) => !isListed
    const tour = tourOf(machine, isAsked)
    const cells = cellsOf(machine).filter((cell) => isAsked(cell) && cell.infeasible === undefined)
    expect(new Set(tour.flat().filter(isAsked).map(nameOf))).toEqual(new Set(cells.map(nameOf)))
  })

  it('says where no way leads', () => {
    const [machine] = MACHINES
    if (machine === undefined) throw new Error('there is a machine')
    const cut = { ...machine, transitions: machine.transitions.filter(({ to }) => to === undefined) }
    expect(() => tourOf(cut, ({ event }) => event === 'silence')).toThrow('no way leads to attempting, silence')
  })
})
