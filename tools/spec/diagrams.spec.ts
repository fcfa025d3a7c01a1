import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagramsIn, simplify, withDiagrams } from './diagrams.mjs'
import { drawMachines } from './machines.mjs'

const spec = new URL('../../spec/', import.meta.url)
const drawings = drawMachines()

// Where these fail, a machine has changed: `npm run build && npm run spec:diagrams` draws it anew. Requirements that
// the change touches must change too.
describe('the diagrams of the specification', () => {
  const chapters = readdirSync(spec).filter((name) => name.endsWith('.md'))

  it.each([...drawings])('in spec/diagrams show the machine %s as it is', (name, drawing) => {
    expect(readFileSync(new URL(`diagrams/${name}.mmd`, spec), 'utf8')).toBe(drawing)
  })

  it('are no others', () => {
    expect(readdirSync(new URL('diagrams/', spec)).sort()).toEqual(
      [...drawings.keys()].map((name) => `${name}.mmd`).sort()
    )
  })

  it.each(chapters)('in the chapter %s are those of the machines', (name) => {
    const text = readFileSync(new URL(name, spec), 'utf8')
    expect(withDiagrams(text, drawings)).toBe(text)
  })

  it('show every machine in one chapter', () => {
    const shown = chapters.flatMap((name) => diagramsIn(readFileSync(new URL(name, spec), 'utf8')))
    expect(shown.sort()).toEqual([...drawings.keys()].sort())
  })
})

describe('a drawing', () => {
  const mermaid = [
    'stateDiagram-v2',
    '  s_a --> s_b : GO [guard] / assign, emit',
    '  s_a --> s_b : GO [guard] / emit',
    '  s_a --> s_b : GO [ready] / count',
    '  note right of s_a',
    '    in every state:',
    '    any other / emit',
    '  end note',
    '  note right of s_b',
    '    entry / emit',
    '    STAY [guard] / emit',
    '    NOTHING',
    '  end note',
    ''
  ].join('\n')

  it('is simplified: names are kept, nameless actions left out, what then looks alike drawn once', () => {
    expect(simplify(mermaid).split('\n')).toEqual([
      'stateDiagram-v2',
      '  s_a --> s_b : GO [if]',
      '  s_a --> s_b : GO [ready] / count',
      '  note right of s_b',
      '    stays on',
      '    STAY [if]',
      '  end note',
      ''
    ])
  })

  it('replaces the one between its markers, and no other text', () => {
    const before = 'a\n<!-- diagram x -->\nold\n<!-- /diagram -->\nb\n'
    const after = withDiagrams(before, new Map([['x', 'new\n']]))
    expect(after).toBe('a\n<!-- diagram x -->\n```mermaid\nnew\n```\n<!-- /diagram -->\nb\n')
    expect(withDiagrams(after, new Map([['x', 'new\n']]))).toBe(after)
    expect(() => withDiagrams(before, new Map())).toThrow("no machine is named 'x'")
  })
})
