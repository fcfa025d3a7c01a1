import { engineTime, type RandomSource, type WallTime } from '@bellwire/runtime'
import type { MessageChannel } from '@bellwire/transport'
import type { HeraldingDevice, QuantumDevice } from '../device.js'
import { DeviceSession } from './device-session.js'
import { nodeHardware, stationHardware } from './hardware.js'
import type { HardwareClock } from './served-clock.js'
import { ServedDevice } from './served-device.js'

/** Hardware to be served, of a node or of a station, and the clock that it runs by. */
export type HardwareToServe =
  | { readonly role: 'node'; readonly device: QuantumDevice; readonly clock: HardwareClock }
  | { readonly role: 'station'; readonly device: HeraldingDevice; readonly clock: HardwareClock }

export interface DeviceServerOptions {
  /** By the name of the party that it belongs to. */
  readonly hardware: ReadonlyMap<string, HardwareToServe>
  /** Names the clocks and the incarnations of the qubits. */
  readonly random: RandomSource
  /** Nanoseconds of the clocks in a nanosecond of real time. Default 1. */
  readonly rate?: number
  /**
   * Whether a channel that proves no name has the one that it gives. Default false: only for channels that nobody else can
   * open.
   */
  readonly trustGivenNames?: boolean
  /** The time of this host. Default the engine's. */
  readonly time?: WallTime
}

/** Serves hardware over channels: to each party its own, to one session of it at a time (section 5.8). */
export class DeviceServer {
  readonly #served = new Map<string, ServedDevice>()
  readonly #sessions = new Set<DeviceSession>()
  readonly #trustGivenNames: boolean
  readonly #time: WallTime
  #closed = false

  constructor({ hardware, random, rate = 1, trustGivenNames = false, time = engineTime }: DeviceServerOptions) {
    this.#trustGivenNames = trustGivenNames
    this.#time = time
    for (const [name, each] of hardware) {
      const driven = each.role === 'node' ? nodeHardware(each.device) : stationHardware(each.device)
      this.#served.set(name, new ServedDevice(driven, each.clock, rate, random.stream(`hardware/${name}`)))
    }
  }

  /** Serves a channel until it closes. Nothing that comes on it is an error here: what cannot be done is refused. */
  accept(channel: MessageChannel): void {
    if (this.#closed) return channel.close('the server ends')
    const session = new DeviceSession(
      channel,
      (proven, name) => this.#find(proven, name),
      this.#time,
      (ended) => this.#sessions.delete(ended)
    )
    this.#sessions.add(session)
    session.start()
  }

  /** Tells every party that the clocks have run at this rate from now on; 0: they stand still. */
  setRate(rate: number): void {
    for (const served of this.#served.values()) served.setRate(rate)
  }

  /** Ends every session, and takes no more. */
  close(): void {
    this.#closed = true
    for (const session of this.#sessions) session.close('the server ends')
    for (const served of this.#served.values()) served.close()
  }

  #find(proven: string | undefined, name: string): ServedDevice | undefined {
    const trusted = proven === undefined ? this.#trustGivenNames : proven === name
    return trusted ? this.#served.get(name) : undefined
  }
}
