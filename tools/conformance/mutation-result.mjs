// What is kept of mechanical mutants: conformance/mutants.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { SCOPES } from './mutants.mjs'

/** @typedef {import('./play-mutants.mjs').MutantPlayed} MutantPlayed */

export const RESULT = new URL('../../conformance/mutants.json', import.meta.url)

/**
 * How it is said why a mutant survives. The first two are no fault of the suite: the mutant does the same, or nobody at
 * the node's edges can tell, or is promised, that it does another thing.
 */
export const REASONS = ['equivalent: ', 'not observable: ', 'not judged yet: ']
const EXCUSED = REASONS.slice(0, 2)

/** What was found before. @returns {{ played: readonly MutantPlayed[], reasons: ReadonlyMap<string, string> }} */
export function readResult() {
  if (!existsSync(RESULT)) return { played: [], reasons: new Map() }
  /** @type {{ killed: readonly MutantPlayed[], survived: readonly { id: string, why: string }[] }} */
  const { killed, survived } = JSON.parse(readFileSync(RESULT, 'utf8'))
  return { played: killed, reasons: new Map(survived.map(({ id, why }) => [id, why])) }
}

/** @param {number} part @param {number} whole per cent, with one decimal */
function share(part, whole) {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10
}

/**
 * @param {object} found
 * @param {number} found.seed @param {number} found.seeds @param {number} found.of
 * @param {readonly import('./mutants.mjs').Mutant[]} found.drawn
 * @param {ReadonlyMap<string, MutantPlayed>} found.played
 * @param {ReadonlyMap<string, string>} found.reasons
 */
export function writeResult({ seed, seeds, of, drawn, played, reasons }) {
  const all = drawn.flatMap((mutant) => {
    const one = played.get(mutant.id)
    return one === undefined ? [] : [{ mutant, one }]
  })
  const killed = all.flatMap(({ one }) => (one.end === 'survived' || one.end === 'unloadable' ? [] : [one]))
  const survived = all.flatMap(({ mutant: { id, kind, place, was }, one: { end } }) =>
    end === 'survived' ? [{ id, kind, place, was, why: reasons.get(id) ?? '' }] : []
  )
  const excused = survived.filter(({ why }) => EXCUSED.some((reason) => why.startsWith(reason)))
  const judged = killed.length + survived.length
  const result = {
    seed,
    seeds,
    of,
    scopes: SCOPES.map(({ role, room, files, not }) => ({
      role,
      room,
      files: String(files),
      ...(not !== undefined && { not: String(not) })
    })),
    drawn: drawn.length,
    played: all.length,
    unloadable: all.filter(({ one }) => one.end === 'unloadable').map(({ one }) => one.id),
    percentKilled: share(killed.length, judged),
    percentKilledOfThoseThatCanBe: share(killed.length, judged - excused.length),
    killed,
    survived
  }
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`)
}
