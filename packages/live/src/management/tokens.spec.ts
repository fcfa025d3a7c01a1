import { describe, expect, it } from 'vitest'
import { makeToken, parseTokens, type TokenEntry, Tokens } from './tokens.js'

const NOW = Date.parse('2027-01-01T00:00:00Z')

const made = (more: Partial<TokenEntry> = {}): { token: string; entry: TokenEntry } => {
  const { token, hash } = makeToken()
  return { token, entry: { name: 'operator', hash, scopes: ['read'], ...more } }
}

describe('tokens', () => {
  it('are known by their hash, with what they allow (SEC-041)', () => {
    const [first, second] = [made(), made({ name: 'program', scopes: ['requests'], purposes: [7] })]
    const tokens = new Tokens([first.entry, second.entry])
    expect(tokens.bearer(first.token, NOW)).toEqual({
      name: 'operator',
      scopes: new Set(['read']),
      purposes: undefined
    })
    expect(tokens.bearer(second.token, NOW)?.purposes).toEqual(new Set([7]))
    expect(tokens.bearer(first.entry.hash, NOW)).toBeUndefined()
    expect(tokens.bearer('', NOW)).toBeUndefined()
    expect(JSON.stringify([first.entry, second.entry])).not.toContain(first.token.slice(3))
  })

  it('have 256 random bits, and are none that was made before', () => {
    const all = new Set(Array.from({ length: 100 }, () => makeToken().token))
    expect(all.size).toBe(100)
    for (const token of all) expect(Buffer.from(token.slice(3), 'base64url')).toHaveLength(32)
  })

  it('allow nothing once they are over, or taken away (SEC-042)', () => {
    const { token, entry } = made({ expires: '2027-01-01T00:00:01Z' })
    const tokens = new Tokens([entry])
    expect(tokens.bearer(token, NOW)).toBeDefined()
    expect(tokens.bearer(token, NOW + 1000)).toBeUndefined()
    tokens.replace([])
    expect(tokens.bearer(token, NOW)).toBeUndefined()
  })

  it.each<[string, RegExp]>([
    ['no json', /t\.json is not JSON/],
    ['{}', /t\.json: tokens is wrong/],
    [
      JSON.stringify({ tokens: [{ name: 'a b', hash: '', scopes: [] }] }),
      /tokens\.0\.name is wrong; accepted: a name of/
    ],
    [
      JSON.stringify({ tokens: [{ ...made().entry, hash: 'bw_secret' }] }),
      /tokens\.0\.hash is wrong; accepted: sha256:/
    ],
    [
      JSON.stringify({ tokens: [made({ scopes: ['all' as 'read'] }).entry] }),
      /scopes\.0 is wrong; accepted: one of read, circuits/
    ],
    [JSON.stringify({ tokens: [made({ expires: 'soon' }).entry] }), /expires is wrong; accepted: a time/]
  ])('in a file that is wrong are refused, and what stands there is not told: %s', (text, message) => {
    expect(() => parseTokens(text, 't.json')).toThrow(message)
    expect(() => parseTokens(text, 't.json')).not.toThrow(/bw_secret/)
  })
})
