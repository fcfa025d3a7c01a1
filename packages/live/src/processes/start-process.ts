import { DeploymentError } from '../deployment/deployment-error.js'
import type { LiveProcess, ServiceOptions } from './service.js'

/** Each is loaded only where it is started: a node alone needs what keeps records, the world alone the hardware. */
const STARTS = {
  world: async () => (await import('../world/world-process.js')).startWorld,
  station: async () => (await import('./station-process.js')).startStation,
  node: async () => (await import('./node-process.js')).startNode
} as const

/** Starts a process of a deployment, of whichever role. @throws DeploymentError for what cannot be started as it is told */
export async function startProcess(options: ServiceOptions): Promise<LiveProcess> {
  const { inWorld, name, role } = options.place
  if (inWorld)
    throw new DeploymentError(
      `${role} ${name} is within the process of the world; accepted: one that is not, or the world`
    )
  const start = await STARTS[options.place.role]()
  return start(options)
}
