import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText } from './json-text.js'

describe('JSON as it is printed', () => {
  it('is the same document as without spaces', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(JSON.parse(jsonText(value)))).toBe(JSON.stringify(value))
      }),
      { seed: 1 }
    )
    const absent = { a: undefined, b: [undefined, 1], c: [{ d: undefined }] }
    expect(JSON.stringify(JSON.parse(jsonText(absent)))).toBe(JSON.stringify(absent))
  })

  it('has the rows of a table on a line each, and a list of sentences on several', () => {
    expect(
      jsonText({
        rows: [
          [1, null],
          ['a', 2]
        ],
        none: [],
        empty: {}
      })
    ).toBe('{\n  "rows": [\n    [1,null],\n    ["a",2]\n  ],\n  "none": [],\n  "empty": {}\n}')
    const sentences = ['x'.repeat(300), 'y'.repeat(300)]
    expect(jsonText(sentences)).toBe(JSON.stringify(sentences, null, 2))
  })
})
