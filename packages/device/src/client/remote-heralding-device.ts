import type { MessageChannel } from '@bellwire/transport'
import { type DeviceMessage, type DeviceReady, Role } from '@bellwire/wire'
import type { RemoteClock } from '../clock/remote-clock.js'
import type { HardwareNotice, HeraldingDevice, StationCommand, StationResult, SwitchCapabilities } from '../device.js'
import { messageOfStationCommand, stationResultOfMessage } from '../messages/station.js'
import { HardwareClient, type RemoteOptions } from './hardware-client.js'

/** A station's hardware behind a channel. Whether it has a switch is known from its first session on, which `remoteHeraldingDevice` waits for. */
export class RemoteHeraldingDevice implements HeraldingDevice {
  readonly #client: HardwareClient
  #known = false
  #switch: SwitchCapabilities | undefined
  #listener: ((result: StationResult) => void) | undefined
  #watcher: ((notice: HardwareNotice) => void) | undefined

  constructor(options: RemoteOptions) {
    this.#client = new HardwareClient(options, {
      role: Role.STATION,
      ready: (message) => this.#ready(message),
      result: (message) => this.#result(message),
      notice: (notice) => this.#watcher?.(notice)
    })
  }

  /** The clock of the hardware, as it is read from here: the station's own. */
  get clock(): RemoteClock {
    return this.#client.clock
  }

  /** Whether there is a session now. */
  get up(): boolean {
    return this.#client.up
  }

  /** Opens a session on a channel to the hardware's server, in the place of the one before. */
  attach(channel: MessageChannel): void {
    this.#client.attach(channel)
  }

  /** Ends the session for good, and stops the clock. */
  close(): void {
    this.#client.close()
  }

  get switch(): SwitchCapabilities | undefined {
    return this.#switch
  }

  /** Sends a command; while there is no session it is lost. @throws WireError for a command that no hardware has */
  execute(command: StationCommand): void {
    this.#client.execute(messageOfStationCommand(command))
  }

  listen(listener: (result: StationResult) => void): void {
    this.#listener = listener
  }

  watch(listener: (notice: HardwareNotice) => void): void {
    this.#watcher = listener
  }

  reset(): void {
    this.#client.reset()
  }

  #ready({ switch: stated }: DeviceReady): string | undefined {
    if (this.#known && JSON.stringify(stated) !== JSON.stringify(this.#switch))
      return 'the hardware states another switch than before: the station has to be made anew'
    this.#known = true
    this.#switch = stated
    return undefined
  }

  #result(message: DeviceMessage): boolean {
    const result = stationResultOfMessage(message)
    if (result !== undefined) this.#listener?.(result)
    return result !== undefined
  }
}
