import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkLock, LOCK, readLock } from './lock.mjs'
import { checkTable, PUBLISHED_MACHINES, publishedMachines, readTables } from './machine-tables.mjs'
import { PUBLISHED, publishedOf } from './published.mjs'
import { IDENTIFIER, readChapter } from './requirements.mjs'

/**
 * @typedef {import('./requirements.mjs').Requirement} Requirement
 * @typedef {import('./requirements.mjs').Problem} Problem
 *
 * @typedef {object} Citation
 * @property {string} id
 * @property {string} file
 * @property {number} line
 * @property {boolean} test whether a test cites it
 *
 * @typedef {object} Linted
 * @property {Requirement[]} requirements
 * @property {string[]} withdrawn identifiers of those that are no longer any
 * @property {Citation[]} citations
 * @property {Problem[]} problems
 */

/** Where code and tests may cite requirements. */
const SOURCES = ['packages', 'conformance', 'examples']

/**
 * Everything that is wrong with the specification in the repository at `root`, its requirements, and who cites them.
 *
 * @param {string} root
 * @returns {Linted}
 */
export function lintSpecification(root) {
  const chapters = readdirSync(join(root, 'spec'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ file: `spec/${name}`, text: readFileSync(join(root, 'spec', name), 'utf8') }))
  const citations = SOURCES.flatMap((folder) => sourcesUnder(join(root, folder))).flatMap((path) =>
    citationsIn(relative(root, path), readFileSync(path, 'utf8'))
  )
  const found = lint(chapters, citations)
  const lock = readLock(readFileSync(join(root, LOCK), 'utf8'))
  const tables = readTables(root)
  const inTables = tables.flatMap((table) => checkTable(table, found.requirements))
  const stale = [
    { file: PUBLISHED, text: publishedOf(root, found.requirements) },
    { file: PUBLISHED_MACHINES, text: publishedMachines(tables) }
  ]
    .filter(({ file, text }) => readFileSync(join(root, file), 'utf8') !== text)
    .map(({ file }) => ({ file, line: 1, message: 'not what spec/ says: npm run spec:lock' }))
  return { ...found, problems: [...found.problems, ...checkLock(lock, found), ...inTables, ...stale] }
}

/**
 * @param {readonly { readonly file: string, readonly text: string }[]} chapters
 * @param {readonly Citation[]} citations of code and tests
 * @returns {Linted}
 */
export function lint(chapters, citations) {
  const read = chapters.map(({ file, text }) => readChapter(file, text))
  const requirements = read.flatMap((chapter) => chapter.requirements)
  const problems = read.flatMap((chapter) => chapter.problems)
  /** @type {Map<string, Requirement>} */
  const byId = new Map()
  for (const requirement of requirements) {
    const { id, file, line } = requirement
    const first = byId.get(id)
    if (first === undefined) byId.set(id, requirement)
    else problems.push({ file, line, message: `${id} stands in ${first.file}:${first.line} already` })
  }
  const gone = chapters.flatMap(({ text }) => withdrawn(text))
  const known = new Set([...byId.keys(), ...gone])
  const references = chapters.flatMap((chapter) => citationsIn(chapter.file, chapter.text))
  for (const { id, file, line } of [...references, ...citations]) {
    if (!known.has(id)) problems.push({ file, line, message: `there is no requirement ${id}` })
  }
  return { requirements, withdrawn: gone, citations: [...citations], problems }
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {Citation[]}
 */
export function citationsIn(file, text) {
  // The rules of a contract are tests that several specs run.
  const test = file.endsWith('.spec.ts') || file.includes('/contract/')
  return text
    .split('\n')
    .flatMap((line, index) => [...line.matchAll(IDENTIFIER)].map(([id]) => ({ id, file, line: index + 1, test })))
}

/** @param {string} text */
function withdrawn(text) {
  return text
    .split('\n')
    .filter((line) => line.startsWith('<!-- req ') && line.includes('withdrawn='))
    .flatMap((line) => line.match(IDENTIFIER) ?? [])
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesUnder(folder) {
  /** @type {import('node:fs').Dirent[]} */
  let entries = []
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['dist', 'node_modules', 'generated'].includes(entry.name) ? [] : sourcesUnder(path)
    return /\.m?[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}
