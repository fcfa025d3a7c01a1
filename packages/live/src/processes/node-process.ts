import { join } from 'node:path'
import { RemoteDevice } from '@bellwire/device'
import { createNode, type Node } from '@bellwire/node'
import type { Clock } from '@bellwire/runtime'
import { nodeParty } from '@bellwire/simulation'
import type { Route } from '../management/api.js'
import type { NodeNames } from '../management/node-routes.js'
import { NodeKeys } from '../requests/node-keys.js'
import { TelemetryRecorder } from '../telemetry/telemetry-recorder.js'
import { liveNetwork } from '../world/live-network.js'
import { frameTransport } from './frames.js'
import { openJournal, readingRecords } from './live-journal.js'
import { remoteHardware } from './remote-hardware.js'
import { serveRequests } from './serve-requests.js'
import { type LiveProcess, Service, type ServiceOptions } from './service.js'
import { systemRandom } from './system-random.js'

const SECOND = 1_000_000_000

/** Processes die: an end that is there says so often, and is waited for as long as in other surroundings. */
const KEY_DISTRIBUTION = { beat: 10 * SECOND, patience: 600, idleBeats: 2000 }

/**
 * Starts the process of a node. The node itself begins when its hardware is found: what it can do is not known before.
 *
 * @throws DeploymentError
 */
export async function startNode(options: ServiceOptions): Promise<LiveProcess> {
  const service = new Service(options)
  try {
    const { log, health, place, deployment } = service
    const journal = await openJournal(service)
    const random = systemRandom()
    const { links, network } = nodeParty(liveNetwork(deployment), place.name)
    const routes: Route[] = []
    const server = await service.listen()
    await service.listenForPeople(routes)
    const neighbours = new Set(links.flatMap(({ physical: { peer, station } }) => [peer, station]))
    let found: Clock | undefined
    const time = { now: () => found?.now() ?? 0 }
    const telemetry = new TelemetryRecorder(time)
    const recorder = service.recorder(telemetry, time)
    const transport = frameTransport(service, server, neighbours, recorder)
    let node: Node | undefined
    health.require(() => (node === undefined ? 'its hardware has not been found yet' : unfit(node)))
    remoteHardware(
      service,
      (remote) => new RemoteDevice(remote),
      (device) => {
        const { clock } = device
        found = clock
        const names = namesOf(service)
        const keys = keysOf(service, names)
        const made = readingRecords(service, () =>
          createNode({
            name: place.name,
            transport,
            device,
            clock,
            random,
            links,
            recorder,
            keyDistribution: KEY_DISTRIBUTION,
            ...(network && { network }),
            ...(journal && { journal })
          })
        )
        node = made
        service.onClose(() => made.close())
        const served = serveRequests(service, made, { clock, keys, names, broken: journal?.broken })
        routes.push(...served.routes)
        service.offerTelemetry({ clock, recorder: telemetry, samples: served.samples })
        for (const link of made.links)
          link.subscribe({ linkChanged: (up, _own, _peer, fit) => log.info('link', { peer: link.peer, up, fit }) })
        log.info('started', { links: links.length })
      }
    )
    log.info('ready', { url: server.url, manage: service.manage })
    return service
  } catch (error) {
    await service.close()
    throw error
  }
}

/** Why a node cannot make pairs on all its links now. */
function unfit({ links }: Node): string | undefined {
  const down = links.filter(({ status }) => !(status.up && status.fit)).map(({ peer }) => peer)
  return down.length === 0 ? undefined : `no pairs now with ${down.join(', ')}`
}

/** Closed after the node whose sessions take and lay down keys. */
function keysOf(service: Service, names: NodeNames): NodeKeys {
  const { data, number: node = 0 } = service.place
  const folder = data === undefined ? undefined : join(data, 'keys')
  const keys = new NodeKeys({ folder, node, nameOf: (peer) => names.nameOf(peer) })
  service.onClose(() => keys.close())
  return keys
}

function namesOf({ deployment }: Service): NodeNames {
  const names = new Map([...deployment.parties.values()].map(({ name, number }) => [number, name]))
  return {
    numberOf: (name: string) => {
      const place = deployment.parties.get(name)
      return place?.role === 'node' ? place.number : undefined
    },
    nameOf: (number: number) => names.get(number) ?? String(number)
  }
}
