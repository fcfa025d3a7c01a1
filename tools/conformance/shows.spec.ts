import { readdirSync, readFileSync } from 'node:fs'
import { SUITES } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { readChapter } from '../spec/requirements.mjs'
import { WRONG_NODES } from './wrong-nodes.mjs'

const spec = new URL('../../spec/', import.meta.url)

const chapters = readdirSync(spec)
  .filter((file) => /^\d+-.*\.md$/.test(file))
  .map((file) => ({ file, text: readFileSync(new URL(file, spec), 'utf8') }))
const requirements = chapters.flatMap(({ file, text }) => readChapter(file, text).requirements)
const obligations = requirements.filter(({ level }) => level === 'MUST' || level === 'MUST-NOT').map(({ id }) => id)

const wrong = new Set(WRONG_NODES.flatMap(({ clauses }) => clauses))
const judged = new Set([
  ...Object.values(SUITES).flatMap((cases) => cases.flatMap((one) => one.requirements)),
  // Of a subject that fails altogether no case says so.
  ...wrong
])

/** What does not show, with where it is listed: one by one, or from one to another. */
const listed = (chapters.find(({ file }) => file === '120-harness.md')?.text ?? '')
  .split('## 12.7')[1]!
  .split('\n')
  .flatMap(
    (line) => /^\| ((?:PHY|LNK|NET|WIR|DEV|APP|KEY|TRN|SEC|RES|MGT|HAR)-.*?) \|/.exec(line)?.[1]?.split(', ') ?? []
  )
  .map((range) => ({ range, ids: within(range) }))

function within(range: string): readonly string[] {
  const [first = '', last = first] = range.split(' to ')
  return requirements
    .map(({ id }) => id)
    .filter((id) => id.slice(0, 3) === first.slice(0, 3) && first <= id && id <= last)
}

describe('what another implementation must do', () => {
  it('is judged by the suite, or said not to show', () => {
    const hidden = new Set(listed.flatMap(({ ids }) => ids))
    expect(obligations.filter((id) => !judged.has(id) && !hidden.has(id))).toEqual([])
  })

  it('is not said not to show where it is judged', () => {
    expect(listed.filter(({ ids }) => ids.every((id) => judged.has(id))).map(({ range }) => range)).toEqual([])
  })

  it('is what a wrong node does not, where the suite judges it', () => {
    // Nodes that are wrong in these are servers, played at their sockets.
    const doors = within('KEY-040 to KEY-057').concat(within('KEY-080 to KEY-085'))
    expect(obligations.filter((id) => judged.has(id) && !wrong.has(id) && !doors.includes(id))).toEqual([])
  })
})
