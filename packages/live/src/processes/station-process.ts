import { type HeraldingDevice, RemoteHeraldingDevice } from '@bellwire/device'
import { Station } from '@bellwire/physical-layer'
import type { Clock } from '@bellwire/runtime'
import { stationParty } from '@bellwire/simulation'
import { recordMachines } from '@bellwire/statechart'
import { TelemetryRecorder } from '../telemetry/telemetry-recorder.js'
import { liveNetwork } from '../world/live-network.js'
import { frameTransport } from './frames.js'
import { Tally } from './tally.js'
import { remoteHardware } from './remote-hardware.js'
import { type LiveProcess, Service, type ServiceOptions } from './service.js'
import { systemRandom } from './system-random.js'

/** A station's detectors within the process itself, and the clock that their times are in. */
export interface OwnDetectors {
  readonly device: HeraldingDevice
  readonly clock: Clock
}

/**
 * Starts a heralding station.
 *
 * @param own absent: the world has its detectors
 * @throws DeploymentError
 */
export async function startStation(options: ServiceOptions, own?: OwnDetectors): Promise<LiveProcess> {
  const service = new Service(options)
  try {
    const { log, metrics, place, deployment } = service
    const random = systemRandom()
    const { number, ...party } = stationParty(liveNetwork(deployment), place.name, random)
    const server = await service.listen()
    await service.listenForPeople([])
    let found: Clock | undefined
    const time = { now: () => found?.now() ?? 0 }
    const telemetry = new TelemetryRecorder(time)
    const recorder = service.recorder(telemetry, time)
    const neighbours = new Set(party.links.flatMap(({ nodes }) => nodes))
    const transport = frameTransport(service, server, neighbours, recorder)
    const ignored = new Tally()
    const heralds = new Tally()
    metrics.total('frames_ignored', 'Frames and events that were ignored', ['reason'], () => ignored.samples('reason'))
    metrics.total('heralds', 'Heralds that were announced', ['link'], () => heralds.samples('link'))
    const incarnations = random.stream('incarnation')
    const begin = ({ device, clock }: OwnDetectors): void => {
      found = clock
      const station = new Station({
        ...party,
        node: number,
        clock,
        transport,
        device,
        incarnation: () => {
          const incarnation = Math.max(1, incarnations.bits32())
          recorder.record({ kind: 'restart', at: place.name, incarnation })
          return incarnation
        },
        runner: 'generated',
        clockQuality: 0,
        ignored: (reason) => ignored.add(reason),
        heralded: (link, epoch, sequence, slot, bellIndex) => {
          heralds.add(String(link))
          recorder.record({ kind: 'herald', at: place.name, link, epoch, sequence, slot, bellIndex })
        },
        observer: recordMachines(recorder, { at: place.name, layer: 'station' })
      })
      station.start()
      service.onClose(() => station.stop())
      service.offerTelemetry({ clock, recorder: telemetry })
      log.info('started', { links: party.links.length })
    }
    if (own !== undefined) begin(own)
    else
      remoteHardware(
        service,
        (remote) => new RemoteHeraldingDevice(remote),
        (device) => begin({ device, clock: device.clock })
      )
    log.info('ready', { url: server.url, manage: service.manage })
    return service
  } catch (error) {
    await service.close()
    throw error
  }
}
