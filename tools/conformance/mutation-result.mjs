// What is kept of mechanical mutants: conformance/mutants/seed-N.json, one file for each sample.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { SCOPES } from './mutants.mjs'

/**
 * @typedef {import('./play-mutants.mjs').MutantPlayed} MutantPlayed
 *
 * @typedef {object} Fresh what came of a sample when it was played first: by no mutant of it the suite had been mended
 * @property {number} played
 * @property {number} killed
 * @property {number} percentKilled
 */

const FOLDER = new URL('../../conformance/mutants/', import.meta.url)

/** The file of a sample. @param {number} seed */
function resultOf(seed) {
  return new URL(`seed-${seed}.json`, FOLDER)
}

/** Of every sample. @returns {readonly URL[]} */
export function results() {
  return readdirSync(FOLDER).map((name) => new URL(name, FOLDER))
}

/**
 * How it is said why a mutant survives. The first two are no fault of the suite: the mutant does the same, or nobody at
 * the node's edges can tell, or is promised, that it does another thing.
 */
export const REASONS = ['equivalent: ', 'not observable: ', 'not judged yet: ']
const EXCUSED = REASONS.slice(0, 2)

/**
 * What was found of a sample before, and what was killed of others.
 *
 * @param {number} seed
 * @returns {{ played: readonly MutantPlayed[], others: readonly MutantPlayed[], reasons: ReadonlyMap<string, string>, fresh?: Fresh }}
 */
export function readResult(seed) {
  const file = resultOf(seed)
  const others = results().flatMap((one) => (one.href === file.href ? [] : read(one).killed))
  if (!existsSync(file)) return { played: [], others, reasons: new Map() }
  const { killed, survived, fresh } = read(file)
  const reasons = new Map(survived.map(({ id, why }) => [id, why]))
  return { played: killed, others, reasons, ...(fresh !== undefined && { fresh }) }
}

/**
 * @param {URL} file
 * @returns {{ killed: readonly MutantPlayed[], survived: readonly { id: string, why: string }[], fresh?: Fresh }}
 */
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
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
 * @param {boolean} found.isFirst whether the sample is played for the first time
 * @param {Fresh | undefined} found.fresh what came of it when it was, where that is known
 */
export function writeResult({ seed, seeds, of, drawn, played, reasons, isFirst, fresh }) {
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
    fresh: isFirst ? { played: all.length, killed: killed.length, percentKilled: share(killed.length, judged) } : fresh,
    percentKilled: share(killed.length, judged),
    percentKilledOfThoseThatCanBe: share(killed.length, judged - excused.length),
    killed,
    survived
  }
  writeFileSync(resultOf(seed), `${JSON.stringify(result, null, 2)}\n`)
}
