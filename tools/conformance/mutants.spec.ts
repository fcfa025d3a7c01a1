import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sitesOf } from './mutant-sites.mjs'
import { REASONS, results } from './mutation-result.mjs'
import { mutantOf, sampleOf } from './mutants.mjs'
import { splicedSource } from './wrong-node-source.mjs'

interface Result {
  readonly seed: number
  readonly drawn: number
  readonly played: number
  readonly unloadable: readonly string[]
  readonly percentKilled: number
  readonly percentKilledOfThoseThatCanBe: number
  readonly killed: readonly { readonly id: string }[]
  readonly survived: readonly {
    readonly id: string
    readonly place: string
    readonly was: string
    readonly why: string
  }[]
}

/** Every way in which a text can be changed. */
function changed(text: string): readonly string[] {
  const file = 'room/dist/file.js'
  return sitesOf(file, text).map((site) => splicedSource([{ file, ...site }], file, text))
}

describe('what a mutation changes', () => {
  it.each([
    ['if (a < b) c()', ['if (!(a < b)) c()', 'if (a <= b) c()', 'if (a < b) ;']],
    ['x = a && b === 2', [';', 'x = a || b === 2', 'x = a && b !== 2', 'x = a && b === 3']],
    [
      'm({ on: { E: { guard: g, actions: [f] } } })',
      [';', 'm({ on: { E: { guard: (x) => !g(x), actions: [f] } } })', 'm({ on: { E: { guard: g, actions: [] } } })']
    ]
  ])('is behaviour: %s', (text, expected) => {
    expect(changed(text)).toEqual(expected)
  })

  it.each([
    "core.ignored('more-of-nothing')",
    'if (a) core.ignored(b)',
    'records?.touch(1 + 2)',
    'm({ on: { E: { actions: ignored(a + b) } } })'
  ])('is nothing that only those see who look inside: %s', (text) => {
    expect(changed(text).filter((one) => one !== ';')).toEqual([])
  })
})

// Needs a build: what is changed is what was built.
describe.each(results().map((file) => [file.pathname.split('/').at(-1), file] as const))(
  'mutants/%s',
  (_name, file) => {
    const result = JSON.parse(readFileSync(file, 'utf8')) as Result
    const { killed, survived } = result

    it('says of every mutant that survives why it does', () => {
      expect(
        survived.filter(({ why }) => !REASONS.some((reason) => why.startsWith(reason) && why.length > reason.length))
      ).toEqual([])
    })

    it('is of mutants that there are, of the same sample; node tools/conformance/mutation.mjs plays those that are new', () => {
      const present = survived.filter(({ id, was }) => mutantOf(id)?.was !== was)
      expect(present).toEqual([])
      const sample = new Set(sampleOf(result.drawn, result.seed).map(({ id }) => id))
      const those = [...killed, ...survived].filter(({ id }) => sample.has(id))
      // Most of a sample is the same when the reference changes.
      expect(those.length).toBeGreaterThan(0.9 * result.drawn)
    })

    it('shows that nine of ten are killed', () => {
      const excused = survived.filter(({ why }) => !why.startsWith('not judged yet'))
      const judged = killed.length + survived.length
      expect(judged + result.unloadable.length).toBe(result.played)
      expect(result.percentKilled).toBeCloseTo((100 * killed.length) / judged, 0)
      expect(result.percentKilledOfThoseThatCanBe).toBeCloseTo((100 * killed.length) / (judged - excused.length), 0)
      expect(result.percentKilledOfThoseThatCanBe).toBeGreaterThanOrEqual(90)
    })
  }
)
