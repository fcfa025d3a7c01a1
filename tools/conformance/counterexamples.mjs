// Plays the cases of generated runs at wrong nodes of links and says how long the shortest runs are that show what is wrong:
// `node tools/conformance/counterexamples.mjs [SEEDS] [RUNS] [ID…]`, with ONLY=… in the environment
// of those cases alone whose names begin so, and PROCESSES=… beside each other.
import { fork } from 'node:child_process'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { CASES, runCase } from '@bellwire/conformance'
import { WRONG_NODES } from './wrong-nodes.mjs'

/** Wrong nodes that one process plays: each is a copy of the stack that is never forgotten. */
const OF_PROCESS = 20

/**
 * The shortest run that shows what is wrong with a node.
 *
 * @typedef {object} Shown
 * @property {string} id of the node
 * @property {readonly string[]} clauses that it breaks
 * @property {number} found in how many cases and seeds it was found
 * @property {boolean} cited whether one of its clauses was
 * @property {number} [length] steps of the shortest run
 * @property {string} [case]
 * @property {readonly string[]} [steps]
 */

const GENERATED = CASES.filter((one) => 'property' in one && one.name.startsWith(process.env['ONLY'] ?? ''))

/** @param {(typeof WRONG_NODES)[number]} node @param {number} seeds @param {number} runs @returns {Promise<Shown>} */
async function play({ id, clauses }, seeds, runs) {
  const { NodeSubject } = await import(
    new URL(`../../packages/harness/dist/index.js?wrong=${id}`, import.meta.url).href
  )
  const shown = []
  for (const one of GENERATED)
    for (let seed = 1; seed <= seeds; seed++) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
        const { generated, findings } = await runCase(new NodeSubject(), one, seed, undefined, { runs })
        const [finding] = findings
        const { counterexample } = generated ?? {}
        if (finding === undefined || counterexample === undefined) continue
        // What the first says is how the link is set up.
        const { steps } = counterexample
        shown.push({ case: one.name, seed, length: steps.length - 1, requirement: finding.requirement, steps })
      } catch (error) {
        console.error(`${id}, ${one.name} with seed ${seed}: ${String(error)}`)
      }
    }
  const cited = shown.some(({ requirement }) => clauses.includes(requirement))
  return { id, clauses, found: shown.length, cited, ...shown.toSorted((a, b) => a.length - b.length)[0] }
}

/** @param {readonly number[]} lengths */
function median(lengths) {
  return lengths.toSorted((a, b) => a - b)[Math.floor((lengths.length - 1) / 2)]
}

const [seeds = '2', runs = '50', ...only] = process.argv.slice(2)

/** @param {readonly string[]} ids @param {(shown: Shown) => void} told */
function playBeside(ids, told) {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), [seeds, runs, ...ids], { env: { ...process.env, PART: 'yes' } })
    child.on('message', (shown) => told(/** @type {Shown} */ (shown)))
    child.on('exit', (code) => {
      // Such as a node that never stops sending, for which the process ran out of memory.
      if (code !== 0) {
        console.error(`of ${ids.join(', ')} not all were played: the process ended with ${code}`)
        process.exitCode = 1
      }
      resolve(undefined)
    })
  })
}

const nodes = WRONG_NODES.filter(
  ({ id, missed, role = 'node' }) => role === 'node' && missed !== true && (only.length === 0 || only.includes(id))
)
if (process.env['PART'] === 'yes') {
  register('./wrong-node-hooks.mjs', import.meta.url)
  // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
  for (const node of nodes) process.send?.(await play(node, Number(seeds), Number(runs)))
  process.disconnect()
} else {
  /** @type {Shown[]} */
  const all = []
  const ids = nodes.map(({ id }) => id)
  const worker = async () => {
    while (ids.length > 0)
      // oxlint-disable-next-line no-await-in-loop -- one after the other, in as many workers as there are
      await playBeside(ids.splice(0, OF_PROCESS), (shown) => {
        all.push(shown)
        console.log(JSON.stringify(shown))
      })
  }
  await Promise.all(Array.from({ length: Number(process.env['PROCESSES'] ?? 2) }, worker))
  const lengths = all.flatMap(({ length }) => length ?? [])
  const cited = all.filter((one) => one.cited).length
  console.log(
    JSON.stringify({
      played: all.length,
      found: lengths.length,
      cited,
      median: median(lengths),
      most: Math.max(...lengths)
    })
  )
}
