import { randomBytes } from 'node:crypto'
import { RemoteHeraldingDevice } from '@bellwire/device'
import { Station } from '@bellwire/physical-layer'
import { createRandom, type RandomSource } from '@bellwire/runtime'
import { stationParty } from '@bellwire/simulation'
import type { Transport } from '@bellwire/transport'
import { liveNetwork } from '../world/live-network.js'
import { frameTransport } from './frames.js'
import { Tally } from './tally.js'
import { remoteHardware } from './remote-hardware.js'
import { type LiveProcess, Service, type ServiceOptions } from './service.js'

/**
 * Starts the process of a heralding station.
 *
 * @throws DeploymentError
 */
export async function startStation(options: ServiceOptions): Promise<LiveProcess> {
  const service = new Service(options)
  try {
    const { log, metrics, place, deployment } = service
    const random = createRandom(randomBytes(16).toString('hex'))
    const network = liveNetwork(deployment)
    const { links } = stationParty(network, place.name, random)
    const server = await service.listen()
    await service.listenForPeople([])
    const transport = frameTransport(service, server, new Set(links.flatMap(({ nodes }) => nodes)))
    const ignored = new Tally()
    const heralds = new Tally()
    metrics.total('frames_ignored', 'Frames and events that were ignored', ['reason'], () => ignored.samples('reason'))
    metrics.total('heralds', 'Heralds that were announced', ['link'], () => heralds.samples('link'))
    let lives = 0
    let station: Station | undefined
    const start = (device: RemoteHeraldingDevice): void => {
      station?.stop()
      lives += 1
      const life = random.fork(`life/${lives}`)
      station = makeStation({ transport, device, life, name: place.name, network, ignored, heralds })
      station.start()
      log.info('started', { life: lives })
    }
    remoteHardware(
      service,
      (remote) => new RemoteHeraldingDevice(remote),
      (device) => {
        device.watch((notice) => {
          log.warn('hardware', { notice })
          if (notice === 'restarted') return start(device)
          station?.stop()
          station = undefined
        })
        start(device)
      }
    )
    service.onClose(() => station?.stop())
    service.log.info('ready', { url: server.url, manage: service.manage })
    return service
  } catch (error) {
    await service.close()
    throw error
  }
}

interface Making {
  readonly transport: Transport
  readonly device: RemoteHeraldingDevice
  /** Of this life of the station alone. */
  readonly life: RandomSource
  readonly name: string
  readonly network: Parameters<typeof stationParty>[0]
  readonly ignored: Tally
  readonly heralds: Tally
}

function makeStation({ transport, device, life, name, network, ignored, heralds }: Making): Station {
  const { number, ...party } = stationParty(network, name, life)
  const incarnations = life.stream('incarnation')
  return new Station({
    ...party,
    node: number,
    clock: device.clock,
    transport,
    device,
    incarnation: () => Math.max(1, incarnations.bits32()),
    runner: 'generated',
    clockQuality: 0,
    ignored: (reason) => ignored.add(reason),
    heralded: (link) => heralds.add(String(link))
  })
}
