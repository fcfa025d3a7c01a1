// A process that plays the cases about what wrong nodes break, and each trace again at the same wrong node, as it is read
// from its file. It says on each line of its output what came of one: `node replay-wrong-nodes.mjs '["ID", …]'`.
import { register } from 'node:module'
import { findingsOf, replay, SUITES } from '@bellwire/conformance'
import { readTrace, writeTrace } from '@bellwire/conformance/runner'
import { makerOf } from './altered-nodes.mjs'
import { WRONG_NODES } from './wrong-nodes.mjs'

register('./wrong-node-hooks.mjs', import.meta.url)

/** @type {readonly string[]} */
const ids = JSON.parse(process.argv[2] ?? '[]')
for (const node of WRONG_NODES.filter(({ id }) => ids.includes(id))) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
  const make = await makerOf(node)
  const cases = SUITES[node.role ?? 'node']
  const isAbout = (/** @type {(typeof cases)[number]} */ one) =>
    !('property' in one) && one.requirements.some((clause) => node.clauses.includes(clause))
  for (const one of cases.filter(isAbout)) {
    /** @type {import('@bellwire/conformance').Trace[]} */
    const traces = []
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { verdict } = await one.run(make(), 1, (trace) => void traces.push(trace))
    if (verdict !== 'fail') continue
    for (const { trace } of traces.map((kept) => readTrace(writeTrace(kept)))) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { difference, judged, findings } = await replay(trace, make())
      console.log(
        JSON.stringify({ id: node.id, name: one.name, difference, judged, findings, first: findingsOf(trace) })
      )
    }
  }
}
