import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'

/** One of each list: who is there, attempts, requests, sequence numbers, pairs. */
const IDS = ['greets-once', 'batch-one-longer', 'two-errors', 'gap-ignored', 'psi-exchanged']

const script = fileURLToPath(new URL('replay-wrong-nodes.mjs', import.meta.url))

// Needs a build: what is changed is what was built.
describe('the trace of a wrong node', () => {
  let replays: Record<string, unknown>[] = []

  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(IDS)])
    replays = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  })

  it.each(IDS)('is the same to the byte when it is played again, and so is the accusation: %s', (id) => {
    const those = replays.filter((one) => one.id === id)
    expect(those.length).toBeGreaterThan(0)
    for (const { difference, judged, findings, first } of those) {
      expect({ difference, judged }).toEqual({ difference: undefined, judged: 'tape' })
      expect(first).not.toEqual([])
      expect(findings).toEqual(first)
    }
  })
})
