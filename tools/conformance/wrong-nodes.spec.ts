import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { caughtSeeds, MATRIX, playBeside } from './kill-matrix.mjs'
import { Unfit, wrongSource } from './wrong-node-source.mjs'
import { WRONG_NODES } from './wrong-nodes.mjs'

/** Two: in cases that do not say it, the node is the master of its link with the first, and the other end with the second. */
const SEEDS = 2

interface Matrix {
  readonly nodes: readonly { readonly id: string; readonly citedBy: Readonly<Record<string, string>> }[]
}

const matrix = JSON.parse(readFileSync(MATRIX, 'utf8')) as Matrix

/** Of each wrong node, the case that finds it with the most seeds. */
const foundBy = Object.fromEntries(
  matrix.nodes.flatMap(({ id, citedBy }) => {
    const [best] = Object.entries(citedBy).toSorted(([, a], [, b]) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
    return best === undefined ? [] : [[id, best[0]]]
  })
)

/** Sessions of keys are long: of wrong nodes that distribute keys some are played here. */
const SOME_KEYS = [
  'key-tag-of-120-bits',
  'key-one-verification-bit-too-few',
  'key-qber-unchecked',
  'key-pads-anywhere',
  'key-given-twice',
  'key-noise-for-bbm92'
]

/** All of them, one after the other. */
const LONG = { timeout: 600_000 }

const PLAYED = WRONG_NODES.filter(({ id, role }) => role !== 'key' || SOME_KEYS.includes(id))

const node = { id: 'one', wrong: '', clauses: [], changes: [{ file: 'room/dist/file.js', find: 'b', replace: 'c' }] }

describe('the text of a wrong node', () => {
  it('has what stands there once replaced', () => {
    expect(wrongSource(node, 'room/dist/file.js', 'abd')).toBe('acd')
  })

  it('is that of other files unchanged', () => {
    expect(wrongSource(node, 'room/dist/other.js', 'abd')).toBe('abd')
  })

  it.each(['ad', 'abdb'])('is an error that names the wrong node where it does not stand there once: %s', (text) => {
    expect(() => wrongSource(node, 'room/dist/file.js', text)).toThrow(Unfit)
    expect(() => wrongSource(node, 'room/dist/file.js', text)).toThrow('wrong node one')
  })
})

describe('wrong nodes', () => {
  it('have a name of their own each', () => {
    expect(new Set(WRONG_NODES.map(({ id }) => id)).size).toBe(WRONG_NODES.length)
  })

  it('are those of the kill matrix', () => {
    const list = WRONG_NODES.map(({ id, wrong, clauses, missed = false }) => ({ id, wrong, clauses, missed }))
    expect(matrix).toMatchObject({ nodes: list })
  })

  // Needs a build: what is changed is what was built.
  it(
    'are each found wrong by a case that cites what they break, and those that are known to be missed by none',
    LONG,
    async () => {
      const results = await playBeside(
        PLAYED.map(({ id }) => id),
        { seeds: SEEDS, hasty: true, foundBy }
      )
      const missed = results.filter((result) => caughtSeeds(result).length === 0).map(({ id }) => id)
      expect(missed).toEqual(PLAYED.filter((one) => one.missed).map(({ id }) => id))
    }
  )
})
