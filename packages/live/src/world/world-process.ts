import { randomBytes } from 'node:crypto'
import { DeviceServer, type HardwareToServe } from '@bellwire/device'
import { createRandom, ScaledClock } from '@bellwire/runtime'
import { worldPairs } from '@bellwire/dashboard'
import { LiableStation, worldParties } from '@bellwire/simulation'
import { WORLD } from '../deployment/process-name.js'
import { type LiveProcess, Service, type ServiceOptions } from '../processes/service.js'
import { startStation } from '../processes/station-process.js'
import { TelemetryRecorder } from '../telemetry/telemetry-recorder.js'
import { DEVICE_MESSAGE_BYTES, DEVICE_PATH } from './device-path.js'
import { liveNetwork } from './live-network.js'
import { worldRoutes } from './world-routes.js'
import { WorldState } from './world-state.js'

/**
 * Starts the process of a network's simulated hardware, and the stations that are within it.
 *
 * @throws DeploymentError
 */
export async function startWorld(options: ServiceOptions): Promise<LiveProcess> {
  const service = new Service(options)
  try {
    const { deployment, log, metrics } = service
    const network = liveNetwork(deployment)
    const clock = new ScaledClock(deployment.timeScale)
    service.onClose(() => clock.close())
    const random = createRandom(randomBytes(16).toString('hex'))
    const { mode } = deployment.scenario
    const parties = worldParties(network, { clock, random, ...(mode && { mode }) })
    const stations = new Map([...parties.stations].map(([name, { device }]) => [name, new LiableStation(device)]))
    const hardware = new Map<string, HardwareToServe>()
    for (const [name, { device, clock: own }] of parties.nodes) hardware.set(name, { role: 'node', device, clock: own })
    for (const [name, device] of stations) {
      if (deployment.parties.get(name)?.inWorld === true) continue
      const own = parties.stations.get(name)?.clock ?? clock
      hardware.set(name, { role: 'station', device, clock: own })
    }
    const trustGivenNames = service.identity === undefined
    const devices = new DeviceServer({ hardware, random, rate: deployment.timeScale, trustGivenNames })
    service.onClose(() => devices.close())
    const state = new WorldState(network, parties, stations, clock, (rate) => devices.setRate(rate))
    parties.world.onNotice = ({ link, text }) => log.warn('hardware', { link, notice: text })
    metrics.total('heralds', 'Heralds of a link', ['link'], () => byLink(state, ({ heralds }) => heralds))
    metrics.gauge('live_pairs', 'Pairs that exist in the world', [], () => [{ value: state.livePairs }])
    metrics.gauge('time_scale', 'Time of the network per wall time', [], () => [{ value: clock.factor }])
    metrics.gauge('network_seconds', 'True time of the network', [], () => [{ value: state.seconds }])
    const recorder = new TelemetryRecorder(clock)
    const changed = (change: string): void => {
      log.info('changed', { change })
      recorder.record({ kind: 'fault', at: WORLD.name, fault: change })
    }
    await service.listenForPeople(worldRoutes(state, changed))
    const { oracle } = parties.world
    const view = () => ({ ...state.view, pairs: worldPairs(oracle, network.nodes) })
    service.offerTelemetry({ clock, recorder, samples: () => state.samples, world: view })
    for (const place of deployment.parties.values()) {
      if (!place.inWorld) continue
      const device = stations.get(place.name) as LiableStation
      const own = { device, clock: parties.stations.get(place.name)?.clock ?? clock }
      service.include(await startStation({ ...options, place }, own))
    }
    const server = await service.listen()
    server.serve(DEVICE_PATH, (channel) => devices.accept(channel), {
      unproven: trustGivenNames,
      messageBytes: DEVICE_MESSAGE_BYTES
    })
    log.info('ready', { url: server.url, manage: service.manage, timeScale: deployment.timeScale })
    return service
  } catch (error) {
    await service.close()
    throw error
  }
}

function byLink(state: WorldState, value: (link: WorldState['links'][number]) => number) {
  return state.links.map((link) => ({ labels: { link: link.name }, value: value(link) }))
}
