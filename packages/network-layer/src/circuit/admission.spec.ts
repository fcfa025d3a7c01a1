import { ErrorCode, type Hop } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkPort } from '../link-port.js'
import { Admission, Refused } from './admission.js'

const POINTS = [
  { fidelity: 0.8, rate: 100 },
  { fidelity: 0.95, rate: 20 }
]

const portOf = (link: number, fields: Partial<LinkPort> = {}) =>
  ({ link, peer: 2, up: true, fit: true, operatingPoints: POINTS, ...fields }) as LinkPort

/** @param fidelity of the link, 0 to 1; @param rate pairs per second */
const hopOf = (fidelity: number, rate: number): Hop => ({
  node: 1,
  link: 1,
  minimumFidelity: Math.floor(fidelity * 0xffff),
  cutoff: 0,
  rate: rate * 1e6,
  rank: 0
})

const codeOf = (answer: unknown) => (answer instanceof Refused ? answer.code : undefined)

describe('admission', () => {
  it('promises every qubit once, and each circuit the same on each of its sides, one at least (NET-036, NET-042)', () => {
    const actions = fc.array(fc.record({ sides: fc.constantFrom(1, 2), free: fc.boolean(), which: fc.nat() }), {
      maxLength: 60,
      size: 'max'
    })
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 6 }), actions, (qubits, window, steps) => {
        const admission = new Admission(qubits, window)
        const promised: number[] = []
        for (const { sides, free, which } of steps) {
          if (free && promised.length > 0) {
            admission.freeMemory(promised.splice(which % promised.length, 1)[0]!)
          } else {
            const left = qubits - promised.reduce((sum, one) => sum + one, 0)
            const each = admission.reserveMemory(Array.from({ length: sides }, () => 1))
            if (left < sides) expect(codeOf(each)).toBe(ErrorCode.NORES)
            else {
              const expected = Math.min(window, Math.floor(left / sides))
              expect(each).toEqual(Array.from({ length: sides }, () => expected))
              promised.push(expected * sides)
            }
          }
          const sum = promised.reduce((total, one) => total + one, 0)
          expect(admission.reservedQubits).toBe(sum)
          expect(sum).toBeLessThanOrEqual(qubits)
        }
      }),
      { seed: 53, numRuns: 200 }
    )
  })

  it('promises a link’s time once: shares of all circuits on it never add up to more than all of it (NET-036)', () => {
    const actions = fc.array(
      fc.record({
        fidelity: fc.constantFrom(0.5, 0.9),
        rate: fc.constantFrom(0, 1, 2, 5, 10, 33),
        link: fc.constantFrom(1, 2),
        free: fc.boolean(),
        which: fc.nat()
      }),
      { maxLength: 60, size: 'max' }
    )
    fc.assert(
      fc.property(actions, (steps) => {
        const admission = new Admission(1, 1)
        const promised: { link: number; share: number }[] = []
        const sumOf = (of: number) => promised.reduce((total, { link, share }) => total + (link === of ? share : 0), 0)
        for (const { fidelity, rate, link, free, which } of steps) {
          if (free && promised.length > 0) {
            const [one] = promised.splice(which % promised.length, 1)
            admission.freeLink(one!.link, one!.share)
          } else {
            const share = rate / (fidelity > 0.8 ? 20 : 100)
            const answer = admission.reserveLink(portOf(link), hopOf(fidelity, rate))
            if (share > 1) expect(codeOf(answer)).toBe(ErrorCode.UNSUPP)
            else if (sumOf(link) + share > 1 + 1e-6) expect(codeOf(answer)).toBe(ErrorCode.NORES)
            else {
              expect(answer).toBeCloseTo(share, 12)
              promised.push({ link, share: answer as number })
            }
          }
          for (const each of [1, 2]) {
            expect(sumOf(each)).toBeLessThanOrEqual(1 + 1e-6)
            expect(admission.left(each)).toBeCloseTo(1 - sumOf(each), 6)
          }
        }
      }),
      { seed: 54, numRuns: 200 }
    )
  })

  it('refuses what a link can never give as unsupported, and a link that is not up (NET-035, NET-037)', () => {
    const admission = new Admission(4, 2)
    expect(codeOf(admission.reserveLink(portOf(1), hopOf(0.96, 0)))).toBe(ErrorCode.UNSUPP)
    expect(codeOf(admission.reserveLink(portOf(1), hopOf(0.9, 21)))).toBe(ErrorCode.UNSUPP)
    expect(codeOf(admission.reserveLink(portOf(1, { up: false }), hopOf(0.5, 0)))).toBe(ErrorCode.OTHER)
    expect(admission.reserveLink(portOf(1), hopOf(0.9, 20))).toBe(1)
    expect(codeOf(admission.reserveLink(portOf(1), hopOf(0.5, 1)))).toBe(ErrorCode.NORES)
    expect(admission.reserveLink(portOf(1), hopOf(0.5, 0))).toBe(0)
  })
})
