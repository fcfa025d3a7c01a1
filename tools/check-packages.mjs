// Judges every room as npm would publish it: publint's rules, what is packed and what is not, and that Node.js can load
// the compiled code, which the tests do not touch. Needs a build, of the page too. Exits with 1 if anything is wrong.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { readSource } from './rooms/source.mjs'

/** @typedef {{ name: string, folder: string, files: string[] }} Packed */

const root = fileURLToPath(new URL('..', import.meta.url))

/** Sources, tests and the state of the build. Code that no compiler touches (.js) may be published where it lies. */
const notForUsers = /\.(spec|fixture)\.|\.tsbuildinfo$|^test\/|^src\/.*(?<!\.d)\.ts$/

/**
 * What packages hold besides their compiled code, and what makes it.
 *
 * @type {Record<string, { files: string[], command: string } | undefined>}
 */
const made = {
  '@bellwire/dashboard': { files: ['dist/page/index.html', 'dist/page/bellwire.html'], command: 'npm run build:page' }
}

const packages = packAll()
let problems = 0
for (const packed of packages) {
  for (const problem of await problemsOf(packed)) {
    problems += 1
    console.error(`${packed.name}: ${problem}`)
  }
}
console.log(problems === 0 ? `packages: ${packages.length} fit to publish` : `packages: ${problems} problems`)
process.exitCode = problems === 0 ? 0 : 1

/**
 * What `npm pack` would put into each package.
 *
 * @returns {Packed[]}
 */
function packAll() {
  const query = execFileSync('npm', ['query', '.workspace', '--loglevel=error'], { cwd: root, encoding: 'utf8' })
  /** @type {{ name: string, location: string, private?: boolean }[]} */
  const workspaces = JSON.parse(query)
  const pack = ['pack', '--workspaces', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error']
  // Depending on its version, npm reports a list or an object of the same.
  /** @type {Record<string, { name: string, files: { path: string }[] }>} */
  const report = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }))
  const contents = new Map(Object.values(report).map(({ name, files }) => [name, files.map(({ path }) => path)]))
  return workspaces
    .filter((workspace) => workspace.private !== true)
    .map(({ name, location }) => ({ name, folder: join(root, location), files: contents.get(name) ?? [] }))
}

/**
 * @param {Packed} packed
 * @returns {Promise<string[]>}
 */
async function problemsOf({ name, folder, files }) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const contents = files.map((file) => ({ name: `package/${file}`, data: readFileSync(join(folder, file)) }))
  const { messages } = await publint({ pkgDir: 'package', pack: { files: contents }, strict: true })
  return [
    ...messages.map((message) => formatMessage(message, manifest, { color: false }) ?? message.code),
    ...['license', 'description', 'engines'].filter((field) => !manifest[field]).map((field) => `no "${field}"`),
    ...files.filter((file) => notForUsers.test(file)).map((file) => `packs ${file}`),
    ...(files.some((file) => /^dist\/.*\.js$/.test(file)) ? [] : ['packs no code; is it built?']),
    ...missingSiblings(folder, files),
    ...notMade(name, files),
    ...(manifest.exports === undefined ? [] : await loadProblems(name))
  ]
}

/**
 * Relative imports of packed code that lead to files which are not packed.
 *
 * @param {string} folder
 * @param {string[]} files
 * @returns {string[]}
 */
function missingSiblings(folder, files) {
  return files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) =>
      readSource(file, readFileSync(join(folder, file), 'utf8'))
        .imports.filter(({ specifier }) => specifier.startsWith('.'))
        .filter(({ specifier }) => !files.includes(join(dirname(file), specifier)))
        .map(({ specifier }) => `${file} imports ${specifier}, which is not packed`)
    )
}

/**
 * @param {string} name
 * @param {string[]} files
 * @returns {string[]}
 */
function notMade(name, files) {
  const { files: needed = [], command } = made[name] ?? {}
  return needed.filter((file) => !files.includes(file)).map((file) => `does not pack ${file}; ${command} makes it`)
}

/**
 * @param {string} name
 * @returns {Promise<string[]>}
 */
async function loadProblems(name) {
  try {
    await import(name)
    return []
  } catch (error) {
    return [`does not load: ${String(error)}`]
  }
}
