import {
  capabilitiesOf,
  type DeviceResult,
  type HardwareNotice,
  messageOfCommand,
  type QuantumDevice,
  resultOfMessage
} from '@bellwire/device'
import type { Output } from '@bellwire/conformance'
import { decodeDeviceMessage, encodeDeviceMessage, type DeviceCapabilities } from '@bellwire/wire'

/** Hardware whose other side is the tester. */
export class TestedDevice implements QuantumDevice {
  readonly capabilities
  #listener: (result: DeviceResult) => void = () => undefined

  #watcher: (notice: HardwareNotice) => void = () => undefined

  constructor(
    statement: DeviceCapabilities,
    private readonly put: (output: Output) => void
  ) {
    this.capabilities = capabilitiesOf(statement)
  }

  execute(command: Parameters<QuantumDevice['execute']>[0]): void {
    this.put({ type: 'device', bytes: encodeDeviceMessage(messageOfCommand(command)) })
  }

  listen(listener: (result: DeviceResult) => void): void {
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
    const result = resultOfMessage(message)
    if (result !== undefined) this.#listener(result)
  }
}
