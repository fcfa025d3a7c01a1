import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { citationsIn, lint, lintSpecification } from './lint.mjs'

const block = (id: string, text: string, attributes = 'level=MUST role=node since=1.0 test=direct'): string =>
  `<!-- req id=${id} ${attributes} -->\n${text}\n`

const messagesOf = (text: string, source = ''): string[] =>
  lint([{ file: 'spec/x.md', text }], citationsIn('packages/x/src/x.spec.ts', source)).problems.map(
    ({ file, line, message }) => `${file}:${line} ${message}`
  )

const good = block('LNK-001', 'A node MUST do this.')

describe('the specification', () => {
  it('is well written, and nobody cites what it does not have', () => {
    const { requirements, problems } = lintSpecification(fileURLToPath(new URL('../..', import.meta.url)))
    expect(problems).toEqual([])
    expect(requirements.length).toBeGreaterThan(200)
  })
})

describe('a requirement', () => {
  it('is read with its attributes and its paragraph', () => {
    const { requirements } = lint([{ file: 'spec/x.md', text: `# X\n\n${good}\nMore.\n` }], [])
    expect(requirements).toEqual([
      {
        id: 'LNK-001',
        level: 'MUST',
        role: 'node',
        since: '1.0',
        test: 'direct',
        text: 'A node MUST do this.',
        file: 'spec/x.md',
        line: 3
      }
    ])
  })

  it.each([
    ['stands twice', `${good}\n${good}`, 'spec/x.md:4 LNK-001 stands in spec/x.md:1 already'],
    ['has two obligations', block('LNK-001', 'It MUST do this,\nand MAY do that.'), 'has 2 of MUST'],
    ['has none', block('LNK-001', 'It must do this.'), 'has 0 of MUST'],
    ['has another level', block('LNK-001', 'It MUST NOT do this.'), 'LNK-001 says MUST NOT, its level is MUST'],
    [
      'has no paragraph',
      '<!-- req id=LNK-001 level=MUST role=node since=1.0 test=direct -->\n\nText.',
      'has no paragraph'
    ],
    ['runs into the next', `${block('LNK-001', 'It MUST.')}<!-- diagram x -->\n`, 'runs into another comment'],
    ['has a malformed name', block('LNK-1', 'It MUST.'), "id is 'LNK-1'"],
    [
      'has an unknown role',
      block('LNK-001', 'It MUST.', 'level=MUST role=king since=1.0 test=direct'),
      "role is 'king'"
    ],
    ['lacks an attribute', block('LNK-001', 'It MUST.', 'level=MUST role=node since=1.0'), 'LNK-001 has no test'],
    [
      'has a strange one',
      block('LNK-001', 'It MUST.', 'level=MUST role=node since=1.0 test=direct a=b'),
      'no attribute a'
    ],
    ['is not closed', '<!-- req id=LNK-001\nIt MUST.', 'a requirement begins with a line'],
    ['refers to none', `${good}\nSee LNK-002.`, 'spec/x.md:4 there is no requirement LNK-002']
  ])('that %s is a problem', (_what, text, message) => {
    expect(messagesOf(text).join('\n')).toContain(message)
  })

  it('keeps its place when it is withdrawn, and may still be named', () => {
    const text = `${block('LNK-001', 'Was something else.', 'level=MUST role=node since=1.0 test=direct withdrawn=1.1')}\nSee LNK-001.`
    const { requirements, problems } = lint([{ file: 'spec/x.md', text }], [])
    expect([requirements, problems]).toEqual([[], []])
  })
})

describe('the words of obligation', () => {
  it('stand in requirements only', () => {
    expect(messagesOf(`${good}\nNodes SHOULD also\nMUST NOT.`)).toEqual([
      'spec/x.md:4 SHOULD stands outside a requirement',
      'spec/x.md:5 MUST NOT stands outside a requirement'
    ])
  })

  it('may be spoken of in code', () => {
    expect(messagesOf('The word `MUST`.\n\n```\nMUST\n<!-- req -->\n```\n')).toEqual([])
  })
})

describe('a citation', () => {
  it('of a requirement that does not exist is a problem', () => {
    expect(messagesOf(good, "it('does this (LNK-001)')\nit('does that (LNK-002)')")).toEqual([
      'packages/x/src/x.spec.ts:2 there is no requirement LNK-002'
    ])
  })

  it('counts as one of a test in specs only', () => {
    expect(citationsIn('a/b.spec.ts', 'PHY-010').map(({ test }) => test)).toEqual([true])
    expect(citationsIn('a/b.ts', '// PHY-010 to PHY-019').map(({ id, test }) => [id, test])).toEqual([
      ['PHY-010', false],
      ['PHY-019', false]
    ])
  })
})
