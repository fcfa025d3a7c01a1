import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { oneProcess, type OneProcess, row } from '../../test/one-process.js'
import { parseWish, sizeOf } from './wish.js'

let live: OneProcess

beforeEach(async () => {
  live = await oneProcess(row(['alice', 'bob']))
})
afterEach(() => live.close())

const bbm92 = { protocol: 'bbm92', rounds: 6000, probability: 0.62, expectedQber: 0.002, epsilons: [1e-6, 1e-13] }
const wish = { kind: 'distribute-key', link: 'bob', purpose: 7, minimumFidelity: 0.9, leakBudget: 250, ...bbm92 }
const answer = { kind: 'answer-key', link: 'alice', purpose: 7, number: 1 }

const folderOf = (own: string, peer: string) => join(live.folder, own, peer)

/** Both are given the same key before. */
function shareKey(): void {
  const key = randomBytes(256)
  for (const folder of [folderOf('alice', 'bob'), folderOf('bob', 'alice')]) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'first.key'), key, { mode: 0o600 })
  }
}

/** Keys that a node has laid down for its KME. */
function laidDown(own: string, peer: string): { session: string; peer: string; material: string }[] {
  const spool = join(folderOf(own, peer), 'spool')
  return readdirSync(spool).map((name) => JSON.parse(readFileSync(join(spool, name), 'utf8')))
}

async function all(lines: AsyncIterable<Record<string, unknown>>): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  for await (const line of lines) found.push(line)
  return found
}

it('distributes a key, lays it down at both ends for their KMEs, and tells what is public of it', async () => {
  shareKey()
  const answering = live.program('bob').lines('/v1/requests', answer)
  expect((await answering.next()).value).toEqual({ answering: true })
  const told = await all(live.program('alice').lines('/v1/requests', wish))
  const result = told.find((line) => 'session' in line)
  expect(result).toMatchObject({ reason: 'NONE', analysis: 'entropic-uncertainty', rounds: 6000, testErrorRate: 0 })
  expect(result?.['length']).toBeGreaterThan(256)
  expect(told.at(-1)).toMatchObject({ kind: 'distribute-key', state: 'complete' })
  expect((await all(answering)).at(-1)).toMatchObject({ kind: 'answer-key', state: 'complete' })
  const [mine, theirs] = [laidDown('alice', 'bob'), laidDown('bob', 'alice')]
  expect(mine).toMatchObject([{ peer: 'kme-bob' }])
  expect(theirs).toMatchObject([{ peer: 'kme-alice', session: mine[0]!.session, material: mine[0]!.material }])
  const figures = live.keyFigures.get('alice')!.samples
  expect(figures).toEqual([
    { quantity: 'key', of: 'alice-bob', value: result?.['length'] },
    { quantity: 'rounds', of: 'alice-bob', value: 6000 },
    { quantity: 'qber', of: 'alice-bob', value: 0 }
  ])
  expect(JSON.stringify([told, figures])).not.toContain(mine[0]!.material.slice(0, 12))
})

it('tells no more of a session than a request of it is counted for, however few its rounds are', async () => {
  shareKey()
  const answering = live.program('bob').lines('/v1/requests', answer)
  await answering.next()
  const told = await all(
    live.program('alice').lines('/v1/requests', { ...wish, rounds: 99, leakBudget: 20, minimumLength: 0 })
  )
  expect(told.filter((line) => 'phase' in line).length).toBeGreaterThan(2)
  expect(told.at(-2)).toMatchObject({ session: expect.any(String), rounds: 99 })
  expect(told.filter((line) => Object.keys(line).join() === 'rounds')).toHaveLength(49)
  // The last line is how it ended.
  expect(told.length - 1).toBeLessThanOrEqual(sizeOf(parseWish({ ...wish, rounds: 99 })))
  await all(answering)
})

it('refuses sessions of nodes that share no key', async () => {
  const told = await all(live.program('alice').lines('/v1/requests', wish))
  expect(told).toMatchObject([
    { refused: expect.stringContaining('no authentication key is shared with bob') },
    { state: 'incomplete', reason: 'NO_KEY' }
  ])
})
