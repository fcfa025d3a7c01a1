import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('is what the definitions in spec/wire generate', () => {
  const script = fileURLToPath(new URL('../scripts/generate.js', import.meta.url))
  const committed = fileURLToPath(new URL('./generated', import.meta.url))
  const fresh = mkdtempSync(join(tmpdir(), 'bellwire-generated-'))
  try {
    execFileSync(process.execPath, [script, fresh])
    expect(readdirSync(committed).sort()).toEqual(readdirSync(fresh).sort())
    for (const name of readdirSync(fresh)) {
      const [expected, actual] = [readFileSync(join(fresh, name), 'utf8'), readFileSync(join(committed, name), 'utf8')]
      expect(actual === expected, `${name} is out of date: run npm run generate -w @bellwire/wire`).toBe(true)
    }
  } finally {
    rmSync(fresh, { recursive: true })
  }
})
