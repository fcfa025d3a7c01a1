import { register } from 'node:module'
import { Unfit } from './wrong-node-source.mjs'

register('./wrong-node-hooks.mjs', import.meta.url)

/**
 * What makes a wrong node, as a subject, in this process. Needs a build.
 *
 * @param {import('./wrong-node-source.mjs').WrongNode} node
 * @returns {Promise<() => import('@bellwire/conformance').Subject<import('@bellwire/conformance').AnySetting>>}
 */
export async function makerOf({ id, changes }) {
  const harness = new URL(`../../packages/harness/dist/index.js?wrong=${id}`, import.meta.url)
  const { BellwireSubject } = await import(harness.href)
  const changed = /** @type {{ changedFiles?: Set<string> }} */ (globalThis).changedFiles
  for (const { file } of changes)
    if (!changed?.has(`${id} ${file}`)) throw new Unfit(`wrong node ${id}: nothing loads ${file}`)
  return () => new BellwireSubject()
}
