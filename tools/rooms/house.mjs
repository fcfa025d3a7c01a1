import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/**
 * @typedef {object} Room
 * @property {string} name the folder's name
 * @property {string} folder from the repository's root, with a slash at the end
 * @property {Manifest} manifest
 * @property {string[]} references folders of the rooms that its tsconfig.json refers to, from the root
 * @property {string[]} files sources, specs, what only specs use (test/) and a page (web/), from the repository's root
 *
 * @typedef {object} Manifest
 * @property {string} [name]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {unknown} [exports]
 * @property {Record<string, unknown>} [imports]
 */

/**
 * Reads every room of the repository: the folders under packages/ and, where it exists, conformance/.
 *
 * @param {string} root
 * @returns {Room[]}
 */
export function readRooms(root) {
  const folders = readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `packages/${entry.name}/`)
  return [...folders, 'conformance/']
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({
      name: posix.basename(folder),
      folder,
      manifest: /** @type {Manifest} */ (readJson(join(root, folder, 'package.json'))),
      references: readReferences(root, `${folder}tsconfig.json`),
      files: ['src', 'test', 'web'].flatMap((part) => sourcesUnder(root, folder + part))
    }))
}

/**
 * The folders that a build configuration refers to, from the root, with a slash at the end.
 *
 * @param {string} root
 * @param {string} file from the root
 * @returns {string[]}
 */
export function readReferences(root, file) {
  if (!existsSync(join(root, file))) return []
  const { references = [] } = /** @type {{ references?: { path: string }[] }} */ (readJson(join(root, file)))
  return references.map(({ path }) => `${posix.join(posix.dirname(file), path).replace(/\/$/, '')}/`)
}

/**
 * The file that a relative import names: './clock.js' is written for clock.ts, or for a plain clock.js or clock.d.ts.
 *
 * @param {string} root
 * @param {string} importer from the root
 * @param {string} specifier
 * @returns {string | undefined} from the root; undefined when there is no such file
 */
export function resolveRelative(root, importer, specifier) {
  // What follows a question mark tells a bundler how to import the file.
  const target = posix.join(dirname(importer), specifier.replace(/\?.*$/, ''))
  const stem = target.replace(/\.js$/, '')
  const candidates = target.endsWith('.js') ? [`${stem}.ts`, `${stem}.tsx`, target, `${stem}.d.ts`] : [target]
  return candidates.find((candidate) => existsSync(join(root, candidate)))
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return sourcesUnder(root, path)
      return /\.(ts|tsx|mts|js|mjs)$/.test(entry.name) ? [path] : []
    })
    .toSorted()
}

/**
 * @param {string} path
 * @returns {unknown}
 */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
