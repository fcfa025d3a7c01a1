import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from './nearest.js'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })

describe('edit distance', () => {
  it('is a metric', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b) === 0).toBe(a === b)
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
      })
    )
  })

  it('counts one letter left out as one', () => {
    fc.assert(
      fc.property(word, fc.nat(), (text, at) => {
        fc.pre(text.length > 0)
        const index = at % text.length
        expect(editDistance(text, text.slice(0, index) + text.slice(index + 1))).toBe(1)
      })
    )
  })
})

describe('the nearest word', () => {
  it('is the one meant, or none', () => {
    expect(nearest('fidelty', ['fidelity', 'attempts'])).toBe('fidelity')
    expect(nearest('Qubits', ['qubits', 'number'])).toBe('qubits')
    expect(nearest('colour', ['fidelity', 'attempts'])).toBeUndefined()
  })
})
