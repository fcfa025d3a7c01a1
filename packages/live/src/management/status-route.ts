import type { ProcessName } from '../deployment/process-name.js'
import type { Health } from '../observation/health.js'
import type { Route } from './api.js'

/** What every process tells of itself. */
export function statusRoute({ role, name }: ProcessName, version: string, health: Health, started: number): Route {
  return {
    method: 'GET',
    path: '/v1/status',
    scope: 'read',
    answer: () => {
      const { user, system } = process.cpuUsage()
      const uptimeSeconds = Math.round((Date.now() - started) / 1000)
      const processorSeconds = (user + system) / 1e6
      const peakMemoryBytes = process.resourceUsage().maxRSS * 1024
      const used = { uptimeSeconds, processorSeconds, peakMemoryBytes }
      return { status: 200, body: { role, name, version, ...health.report(), ...used } }
    }
  }
}
