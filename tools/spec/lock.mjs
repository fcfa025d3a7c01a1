import { createHash } from 'node:crypto'

/**
 * @typedef {import('./requirements.mjs').Requirement} Requirement
 * @typedef {import('./requirements.mjs').Problem} Problem
 *
 * @typedef {Pick<Requirement, 'id' | 'text' | 'file' | 'line'>} Locked
 */

/** Where the hashes of all texts stand, from the repository's root. */
export const LOCK = 'spec/requirements.lock'

/** Stands in place of the hash of a requirement that is no longer one. */
const WITHDRAWN = 'withdrawn'

const HEAD =
  '# SHA-256 of the text of every requirement, written by npm run spec:lock (see README.md). Not to be edited by hand.'

/** The text of a requirement as it is hashed: line ends and runs of blanks are one blank. @param {string} text */
export function hashOf(text) {
  return createHash('sha256').update(text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()).digest('hex')
}

/** Hashes by identifier. @param {string} text @returns {Map<string, string>} */
export function readLock(text) {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => /** @type {[string, string]} */ (line.split(' '))))
}

/**
 * What of the specification is not as it was locked.
 *
 * @param {ReadonlyMap<string, string>} lock
 * @param {{ requirements: readonly Locked[], withdrawn: readonly string[] }} specification
 * @returns {Problem[]}
 */
export function checkLock(lock, { requirements, withdrawn }) {
  const changed = requirements.flatMap(({ id, text, file, line }) => {
    const message = problemOf(id, lock.get(id), hashOf(text))
    return message === undefined ? [] : [{ file, line, message }]
  })
  return [...changed, ...vanished(lock, requirements, withdrawn)]
}

/** @param {string} id @param {string | undefined} locked @param {string} hash */
function problemOf(id, locked, hash) {
  if (locked === undefined) return `${id} is not locked: npm run spec:lock`
  if (locked === WITHDRAWN) return `${id} was withdrawn: its identifier is not used again`
  if (locked !== hash)
    return `the text of ${id} is not what was locked: read the tests and cases that cite it, then npm run spec:lock -- ${id}`
  return undefined
}

/**
 * @param {ReadonlyMap<string, string>} lock @param {readonly Locked[]} requirements @param {readonly string[]} withdrawn
 * @returns {Problem[]}
 */
function vanished(lock, requirements, withdrawn) {
  const present = new Set(requirements.map(({ id }) => id))
  return [...lock].flatMap(([id, locked], index) => {
    const at = { file: LOCK, line: index + 2 }
    if (present.has(id)) return []
    if (!withdrawn.includes(id))
      return [{ ...at, message: `${id} stands nowhere any more: it may be withdrawn, not removed` }]
    return locked === WITHDRAWN ? [] : [{ ...at, message: `${id} is withdrawn: npm run spec:lock` }]
  })
}

/**
 * The lock with what is new, what is withdrawn, and the texts that were changed on purpose.
 *
 * @param {ReadonlyMap<string, string>} lock
 * @param {{ requirements: readonly Locked[], withdrawn: readonly string[] }} specification
 * @param {(id: string) => boolean} isMeant whether its text may be another now
 * @returns {string}
 */
export function lockText(lock, { requirements, withdrawn }, isMeant) {
  const next = new Map(lock)
  for (const { id, text } of requirements)
    if (!next.has(id) || (isMeant(id) && next.get(id) !== WITHDRAWN)) next.set(id, hashOf(text))
  for (const id of withdrawn) next.set(id, WITHDRAWN)
  const lines = [...next].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, hash]) => `${id} ${hash}`)
  return [HEAD, ...lines, ''].join('\n')
}
