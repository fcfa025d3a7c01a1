// Module loader hooks: what is imported as `…?wrong=ID` is the stack of that wrong node, or of a right one, a copy of its own with texts changed.
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ALTERED_NODES } from './altered-nodes.mjs'
import { mutantOf } from './mutants.mjs'
import { splicedSource, wrongSource } from './wrong-node-source.mjs'

const packages = new URL('../../packages/', import.meta.url)

/** What each room depends on. @type {ReadonlyMap<string, readonly string[]>} */
const rooms = new Map(
  readdirSync(packages).map((room) => {
    const { dependencies = {} } = JSON.parse(readFileSync(new URL(`${room}/package.json`, packages), 'utf8'))
    return [room, Object.keys(dependencies).map((name) => name.replace('@bellwire/', ''))]
  })
)

/** What runs of the stack in a node of one link without a network. A copy of the layers above would never run. */
const RUN = ['physical-layer', 'link-layer', 'node', 'harness']

/** What runs in nodes that distribute keys. */
const RUN_FOR_KEYS = ['application-layer', 'harness']

/** Rooms of which each wrong node has a copy of its own: those that are changed, and what runs and depends on them. */
const copied = new Map(
  ALTERED_NODES.map(({ id, changes, role }) => [
    id,
    dependents(changes.map(roomOf), role === 'key' ? RUN_FOR_KEYS : RUN)
  ])
)

/** @param {string} id */
function copyOf(id) {
  const mutant = copied.has(id) ? undefined : mutantOf(id)
  if (mutant !== undefined) copied.set(id, dependents(mutant.changes.map(roomOf), RUN))
  return copied.get(id)
}

/** @param {{ readonly file: string }} place */
function roomOf({ file }) {
  return file.slice(0, file.indexOf('/'))
}

/** @param {readonly string[]} changed @param {readonly string[]} run */
function dependents(changed, run) {
  const found = new Set(changed)
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const [room, used] of rooms) if (used.some((one) => found.has(one))) found.add(room)
  }
  return new Set([...found].filter((room) => changed.includes(room) || run.includes(room)))
}

/** @param {string} url @returns the file of the stack that it names, from `packages/` */
function fileOf(url) {
  return url.startsWith(packages.href) ? fileURLToPath(url).slice(fileURLToPath(packages).length) : undefined
}

/** @param {string | undefined} url */
function wrongOf(url) {
  return url?.startsWith(packages.href) ? new URL(url).searchParams.get('wrong') : null
}

/**
 * What a module of a wrong node imports of the stack is the wrong node's, too.
 *
 * @type {import('node:module').ResolveHook}
 */
export async function resolve(specifier, context, next) {
  const wrong = wrongOf(context.parentURL)
  if (wrong === null) return next(specifier, context)
  // What is built names its own files in full.
  const url = specifier.startsWith('.')
    ? new URL(specifier, context.parentURL).href
    : (await next(specifier, context)).url
  const file = fileOf(url)
  const isCopied = file !== undefined && copyOf(wrong)?.has(roomOf({ file })) === true
  return { url: isCopied ? `${url}?wrong=${wrong}` : url, shortCircuit: true }
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  const wrong = wrongOf(url)
  const file = fileOf(url)
  if (wrong === null || file === undefined) return next(url, context)
  const source = alteredSource(wrong, file, await readFile(fileURLToPath(url), 'utf8'))
  // So that whoever plays it knows what has really been changed.
  const mark = `;(globalThis.changedFiles ??= new Set()).add(${JSON.stringify(`${wrong} ${file}`)})`
  return { format: 'module', source: `${source}\n${mark}\n`, shortCircuit: true }
}

/** @param {string} id @param {string} file @param {string} source */
function alteredSource(id, file, source) {
  const entry = ALTERED_NODES.find((node) => node.id === id)
  if (entry !== undefined) return wrongSource(entry, file, source)
  const mutant = mutantOf(id)
  if (mutant === undefined) throw new Error(`there is no node ${id}`)
  return splicedSource(mutant.changes, file, source)
}
