// Plays the whole conformance suite at right nodes that are not like the reference, and says on each line of its output what
// came of one: `node tools/conformance/play-right-nodes.mjs [SEEDS] [ID…]`. Exit code 1 where one is found wrong.
import { register } from 'node:module'
import { runSuite } from '@bellwire/conformance'
import { makerOf } from './altered-nodes.mjs'
import { RIGHT_NODES } from './right-nodes.mjs'

register('./wrong-node-hooks.mjs', import.meta.url)

const [seeds = '9', ...only] = process.argv.slice(2)
/** With one seed, cases of generated runs make few. */
const runs = seeds === '1' ? { runs: 15 } : {}
for (const node of RIGHT_NODES.filter(({ id }) => only.length === 0 || only.includes(id))) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
  const make = await makerOf(node, { runner: node.runner ?? 'generated' })
  // oxlint-disable-next-line no-await-in-loop -- as above
  const { cases, verdict } = await runSuite(make(), { role: node.role ?? 'node', seeds: Number(seeds), ...runs })
  const notPassed = cases.flatMap((one) => one.notPassed)
  console.log(JSON.stringify({ id: node.id, verdict, cases: cases.length, notPassed }))
  if (verdict !== 'pass') process.exitCode = 1
}
