import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../dist/command/main.js', import.meta.url))
const node = fileURLToPath(new URL('../../test/faulty-node.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bellwire-conformance-'))
const iut = (fault: string): string => {
  const file = join(folder, `${fault}.json`)
  writeFileSync(file, JSON.stringify({ command: [process.execPath, node, fault] }))
  return file
}

afterAll(() => rmSync(folder, { recursive: true }))

async function play(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    )
  })
}

describe('the suite as a program of its own', () => {
  it('judges what a file names', async () => {
    const { code, out } = await play('--iut', iut('none'), '--case=physical/greets', '--seeds', '1')
    expect(code).toBe(1)
    expect(out).toMatch(/physical\/greets +fail +1/)
  })

  it('says how it is used', async () => {
    const { code, out } = await play('--help')
    expect(code).toBe(0)
    expect(out).toMatch(/--iut=FILE +What is under test/)
  })

  it.each<[string[], RegExp]>([
    [[], /^bellwire-conformance: --iut is missing; accepted: a file/],
    [['--iut', 'no-file'], /no-file cannot be read/],
    [['--iut', iut('none'), '--role', 'x'], /--role is x; accepted: node, station/],
    [['--nothing'], /Unknown option '--nothing'/],
    [['--seeds'], /'--seeds <value>' argument missing/],
    [['replay', 'x', 'y'], /y is one argument too many; accepted: replay TRACE/]
  ])('says what is wrong with %j, and makes no test', async (args, message) => {
    const { code, out, err } = await play(...args)
    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})
