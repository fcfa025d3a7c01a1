import { describe, expect, it } from 'vitest'
import { citationsIn, lint } from './lint.mjs'
import { countsOf, traceability, traceabilityPage } from './traceability.mjs'

const block = (id: string, text: string): string =>
  `<!-- req id=${id} level=MUST role=node since=1.0 test=direct -->\n${text}\n`
const text = [block('LNK-001', 'A node MUST do this.'), block('LNK-002', 'A number MUST be < 2 & odd.')].join('\n')
const citations = [
  ...citationsIn('packages/x/src/x.spec.ts', 'LNK-001 LNK-001'),
  ...citationsIn('packages/x/src/x.ts', 'LNK-002')
]
const cases = [{ name: 'link/one', requirements: ['LNK-001'] }]
const nodes: Parameters<typeof traceability>[2]['nodes'] = [
  { id: 'found', clauses: ['LNK-001'], caught: '9/9', citedBy: { 'link/one': '9/9' } },
  { id: 'missed', clauses: ['LNK-002'], caught: '0/9', citedBy: {} }
]

describe('traceability', () => {
  const rows = traceability(lint([{ file: 'spec/x.md', text }], citations), cases, { nodes })

  it('names the tests that cite a requirement, the cases that judge it, and the wrong nodes that break it', () => {
    expect(rows).toMatchObject([
      {
        id: 'LNK-001',
        place: 'spec/x.md:1',
        tests: ['packages/x/src/x.spec.ts'],
        cases: ['link/one'],
        wrongNodes: [{ id: 'found', caught: '9/9', by: ['link/one'] }]
      },
      { id: 'LNK-002', tests: [], cases: [], wrongNodes: [{ id: 'missed', caught: '0/9', by: [] }] }
    ])
    expect(countsOf(rows)).toEqual({ requirements: 2, tested: 1, judged: 1, withWrongNodeFound: 1 })
  })

  it('is a page with each of them', () => {
    const page = traceabilityPage(rows)
    expect(page).toContain('<tr id="LNK-001">')
    expect(page).toContain('A number MUST be &lt; 2 &amp; odd.')
    expect(page).toContain('<li>missed 0/9</li>')
  })
})
