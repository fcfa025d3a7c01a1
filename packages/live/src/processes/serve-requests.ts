import type { Node } from '@bellwire/node'
import type { Clock } from '@bellwire/runtime'
import type { Sample } from '@bellwire/dashboard'
import type { Route } from '../management/api.js'
import { type NodeNames, nodeRoutes } from '../management/node-routes.js'
import { requestRoutes } from '../management/request-routes.js'
import { KeyFigures } from '../requests/key-figures.js'
import { linkPairName, pairName } from '../requests/names.js'
import type { NodeKeys } from '../requests/node-keys.js'
import { NodePerformer } from '../requests/node-performer.js'
import { OpenedCircuits } from '../requests/opened-circuits.js'
import { forgetful, RequestRecords } from '../requests/request-keeper.js'
import { Requests } from '../requests/requests.js'
import { tellVoidPairs } from '../requests/void-pairs.js'
import { readingRecords } from './live-journal.js'
import { nodeMetrics } from './node-metrics.js'
import type { Service } from './service.js'

interface ServedParts {
  readonly clock: Clock
  readonly keys: NodeKeys
  readonly names: NodeNames
  /** Resolves where nothing is written down any more. */
  readonly broken: Promise<void> | undefined
}

/** What people and programs can ask of a node, until its process is closed. */
interface Served {
  readonly routes: readonly Route[]
  /** Figures for those who watch. */
  readonly samples: () => readonly Sample[]
}

/** Serves what is asked of a node by its management. @throws DeploymentError for requests left by an earlier process */
export function serveRequests(service: Service, node: Node, { clock, keys, names, broken }: ServedParts): Served {
  const { place, metrics } = service
  const { records, voided } = node
  const circuits = new OpenedCircuits(() => node.network)
  const figures = new KeyFigures((peer) => `${place.name}-${names.nameOf(peer)}`)
  const performer = new NodePerformer(node, clock, circuits, (name) => names.numberOf(name), keys, figures)
  const keeper = records === undefined ? forgetful : readingRecords(service, () => new RequestRecords(records))
  const voidPairs = new Set([...voided.links.map(linkPairName), ...voided.circuits.map(pairName)])
  const requests = new Requests(clock, performer.perform, keeper, voidPairs)
  tellVoidPairs(node, requests)
  nodeMetrics(metrics, node, requests)
  service.onClose(async () => {
    requests.close()
    await Promise.race([requests.written(), broken])
  })
  return {
    routes: [...nodeRoutes(node, circuits, names), ...requestRoutes(requests, circuits)],
    samples: () => figures.samples
  }
}
