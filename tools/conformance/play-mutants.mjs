// A process that plays the conformance suite at mutants until the first case that does not pass, and says on each line of
// its output what came of one: `node play-mutants.mjs '{"ids": [...], "seeds": 2}'`.
import { register } from 'node:module'
import { CASES, runCase } from '@bellwire/conformance'
import { makerOf } from './altered-nodes.mjs'
import { mutantOf } from './mutants.mjs'

/**
 * @typedef {object} MutantPlayed
 * @property {string} id
 * @property {'killed' | 'crashed' | 'unloadable' | 'survived' | 'hung'} end
 * @property {string} [by] the case, with its seed, that did not pass
 */

register('./wrong-node-hooks.mjs', import.meta.url)

/** @type {{ ids: readonly string[], seeds: number }} */
const { ids, seeds } = JSON.parse(process.argv[2] ?? '{}')
for (const id of ids) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
  console.log(JSON.stringify({ id, ...(await play(id)) }))
}

/** @param {string} id @returns {Promise<Omit<MutantPlayed, 'id'>>} */
async function play(id) {
  const mutant = mutantOf(id)
  if (mutant === undefined) throw new Error(`there is no mutant ${id}`)
  let by
  try {
    const make = await makerOf(mutant)
    for (let seed = 1; seed <= seeds; seed++)
      for (const one of CASES) {
        by = `${one.name} ${seed}`
        // oxlint-disable-next-line no-await-in-loop -- as above
        const { verdict } = await runCase(make(), one, seed)
        if (verdict !== 'pass') return { end: 'killed', by }
      }
    return { end: 'survived' }
  } catch {
    return by === undefined ? { end: 'unloadable' } : { end: 'crashed', by }
  }
}
