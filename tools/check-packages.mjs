// Judges every published room as npm would pack it: publint's rules, and that sources, specs and build state stay out.
// Needs a build. Exits with 1 if anything is wrong.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = [...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'conformance'].filter(
  (folder) => existsSync(join(root, folder, 'package.json'))
)

/** Sources, tests and the state of the build. Code that no compiler touches (.js) may be published where it lies. */
const notForUsers = /\.spec\.|\.tsbuildinfo$|^test\/|^src\/.*(?<!\.d)\.ts$/

let problems = 0
for (const folder of folders) {
  for (const problem of await problemsOf(folder)) {
    problems += 1
    console.error(`${folder}: ${problem}`)
  }
}
console.log(problems === 0 ? `packages: ${folders.length} fit to publish` : `packages: ${problems} problems`)
process.exitCode = problems === 0 ? 0 : 1

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function problemsOf(folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  if (manifest.private === true) return []
  const files = packedFiles(folder)
  const { messages } = await publint({ pkgDir: join(root, folder), level: 'suggestion', strict: true })
  return [
    ...messages.map((message) => formatMessage(message, manifest, { color: false }) ?? message.code),
    ...['license', 'description', 'engines'].filter((field) => !manifest[field]).map((field) => `no "${field}"`),
    ...files.filter((file) => notForUsers.test(file)).map((file) => `packs ${file}`),
    ...(files.some((file) => /^dist\/.*\.js$/.test(file)) ? [] : ['packs no code; is it built?'])
  ]
}

/**
 * The files that `npm pack` would put into the package.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function packedFiles(folder) {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
    cwd: join(root, folder),
    encoding: 'utf8'
  })
  /** @type {unknown} */
  const report = JSON.parse(output)
  const [packed] = Object.values(/** @type {Record<string, { files: { path: string }[] }>} */ (report))
  return packed?.files.map((file) => file.path) ?? []
}
