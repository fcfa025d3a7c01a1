// Mechanical mutants: the reference with one small thing changed by rule, of what the conformance suite judges.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { sitesOf } from './mutant-sites.mjs'

/**
 * @typedef {object} Mutant
 * @property {string} id
 * @property {import('@bellwire/conformance').Role} role as what it is judged
 * @property {string} kind by which rule it was made
 * @property {string} place file and line of what was built
 * @property {string} was
 * @property {readonly import('./wrong-node-source.mjs').Splice[]} changes
 *
 * @typedef {object} Scope
 * @property {import('@bellwire/conformance').Role} role
 * @property {string} room
 * @property {RegExp} files of what was built of the room
 * @property {RegExp} [not] of these
 */

const packages = new URL('../../packages/', import.meta.url)

/**
 * What is mutated: what a role of the suite judges. Left out, by files, is what no subject of that role has or no tester
 * can set: agreements about time division, a station's switch; what a later process is to know; what a program is told
 * of mistakes; and at which rate pairs come, which is reckoned with elsewhere.
 *
 * @type {readonly Scope[]}
 */
export const SCOPES = [
  {
    role: 'node',
    room: 'link-layer',
    files: /./,
    not: /^(records\/|queue\/schedule-agreement|estimation\/rate-estimation|pair\/journal|request-check)/
  },
  { role: 'node', room: 'physical-layer', files: /./, not: /^station\// },
  { role: 'station', room: 'physical-layer', files: /^station\//, not: /^station\/switching\// },
  {
    role: 'repeater',
    room: 'network-layer',
    files: /^(circuit\/(machine|signalling|labels)|pairs\/(inner-pairs|junction-machine|half-machine))/
  }
]

/** @param {Scope} scope @returns {string[]} files from `packages/` */
function filesOf({ room, files, not }) {
  return readdirSync(new URL(`${room}/dist/`, packages), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !/\.spec\.js$|errors\.js$|index\.js$/.test(file))
    .filter((file) => files.test(file) && not?.test(file) !== true)
    .map((file) => `${room}/dist/${file}`)
    .toSorted()
}

/** @param {string} text @param {number} length */
function digest(text, length) {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}

/** The mutants of a file. Their names stay the same where other lines change. @param {string} file @param {Scope} scope @returns {Mutant[]} */
function mutantsOf(file, { role }) {
  const text = readFileSync(new URL(file, packages), 'utf8')
  const lines = text.split('\n')
  /** @type {Map<string, number>} */
  const seen = new Map()
  return sitesOf(file, text).map(({ kind, start, end, replace }) => {
    const line = text.slice(0, start).split('\n').length
    const words = `${kind} ${lines[line - 1]?.trim()} ${text.slice(start, end)}`
    const count = seen.get(words) ?? 0
    seen.set(words, count + 1)
    const name = file.replace('/dist/', '-').replace('.js', '').replaceAll('/', '-')
    return {
      id: `mutant-${name}-${digest(`${words} ${count}`, 8)}`,
      role,
      kind,
      place: `${file}:${line}`,
      was: text.slice(start, end).slice(0, 120),
      changes: [{ file, start, end, replace }]
    }
  })
}

/** @type {ReadonlyMap<string, Mutant>} */
let known = new Map()

/** Every mutant there is, by its name. @returns {ReadonlyMap<string, Mutant>} */
export function allMutants() {
  if (known.size === 0)
    known = new Map(
      SCOPES.flatMap((scope) => filesOf(scope).flatMap((file) => mutantsOf(file, scope))).map((one) => [one.id, one])
    )
  return known
}

/** The mutant of a name. @param {string} id */
export function mutantOf(id) {
  return allMutants().get(id)
}

/**
 * So many of them, drawn with a seed: those whose names have the least digests with it, so that most are the same ones
 * when the reference changes.
 *
 * @param {number} count @param {number} seed @returns {readonly Mutant[]}
 */
export function sampleOf(count, seed) {
  return [...allMutants().values()]
    .map((mutant) => ({ mutant, order: digest(`${seed} ${mutant.id}`, 16) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant)
}
