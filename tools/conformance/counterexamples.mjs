// Plays the cases of generated runs at wrong nodes of links and says how long the shortest runs are that show what is wrong:
// `node tools/conformance/counterexamples.mjs [SEEDS] [RUNS] [ID…]`, with ONLY=… in the environment
// of those cases alone whose names begin so.
import { register } from 'node:module'
import { CASES, runCase } from '@bellwire/conformance'
import { WRONG_NODES } from './wrong-nodes.mjs'

register('./wrong-node-hooks.mjs', import.meta.url)

const GENERATED = CASES.filter((one) => 'property' in one && one.name.startsWith(process.env['ONLY'] ?? ''))

/** @param {string} id @param {number} seeds @param {number} runs */
async function play(id, seeds, runs) {
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
        shown.push({ case: one.name, seed, crashed: String(error) })
      }
    }
  return shown
}

/** @param {readonly number[]} lengths */
function median(lengths) {
  return lengths.toSorted((a, b) => a - b)[Math.floor((lengths.length - 1) / 2)]
}

const [seeds = '2', runs = '50', ...only] = process.argv.slice(2)
const lengths = []
let cited = 0
for (const { id, clauses, missed, role = 'node' } of WRONG_NODES) {
  if (role !== 'node' || missed === true || (only.length > 0 && !only.includes(id))) continue
  // oxlint-disable-next-line no-await-in-loop -- as above
  const shown = await play(id, Number(seeds), Number(runs))
  const shortest = shown
    .filter(({ length }) => length !== undefined)
    .toSorted((a, b) => (a.length ?? 0) - (b.length ?? 0))[0]
  if (shortest?.length !== undefined) lengths.push(shortest.length)
  if (shown.some(({ requirement }) => requirement !== undefined && clauses.includes(requirement))) cited += 1
  console.log(JSON.stringify({ id, clauses, found: shown.length, ...shortest }))
}
console.log(JSON.stringify({ found: lengths.length, cited, median: median(lengths), most: Math.max(...lengths) }))
