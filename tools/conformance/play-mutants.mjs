// A process that plays the conformance suite at mutants, each until the first case that does not pass. What to play comes
// line by line on its input, `{"id": ID, "seeds": 2, "first": [CASE, …]}`; each line of its output says which case begins,
// or what came of a mutant.
import { register } from 'node:module'
import { createInterface } from 'node:readline'
import { SUITES } from '@bellwire/conformance'
import { makerOf } from './altered-nodes.mjs'
import { mutantOf } from './mutants.mjs'

/**
 * @typedef {object} MutantPlayed
 * @property {string} id
 * @property {'killed' | 'crashed' | 'unloadable' | 'survived' | 'hung'} end
 * @property {string} [by] the case, with its seed, that did not pass
 *
 * @typedef {object} Order
 * @property {string} id
 * @property {number} seeds
 * @property {readonly string[]} first cases that are likely to kill it, the likeliest first
 */

register('./wrong-node-hooks.mjs', import.meta.url)

/** Runs of a case of generated ones: they take long, and are for what no other case finds. */
const RUNS = 15

/** Rooms whose cases are named so. @type {Readonly<Record<string, string>>} */
const CHAPTERS = { 'link-layer': 'link/', 'physical-layer': 'physical/' }

/**
 * What has killed others first, then what is about the room, then the rest, and what takes long last.
 *
 * @param {Order['first']} first @param {string} place @param {{ readonly name: string }} one
 */
function orderOf(first, place, { name }) {
  if (/^random\/|\/anything/.test(name)) return first.length + 2
  const known = first.indexOf(name)
  if (known >= 0) return known
  return first.length + (name.startsWith(CHAPTERS[place.slice(0, place.indexOf('/'))] ?? '') ? 0 : 1)
}

/** @param {import('./mutants.mjs').Mutant} mutant @param {Order} order */
async function play(mutant, { seeds, first }) {
  let by
  try {
    const make = await makerOf(mutant)
    // A node of links is what an inner node of circuits is, too.
    const all = mutant.role === 'node' ? [...SUITES.node, ...SUITES.repeater] : SUITES[mutant.role]
    const cases = all.toSorted((a, b) => orderOf(first, mutant.place, a) - orderOf(first, mutant.place, b))
    // One that says which end of its link the node is, or draws it, is the same with the next seed.
    for (const one of cases)
      for (let seed = 1; seed <= ('role' in one || 'property' in one ? 1 : seeds); seed++) {
        by = `${one.name} ${seed}`
        console.log(JSON.stringify({ plays: by }))
        // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
        const { verdict, unwitnessed, unadvised = [] } = await one.run(make(), seed, undefined, { runs: RUNS })
        // What generated runs of one seed did not come to, those of another may. The reference does what a node should, too.
        if (verdict === 'fail' || unadvised.length > 0 || (verdict !== 'pass' && unwitnessed === undefined))
          return { end: 'killed', by }
      }
    return { end: 'survived' }
  } catch {
    return by === undefined ? { end: 'unloadable' } : { end: 'crashed', by }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  /** @type {Order} */
  const order = JSON.parse(line)
  const mutant = mutantOf(order.id)
  if (mutant === undefined) throw new Error(`there is no mutant ${order.id}`)
  console.log(JSON.stringify({ id: order.id, ...(await play(mutant, order)) }))
}
