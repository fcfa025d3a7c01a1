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
  const module = (/** @type {string} */ name) => import(new URL(`modules/${name}.js`, BUILT).href)
  /** @type {typeof import('../../packages/cli/src/demo/fleet.js')} */
  const { Fleet } = await module('demo/fleet')
  /** @type {typeof import('../../packages/cli/src/demo/layout.js')} */
  const { KEY_NODES, layOut } = await module('demo/layout')
  /** @type {typeof import('../../packages/cli/src/demo/management.js')} */
  const { Managements } = await module('demo/management')
  /** @type {typeof import('../../packages/cli/src/demo/lateness.js')} */
  const { suitableFrameDelay } = await module('demo/lateness')
  /** @type {typeof import('../../packages/cli/src/certs/tokens.js')} */
  const { addToken } = await module('certs/tokens')
  return { addToken, Fleet, KEY_NODES, layOut, Managements, suitableFrameDelay }
}
