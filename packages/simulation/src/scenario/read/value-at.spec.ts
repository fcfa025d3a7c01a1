import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldPath } from './scenario-error.js'
import { withValueAt } from './value-at.js'

/** All places of a document that hold no mapping and no list. */
function leaves(value: unknown, path: FieldPath = []): readonly (readonly [path: FieldPath, leaf: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((entry, index) => leaves(entry, [...path, index]))
  return Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key]))
}

const documents = fc.jsonValue({ maxDepth: 4 })

describe('a document with another value at one place', () => {
  it('differs there and nowhere else, and leaves the document as it was', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, choice) => {
        const before = structuredClone(document)
        const places = leaves(document)
        fc.pre(places.length > 0)
        const [path] = places[choice % places.length]!
        const changed = withValueAt(document, path, 'set')
        expect(leaves(changed)).toEqual(places.map(([at, leaf]) => [at, at === path ? 'set' : leaf]))
        expect(document).toEqual(before)
      }),
      { seed: 1 }
    )
  })

  it('has mappings that were missing on the way, and only those', () => {
    expect(withValueAt({ links: [{ a: 'x' }, { a: 'y' }] }, ['links', 1, 'arms', 'a', 'length'], '1 km')).toEqual({
      links: [{ a: 'x' }, { a: 'y', arms: { a: { length: '1 km' } } }]
    })
  })

  it('changes one use of a mapping that stands at two places', () => {
    const arm = { length: '1 km' }
    expect(withValueAt({ a: arm, b: arm }, ['a', 'length'], '2 km')).toEqual({ a: { length: '2 km' }, b: arm })
  })

  it.each(['__proto__', 'constructor'])('takes %s for a key like any other', (key) => {
    const changed = withValueAt({ a: 1 }, [key, 'polluted'], true) as object
    expect(Object.keys(changed)).toEqual(['a', key])
    expect('polluted' in {}).toBe(false)
  })
})
