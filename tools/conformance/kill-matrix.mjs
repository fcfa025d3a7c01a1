// Plays the conformance suite at every wrong node and says which cases find it wrong: `node tools/conformance/kill-matrix.mjs
// [SEEDS] [ID…]`. It writes conformance/kill-matrix.json; with IDs, what is said of these there. Of ends of circuits and KMEs,
// whose cases are long, the first case is named that finds them.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { WRONG_NODES } from './wrong-nodes.mjs'

/** What is published. */
export const MATRIX = new URL('../../conformance/kill-matrix.json', import.meta.url)

/** So many seeds must each show that a wrong node is wrong. */
export const SEEDS = 9

/** Time for one case with all its seeds, milliseconds. What takes longer hangs. */
const PATIENCE = 120_000

/**
 * What came of all cases at one wrong node.
 *
 * @typedef {object} Result
 * @property {string} id
 * @property {import('./play-wrong-nodes.mjs').Played[]} cases
 * @property {string | undefined} hung the case after which nothing came any more
 */

/**
 * Plays the cases that are about what each wrong node breaks in another process, and in yet another after each that hangs.
 *
 * @param {readonly string[]} ids @param {{ seeds: number, hasty: boolean, foundBy?: Record<string, string> }} options
 * @returns {Promise<Result[]>}
 */
export async function playAll(ids, options) {
  /** @type {Map<string, Result>} */
  const results = new Map(ids.map((id) => [id, { id, cases: [], hung: undefined }]))
  /** @type {string[]} */
  let left = [...ids]
  while (left.length > 0) {
    // oxlint-disable-next-line no-await-in-loop -- the next process does what this one has left
    left = await playSome(left, options, results)
  }
  return [...results.values()]
}

/**
 * The same in two processes beside each other, in the order of the list.
 *
 * @param {readonly string[]} ids @param {{ seeds: number, hasty: boolean, foundBy?: Record<string, string> }} options
 */
export async function playBeside(ids, options) {
  const halves = [0, 1].map((half) => ids.filter((_id, at) => at % 2 === half))
  const results = (await Promise.all(halves.map((half) => playAll(half, options)))).flat()
  return results.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/**
 * @param {readonly string[]} ids @param {{ seeds: number, hasty: boolean, foundBy?: Record<string, string> }} options
 * @param {ReadonlyMap<string, Result>} results @returns {Promise<string[]>} those that are left to be played
 */
async function playSome(ids, options, results) {
  const script = fileURLToPath(new URL('play-wrong-nodes.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify({ ids, ...options })], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  /** @type {Promise<number | null>} */
  const closed = new Promise((resolve) => void child.once('close', (code) => resolve(code)))
  const left = [...ids]
  let timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  for await (const line of createInterface({ input: child.stdout })) {
    timer.refresh()
    const said = JSON.parse(line)
    if (said.done === true) left.splice(left.indexOf(said.id), 1)
    else results.get(said.id)?.cases.push(said)
  }
  const code = await closed
  clearTimeout(timer)
  if (code === 0) return []
  if (code !== null) throw new Error(`the process that plays wrong nodes has ended with ${code}`)
  const hanging = results.get(left.shift() ?? '')
  if (hanging !== undefined) hanging.hung = hanging.cases.at(-1)?.name ?? 'none'
  return left
}

/** Seeds with which a case cites what the wrong node breaks. @param {Result} result */
export function caughtSeeds({ cases }) {
  return [...new Set(cases.flatMap(({ cited }) => cited))].toSorted((a, b) => a - b)
}

/** @param {string} id @returns {import('./wrong-node-source.mjs').WrongNode} */
function nodeOf(id) {
  const found = WRONG_NODES.find((node) => node.id === id)
  if (found === undefined) throw new Error(`there is no wrong node ${id}`)
  return found
}

/** @param {readonly Result[]} results @param {number} seeds */
function nodesOf(results, seeds) {
  return results.map((result) => {
    const { id, cases, hung } = result
    const { wrong, clauses, missed = false } = nodeOf(id)
    const share = (/** @type {readonly number[]} */ some) => `${some.length}/${seeds}`
    const by = (/** @type {'cited' | 'failed' | 'crashed'} */ what) =>
      Object.fromEntries(cases.filter((one) => one[what].length > 0).map((one) => [one.name, share(one[what])]))
    return {
      id,
      wrong,
      clauses,
      missed,
      caught: share(caughtSeeds(result)),
      citedBy: by('cited'),
      failedElsewhere: by('failed'),
      crashed: by('crashed'),
      ...(hung !== undefined && { hungAfter: hung })
    }
  })
}

/** @param {ReturnType<typeof nodesOf>} nodes @param {number} seeds */
function matrixOf(nodes, seeds) {
  /** @type {Record<string, { kills: number, alone: number }>} */
  const cases = {}
  for (const { citedBy } of nodes) {
    const names = Object.keys(citedBy)
    for (const name of names) {
      const { kills, alone } = cases[name] ?? { kills: 0, alone: 0 }
      cases[name] = { kills: kills + 1, alone: alone + (names.length === 1 ? 1 : 0) }
    }
  }
  return {
    seeds,
    wrongNodes: nodes.length,
    caughtByEverySeed: nodes.filter(({ caught }) => caught === `${seeds}/${seeds}`).length,
    nodes,
    cases: Object.fromEntries(Object.entries(cases).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
}

/**
 * What is known of other wrong nodes, and what was found of some now.
 *
 * @param {ReturnType<typeof nodesOf>} found @param {number} seeds with which
 */
function merged(found, seeds) {
  /** @type {ReturnType<typeof matrixOf>} */
  const { nodes, seeds: before } = JSON.parse(readFileSync(MATRIX, 'utf8'))
  if (before !== seeds) throw new Error(`SEEDS is ${seeds}; with IDs it is to be ${before}, as for the others`)
  return WRONG_NODES.flatMap(({ id }) => [...found, ...nodes].find((one) => one.id === id) ?? [])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count = String(SEEDS), ...only] = process.argv.slice(2)
  const ids = WRONG_NODES.map(({ id }) => id).filter((id) => only.length === 0 || only.includes(id))
  const results = await playBeside(ids, { seeds: Number(count), hasty: false })
  const found = nodesOf(results, Number(count))
  const matrix = matrixOf(only.length === 0 ? found : merged(found, Number(count)), Number(count))
  writeFileSync(MATRIX, `${JSON.stringify(matrix, null, 2)}\n`)
  for (const { id, caught } of matrix.nodes)
    if (caught !== `${count}/${count}`) console.log(`${id}: caught with ${caught} seeds`)
  console.log(`${matrix.caughtByEverySeed} of ${matrix.wrongNodes} wrong nodes caught with every seed`)
}
