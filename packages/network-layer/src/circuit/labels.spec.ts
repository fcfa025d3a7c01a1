import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkPort } from '../link-port.js'
import { type Circuit, Side } from './circuit.js'
import { Labels } from './labels.js'

const sideOf = (direction: Side['direction'], label = 0) => {
  const side = new Side({} as Circuit, {} as LinkPort, direction, 1)
  side.label = label
  return side
}

/** Takes a label for a circuit that comes over the link. */
function take(labels: Labels): Side {
  const side = sideOf('upstream')
  const label = labels.give(side)
  if (label !== undefined) side.label = label
  return side
}

describe('link labels', () => {
  it('are in their half of the purposes, and never those of two circuits at once (NET-039)', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 100, size: 'max' }), (steps) => {
        const labels = new Labels()
        const held: Side[] = []
        for (const step of steps) {
          if (step % 3 === 0 && held.length > 0) labels.drop(held.splice(step % held.length, 1)[0]!)
          else held.push(take(labels))
          expect(new Set(held.map(({ label }) => label)).size).toBe(held.length)
          for (const side of held) {
            expect(side.label).toBeGreaterThanOrEqual(0x8000)
            expect(side.label).toBeLessThanOrEqual(0xffff)
            expect(labels.find(side.label, false)).toBe(side)
          }
        }
      }),
      { seed: 55, numRuns: 100 }
    )
  })

  it('that were given back are given again last: pairs of the old circuit may still come', () => {
    const labels = new Labels()
    const first = take(labels)
    labels.drop(first)
    expect(labels.find(first.label, false)).toBeUndefined()
    for (let others = 1; others < 0x8000; others++) expect(take(labels).label).not.toBe(first.label)
    expect(take(labels).label).toBe(first.label)
    expect(labels.give(sideOf('upstream'))).toBeUndefined()
  })

  it('of the two directions of a link have nothing to do with each other', () => {
    const labels = new Labels()
    const comes = take(labels)
    const goes = sideOf('downstream', comes.label)
    expect(labels.receive(comes.label, goes)).toBe(true)
    expect([labels.find(comes.label, false), labels.find(comes.label, true)]).toEqual([comes, goes])
    labels.drop(goes)
    expect([labels.find(comes.label, false), labels.find(comes.label, true)]).toEqual([comes, undefined])
  })

  it('that the neighbour gives twice stay those of the first circuit', () => {
    const labels = new Labels()
    const first = sideOf('downstream', 0x9000)
    const second = sideOf('downstream', 0x9000)
    expect(labels.receive(0x9000, first)).toBe(true)
    expect(labels.receive(0x9000, second)).toBe(false)
    labels.drop(second)
    expect(labels.find(0x9000, true)).toBe(first)
  })
})
