import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { formatCount } from './count-reporter.js'

const runner = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const reporter = fileURLToPath(new URL('./count-reporter.ts', import.meta.url))

/** Runs the given test files in a process of their own; its last printed line and exit code. */
function run(files: Record<string, string>): { lastLine: string | undefined; code: number } {
  const folder = mkdtempSync(join(tmpdir(), 'count-'))
  const config = `import { CountReporter } from ${JSON.stringify(reporter)}
    export default { test: { globals: true, include: ['*.spec.js'], reporters: ['default', new CountReporter()] } }`
  try {
    for (const [name, text] of Object.entries({
      'vitest.config.js': config,
      'package.json': '{"type":"module"}',
      ...files
    })) {
      writeFileSync(join(folder, name), text)
    }
    return runIn(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function runIn(folder: string) {
  // A run inside a run must not take itself for a worker of the outer one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const lastLine = (output: string) => output.trimEnd().split('\n').at(-1)
  try {
    const output = execFileSync(process.execPath, [runner, 'run'], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: 'pipe'
    })
    return { lastLine: lastLine(output), code: 0 }
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number }
    return { lastLine: lastLine(stdout), code: status }
  }
}

test('a good run', () => {
  // The skipped test and the one to do are the reporter's input: it must count both.
  const files = {
    'a.spec.js': `test('one', () => {}); describe('inner', () => test('two', () => {}))`,
    'b.spec.js': `test('three', () => {}); test.skip('four', () => {}); test.todo('five')`
  }
  expect(run(files)).toEqual({ lastLine: '3 passed, 0 failed, 2 skipped', code: 0 })
})

test('failed tests, modules that do not load, hooks that throw and uncaught errors all count', () => {
  const files = {
    'fails.spec.js': `test('one', () => expect(1).toBe(2)); test('two', () => {})`,
    'broken.spec.js': `import './nowhere.js'`,
    'hook.spec.js': `describe('x', () => { beforeAll(() => { throw new Error('hook') }); test('never', () => {}) })`,
    'uncaught.spec.js': `test('three', async () => { Promise.reject(new Error('lost')); await new Promise((r) => setImmediate(r)) })`
  }
  expect(run(files)).toEqual({ lastLine: '2 passed, 4 failed, 1 skipped', code: 1 })
})

test('a run without any test is a failure', () => {
  expect(run({})).toEqual({ lastLine: '0 passed, 1 failed', code: 1 })
})

test('a test process that dies in the middle is a failure', () => {
  const { lastLine, code } = run({ 'a.spec.js': `test('one', () => {}); test('dies', () => process.abort())` })
  expect(lastLine).toMatch(/^\d+ passed, [1-9]\d* failed/)
  expect(code).toBe(1)
})

test('skipped tests are named only if there are any', () => {
  expect(formatCount({ passed: 2, failed: 1, skipped: 0 })).toBe('2 passed, 1 failed\n')
  expect(formatCount({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped\n')
})
