import { format, inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Secret } from './secret.js'

describe('a secret', () => {
  const secret = new Secret({ outcome: 1 })

  it('is given to whoever asks for it by name', () => {
    expect(secret.reveal()).toEqual({ outcome: 1 })
  })

  it('prints, logs and serialises as [secret], alone and inside other values (DEV-020)', () => {
    expect(String(secret)).toBe('[secret]')
    expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}')
    expect(inspect({ secret })).toBe('{ secret: [secret] }')
    expect(inspect(secret, { showHidden: true, depth: 5 })).toBe('[secret]')
    expect(format('%s %o %j', secret, secret, secret)).toBe('[secret] [secret] "[secret]"')
  })

  it('has no property that a walk over its keys would find', () => {
    expect(Object.getOwnPropertyNames(secret)).toEqual([])
    expect(Object.entries(secret)).toEqual([])
    expect(structuredClone(secret)).toEqual({})
  })
})
