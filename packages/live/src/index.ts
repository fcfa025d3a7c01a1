/**
 * The processes of a live network: what they are told, how they run, and how they are watched and managed.
 *
 * ```ts
 * const deployment = readDeployment('deployment.yaml', overridesOf(process.env, { role: 'node', name: 'alice' }))
 * const place = placeOf(deployment, { role: 'node', name: 'alice' })
 * const log = (one) => makeLog(one, one.log, process.stderr)
 * const node = await startProcess({ deployment, place, version, log })
 * process.once('SIGTERM', () => void node.close())
 * ```
 *
 * @packageDocumentation
 */
export { type Address, showAddress } from './deployment/address.js'
export { DeploymentError } from './deployment/deployment-error.js'
export { type Deployment, placeOf, type ProcessPlace, readDeployment } from './deployment/deployment.js'
export { overridesOf } from './deployment/environment.js'
export { type ProcessName, WORLD } from './deployment/process-name.js'
export { ManagementClient, type ManagementClientOptions, ManagementError } from './management/client.js'
export { makeToken, parseTokens, type Scope, SCOPES, type TokenEntry, tokenName } from './management/tokens.js'
export { type Log, makeLog } from './observation/log.js'
export { identityFiles } from './processes/identity.js'
export type { LiveProcess, ServiceOptions } from './processes/service.js'
export { startProcess } from './processes/start-process.js'
export { serveWatchPage, type WatchPage, type WatchPageOptions } from './watch/watch-page.js'
