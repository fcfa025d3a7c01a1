import { startWorld } from '../world/world-process.js'
import { startNode } from './node-process.js'
import type { LiveProcess, ServiceOptions } from './service.js'
import { startStation } from './station-process.js'

const STARTS = { world: startWorld, station: startStation, node: startNode } as const

/** Starts a process of a deployment, of whichever role. @throws DeploymentError for what cannot be started as it is told */
export function startProcess(options: ServiceOptions): Promise<LiveProcess> {
  return STARTS[options.place.role](options)
}
