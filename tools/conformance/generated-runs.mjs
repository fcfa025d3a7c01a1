// Makes generated runs at right nodes that are not like the reference, none of which may find one wrong:
// `node tools/conformance/generated-runs.mjs [RUNS] [FIRST SEED] [PROCESSES]`. Each seed gives every generated case of every
// node as many runs; what was found so far is said after each. Exit code 1 where a node was found wrong.
import { fork } from 'node:child_process'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { SUITES } from '@bellwire/conformance'
import { makerOf } from './altered-nodes.mjs'
import { RIGHT_NODES } from './right-nodes.mjs'

/** Runs of one case at one node with one seed. */
const AT_ONCE = 100

/** Above what share of runs a fault can be ruled out, at 95 %, that was seen in none of so many: the rule of three. */
const EVENTS = 3

/**
 * What came of one case at one node with one seed.
 *
 * @typedef {object} Made
 * @property {string} node
 * @property {string} name of the case
 * @property {number} seed
 * @property {number} runs
 * @property {import('@bellwire/conformance').Verdict} verdict
 * @property {readonly unknown[]} findings
 * @property {string | undefined} unreached why a run did not come to its end
 * @property {string | undefined} path of what was found
 */

const GENERATED = RIGHT_NODES.map((node) => ({
  node,
  cases: SUITES[node.role ?? 'node'].filter((one) => 'property' in one)
})).filter(({ cases }) => cases.length > 0)

/** A share of the nodes, seed by seed, for as long as this process lives. @param {number} first @param {number} part @param {number} of */
async function play(first, part, of) {
  register('./wrong-node-hooks.mjs', import.meta.url)
  const nodes = []
  for (const { node, cases } of GENERATED.filter((_, at) => at % of === part)) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
    const subject = (await makerOf(node, { runner: node.runner ?? 'generated' }))()
    const claimed = cases.filter(({ capabilities = [] }) =>
      capabilities.every((code) => subject.identity.capabilities.includes(code))
    )
    nodes.push({ id: node.id, subject, claimed })
  }
  for (let seed = first; ; seed++)
    for (const { id, subject, claimed } of nodes)
      for (const one of claimed) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        const { verdict, findings, generated, unreached } = await one.run(subject, seed, undefined, { runs: AT_ONCE })
        /** @type {Made} */
        const made = {
          node: id,
          name: one.name,
          seed,
          runs: generated?.runs ?? 0,
          verdict,
          findings,
          unreached: generated?.counterexample && unreached,
          path: generated?.counterexample?.path
        }
        process.send?.(made)
      }
}

/** @param {number} runs @param {number} first @param {number} processes */
async function playBeside(runs, first, processes) {
  const counts = { runs: 0, wrong: 0, unreached: 0 }
  let said = first
  const script = fileURLToPath(import.meta.url)
  const children = Array.from({ length: processes }, (_, part) =>
    fork(script, ['--part', String(first), String(part), String(processes)])
  )
  const say = () => {
    const { wrong } = counts
    const bound = wrong === 0 ? `; below ${(EVENTS / counts.runs).toExponential(1)} of runs` : ''
    console.log(`${counts.runs} runs, seeds ${first} to ${said}: ${wrong} wrong, ${counts.unreached} unreached${bound}`)
  }
  await Promise.all(
    children.map(
      async (child) =>
        new Promise((resolve) => {
          child.on('message', (/** @type {Made} */ made) => {
            counts.runs += made.runs
            if (made.verdict === 'fail') counts.wrong += 1
            else if (made.unreached !== undefined) counts.unreached += 1
            if (made.path !== undefined) console.log(JSON.stringify(made))
            if (made.seed > said) {
              say()
              said = made.seed
            }
            if (counts.runs >= runs) for (const one of children) one.kill()
          })
          child.on('exit', resolve)
        })
    )
  )
  say()
  if (counts.wrong > 0 || counts.runs < runs) process.exitCode = 1
}

const [flag, ...rest] = process.argv.slice(2)
if (flag === '--part') {
  const [first = 1, part = 0, of = 1] = rest.map(Number)
  await play(first, part, of)
} else {
  const [runs = 10_000, first = 1, processes = 2] = process.argv.slice(2).map(Number)
  await playBeside(runs, first, processes)
}
