import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makeData } from './make.mjs'

describe('the recorded rounds', () => {
  it('are what their script makes', () => {
    for (const [name, content] of Object.entries(makeData())) {
      expect(readFileSync(new URL(name, import.meta.url)).equals(content), name).toBe(true)
    }
  })
})
