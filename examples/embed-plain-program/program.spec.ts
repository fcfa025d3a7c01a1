import { execFile, execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = fileURLToPath(new URL('program.mjs', import.meta.url))

beforeAll(() => {
  const rooms = ['packages/simulation', 'packages/transport-websocket']
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', ...rooms], { cwd: root })
})

it('asks another process for pairs, of which both measure their halves', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program], { timeout: 170_000 })
  expect(stderr).toBe('')
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(10)
  // The pairs are perfect, so both find the same.
  for (const [index, line] of lines.entries()) {
    expect(line).toMatch(/^(alice|bob): pair \d+, outcome [01]$/)
    if (index % 2 === 1) expect(line).toBe(lines[index - 1]!.replace('alice', 'bob'))
  }
})
