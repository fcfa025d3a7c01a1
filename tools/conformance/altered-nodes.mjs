import { RIGHT_NODES } from './right-nodes.mjs'
import { Unfit } from './wrong-node-source.mjs'
import { WRONG_DOORS } from './wrong-nodes/kme-doors.mjs'
import { WRONG_NODES } from './wrong-nodes.mjs'

/** The reference with something changed, rightly or wrongly. @typedef {Pick<import('./wrong-node-source.mjs').WrongNode, 'id' | 'changes' | 'role'>} AlteredNode */

/** @type {readonly AlteredNode[]} */
export const ALTERED_NODES = [...WRONG_NODES, ...WRONG_DOORS, ...RIGHT_NODES]

/**
 * The subject of a party that is the reference with changes. The hooks have to be registered.
 *
 * @param {AlteredNode | import('./mutants.mjs').Mutant} node
 * @param {import('@bellwire/harness').NodeSubjectOptions} [options]
 * @returns {Promise<() => import('@bellwire/conformance').Subject<import('@bellwire/conformance').AnySetting>>}
 * @throws {Unfit} where nothing loads what is changed
 */
export async function makerOf(node, options = {}) {
  const { id, changes } = node
  const harness = new URL(`../../packages/harness/dist/index.js?wrong=${id}`, import.meta.url)
  const { KeySubject, KmeSubject, NodeSubject, StationSubject } = await import(harness.href)
  const changed = /** @type {{ changedFiles?: Set<string> }} */ (globalThis).changedFiles
  for (const { file } of changes)
    if (!changed?.has(`${id} ${file}`)) throw new Unfit(`node ${id}: nothing loads ${file}`)
  const role = 'role' in node ? node.role : undefined
  const others = { station: StationSubject, kme: KmeSubject, key: KeySubject }
  const Of = role === 'station' || role === 'kme' || role === 'key' ? others[role] : NodeSubject
  return () => new Of(options)
}
