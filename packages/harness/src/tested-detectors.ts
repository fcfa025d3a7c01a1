import {
  type HardwareNotice,
  type HeraldingDevice,
  messageOfStationCommand,
  type StationCommand,
  type StationResult,
  type SwitchCapabilities,
  stationResultOfMessage
} from '@bellwire/device'
import type { Output } from '@bellwire/conformance'
import { decodeDeviceMessage, encodeDeviceMessage } from '@bellwire/wire'

/** Hardware of a station whose other side is the tester. */
export class TestedDetectors implements HeraldingDevice {
  #listener: (result: StationResult) => void = () => undefined
  #watcher: (notice: HardwareNotice) => void = () => undefined

  readonly switch?: SwitchCapabilities

  constructor(
    private readonly put: (output: Output) => void,
    switched?: SwitchCapabilities
  ) {
    if (switched !== undefined) this.switch = switched
  }

  execute(command: StationCommand): void {
    this.put({ type: 'device', bytes: encodeDeviceMessage(messageOfStationCommand(command)) })
  }

  listen(listener: (result: StationResult) => void): void {
    this.#listener = listener
  }

  watch(watcher: (notice: HardwareNotice) => void): void {
    this.#watcher = watcher
  }

  reset(): void {
    this.put({ type: 'reset' })
  }

  /** The hardware says something. @throws WireError for bytes that are no message */
  receive(bytes: Uint8Array): void {
    const message = decodeDeviceMessage(bytes)
    if (message.type === 'LOST') return this.#watcher('lost')
    if (message.type === 'RESTARTED') return this.#watcher('restarted')
    const result = stationResultOfMessage(message)
    if (result !== undefined) this.#listener(result)
  }
}
