// Modules of the command's demonstration as they were built, and where they must be.
import { existsSync } from 'node:fs'

const BUILT = new URL('../../packages/cli/dist/', import.meta.url)

/**
 * The processes of a network on this computer, and how they are managed.
 *
 * @throws where there is no build
 */
export async function builtDemo() {
  if (!existsSync(new URL('main.js', BUILT)))
    throw new Error(`${new URL('main.js', BUILT).pathname} is missing: run \`npm run build\` first`)
  const module = (/** @type {string} */ name) => import(new URL(`modules/demo/${name}.js`, BUILT).href)
  /** @type {typeof import('../../packages/cli/src/demo/fleet.js')} */
  const { Fleet } = await module('fleet')
  /** @type {typeof import('../../packages/cli/src/demo/layout.js')} */
  const { KEY_NODES, layOut } = await module('layout')
  /** @type {typeof import('../../packages/cli/src/demo/management.js')} */
  const { Managements } = await module('management')
  /** @type {typeof import('../../packages/cli/src/demo/lateness.js')} */
  const { suitableFrameDelay } = await module('lateness')
  return { Fleet, KEY_NODES, layOut, Managements, suitableFrameDelay }
}
