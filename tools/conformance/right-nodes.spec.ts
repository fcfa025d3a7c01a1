import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { RIGHT_NODES } from './right-nodes.mjs'
import { WRONG_NODES } from './wrong-nodes.mjs'

/** Some here: `node tools/conformance/play-right-nodes.mjs` plays nine. */
const SEEDS = 1

/** Ends of circuits are alike in what they take time for: of these one here. */
const PLAYED = RIGHT_NODES.filter(({ id, role }) => role !== 'end' || id === 'end-in-a-hurry').map(({ id }) => id)

interface Played {
  readonly id: string
  readonly notPassed: readonly { readonly case: string; readonly findings: readonly unknown[] }[]
}

/** What the suite says of right nodes, one after the other. Needs a build: what is changed is what was built. */
async function* play(ids: readonly string[]): AsyncGenerator<Played> {
  const script = fileURLToPath(new URL('play-right-nodes.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, String(SEEDS), ...ids], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as Played
}

describe('nodes that are right and not like the reference', () => {
  it('have a name of their own each', () => {
    const ids = [...RIGHT_NODES, ...WRONG_NODES].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('pass the whole suite', async () => {
    const passed: string[] = []
    for await (const { id, notPassed } of play(PLAYED)) {
      expect([id, notPassed.flatMap(({ findings }) => findings)]).toEqual([id, []])
      // So few generated runs may come to less than they are about.
      const others = notPassed.filter((one) => !one.case.startsWith('random/') && one.case !== 'end/anything')
      expect([id, others]).toEqual([id, []])
      passed.push(id)
    }
    expect(passed).toEqual(PLAYED)
  }, 600_000)
})
