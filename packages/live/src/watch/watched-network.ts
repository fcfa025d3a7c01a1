import { type Control, feedNetwork, type FeedNetwork } from '@bellwire/dashboard'
import type { Party } from '@bellwire/runtime'
import type { Deployment } from '../deployment/deployment.js'

/** The parties of a deployment, as a trace names them. */
export function partiesOf({ parties }: Deployment): readonly Party[] {
  return [...parties.values()].flatMap(({ name, number, role }): Party[] =>
    number === undefined || role === 'world' ? [] : [{ name, node: number, role }]
  )
}

/** What a page is shown of a deployment first. @param canKill whether its processes can be killed from there */
export function watchedNetwork(deployment: Deployment, canKill: boolean): FeedNetwork {
  const controls: Control[] = ['pace', 'cut', 'lie', ...(canKill ? (['crash', 'restart-station'] as const) : [])]
  return { ...feedNetwork(deployment.scenario, deployment.network, partiesOf(deployment)), source: 'live', controls }
}
