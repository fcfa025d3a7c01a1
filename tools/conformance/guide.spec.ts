import { readFileSync } from 'node:fs'
import { CASES, KEY_CASES, KME_CASES } from '@bellwire/conformance'
import { expect, it } from 'vitest'

const guide = readFileSync(new URL('../../spec/guide.md', import.meta.url), 'utf8')

it.each([
  ['node', /^\| (applications|physical|link|statistics|wire|random|machines)\//, CASES],
  ['KME', /^\| kme\//, KME_CASES],
  ['pair of nodes that distribute keys', /^\| key\//, KEY_CASES]
])('the implementer’s guide names every case for a %s once, and no other', (_role, row, cases) => {
  const rows = guide.split('\n').filter((line) => row.test(line))
  const named = rows.flatMap((text) => (text.split('|')[1] ?? '').trim().split(' '))
  expect(named.toSorted()).toEqual(cases.map(({ name }) => name).toSorted())
})
