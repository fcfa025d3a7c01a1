import type { SimulatedNetwork } from '../../../network/simulated-network.js'
import type { Programs } from '../../../programs/programs.js'
import type { NetworkFaultPlan, PlannedApplication } from '../plan.js'
import { Measuring } from './measuring.js'
import type { SoakApplication } from './soak-application.js'
import { Teleporting } from './teleporting.js'

/** An application of a plan, with nothing begun but what answers. */
export function applicationOf(
  { applications, network: { nodes }, perfect }: NetworkFaultPlan,
  network: SimulatedNetwork,
  programs: Programs,
  index: number
): SoakApplication {
  const planned = applications[index] as PlannedApplication
  const numberOf = (name: string): number => nodes.find((node) => node.name === name)?.number as number
  const numbers = [numberOf(planned.from), numberOf(planned.to)] as const
  const parts = { network, programs, planned, index, numbers, perfect }
  return planned.kind === 'teleport' ? new Teleporting(parts) : new Measuring(parts)
}
