// A process that plays cases of the conformance suite at wrong nodes, and says on each line of its output what came of one
// case: `node play-wrong-nodes.mjs '{"ids": [...], "seeds": 9, "hasty": false}'`.
import { register } from 'node:module'
import { SUITES } from '@bellwire/conformance'
import { makerOf } from './altered-nodes.mjs'
import { WRONG_NODES } from './wrong-nodes.mjs'

/**
 * What came of one case at one wrong node, by seeds.
 *
 * @typedef {object} Played
 * @property {string} id
 * @property {string} name of the case
 * @property {number[]} cited seeds with a finding that cites a requirement which the wrong node breaks
 * @property {number[]} failed seeds with findings that cite others alone
 * @property {number[]} inconclusive
 * @property {number[]} crashed seeds with which the node threw, or never came to rest
 */

register('./wrong-node-hooks.mjs', import.meta.url)

/** @typedef {import('@bellwire/conformance').Subject<import('@bellwire/conformance').AnySetting>} AnySubject */

/**
 * @param {() => AnySubject} make
 * @param {import('@bellwire/conformance').Played<import('@bellwire/conformance').Role>} one
 * @param {import('./wrong-node-source.mjs').WrongNode} node
 * @param {number} seeds
 */
async function play(make, one, { id, clauses }, seeds) {
  /** @type {Played} */
  const played = { id, name: one.name, cited: [], failed: [], inconclusive: [], crashed: [] }
  for (let seed = 1; seed <= seeds; seed++) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other: the process has one thread
      const { verdict, findings: broken, unadvised = [] } = await one.run(make(), seed)
      const findings = [...broken, ...unadvised]
      const isCrash = !clauses.includes('HAR-044') && findings.some(({ requirement }) => requirement === 'HAR-044')
      if (isCrash) played.crashed.push(seed)
      else if (findings.some(({ requirement }) => clauses.includes(requirement))) played.cited.push(seed)
      else if (verdict === 'fail') played.failed.push(seed)
      else if (verdict !== 'pass') played.inconclusive.push(seed)
    } catch {
      played.crashed.push(seed)
    }
  }
  return played
}

/** Roles whose cases are long and many: the first one that finds them is enough. @type {ReadonlySet<string | undefined>} */
const LONG = new Set(['end', 'kme', 'key'])

/**
 * Hasty: no further case is played where one has found the node wrong. `foundBy`: of these, the case that is known to is the
 * first.
 *
 * @type {{ ids: readonly string[], seeds: number, hasty: boolean, foundBy?: Record<string, string> }}
 */
const { ids, seeds, hasty, foundBy = {} } = JSON.parse(process.argv[2] ?? '{}')
for (const node of WRONG_NODES.filter(({ id }) => ids.includes(id))) {
  // oxlint-disable-next-line no-await-in-loop -- as above
  const make = await makerOf(node)
  const { capabilities } = make().identity
  const cases = SUITES[node.role ?? 'node'].filter((one) =>
    (one.capabilities ?? []).every((code) => capabilities.includes(code))
  )
  const cites = (/** @type {{ readonly requirements: readonly string[] }} */ { requirements }) =>
    requirements.some((clause) => node.clauses.includes(clause))
  // Generated runs take long, and are about much: they are for what no other case about it finds.
  const isAbout = (/** @type {(typeof cases)[number]} */ one) => cites(one) && !('property' in one)
  const generated = cases.filter((one) => cites(one) && 'property' in one)
  const others = node.missed === true ? [] : cases.filter((one) => !cites(one))
  let isFound = false
  const known = cases.filter(({ name }) => name === foundBy[node.id])
  for (const one of new Set([...known, ...cases.filter(isAbout), ...generated, ...others])) {
    // What no case about it finds, a monitor may find in another.
    if (isFound && (hasty || LONG.has(node.role) || !isAbout(one))) break
    // oxlint-disable-next-line no-await-in-loop -- as above
    const played = await play(make, one, node, seeds)
    console.log(JSON.stringify(played))
    isFound ||= hasty ? played.cited.length > 0 : played.cited.length === seeds
  }
  console.log(JSON.stringify({ id: node.id, done: true }))
}
