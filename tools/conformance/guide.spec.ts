import { readFileSync } from 'node:fs'
import { CASES } from '@bellwire/conformance'
import { expect, it } from 'vitest'

const guide = readFileSync(new URL('../../spec/guide.md', import.meta.url), 'utf8')

it('the implementer’s guide names every case for a node in one of its steps, and no other', () => {
  const rows = guide.split('\n').filter((line) => /^\| (physical|link|wire|random|machines)\//.test(line))
  const named = rows.flatMap((row) => (row.split('|')[1] ?? '').trim().split(' '))
  expect(named.toSorted()).toEqual(CASES.map(({ name }) => name).toSorted())
})
