import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FeedMessage } from '../feed/messages.js'
import { ScenarioFeed } from './scenario-feed.js'

const text = readFileSync(new URL('../../../../examples/scenarios/repeater-chain.yaml', import.meta.url), 'utf8')

it('plays', async () => {
  const told: FeedMessage[] = []
  const feed = new ScenarioFeed(text, { speed: 0.5, now: () => 0, told: (message) => told.push(message) })
  for (let n = 0; n < 100; n++) await feed.turn(33, 1000)
  const counts: Record<string, number> = {}
  for (const m of told) {
    if (m.type === 'records') for (const r of m.records) counts[r.kind] = (counts[r.kind] ?? 0) + 1
    if (m.type === 'pairs') counts['pairs'] = (counts['pairs'] ?? 0) + m.pairs.length
  }
  console.log(counts, told.at(-1), told.at(-2), told.at(-3))
  expect(told[0]!.type).toBe('network')
})
