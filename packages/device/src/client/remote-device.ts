import type { MessageChannel } from '@bellwire/transport'
import { type DeviceMessage, type DeviceReady, Role } from '@bellwire/wire'
import type { RemoteClock } from '../clock/remote-clock.js'
import type { DeviceCapabilities, DeviceCommand, DeviceResult, HardwareNotice, QuantumDevice } from '../device.js'
import { DeviceError } from '../errors.js'
import { capabilitiesOf } from '../messages/capabilities.js'
import { messageOfCommand } from '../messages/node-commands.js'
import { resultOfMessage } from '../messages/node-results.js'
import { HardwareClient, type RemoteOptions } from './hardware-client.js'

/** A node's hardware behind a channel. It has capabilities from its first session on, which `remoteDevice` waits for. */
export class RemoteDevice implements QuantumDevice {
  readonly #client: HardwareClient
  #capabilities: DeviceCapabilities | undefined
  #listener: ((result: DeviceResult) => void) | undefined
  #watcher: ((notice: HardwareNotice) => void) | undefined

  constructor(options: RemoteOptions) {
    this.#client = new HardwareClient(options, {
      role: Role.NODE,
      ready: (message) => this.#ready(message),
      result: (message) => this.#result(message),
      notice: (notice) => this.#watcher?.(notice)
    })
  }

  /** The clock of the hardware, as it is read from here: the node's own. */
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

  /** @throws DeviceError NO_SESSION before the first session */
  get capabilities(): DeviceCapabilities {
    if (this.#capabilities === undefined)
      throw new DeviceError('NO_SESSION', 'the capabilities of remote hardware are known from its first session on')
    return this.#capabilities
  }

  /** Sends a command; while there is no session it is lost. @throws WireError for a command that no hardware has */
  execute(command: DeviceCommand): void {
    this.#client.execute(messageOfCommand(command))
  }

  listen(listener: (result: DeviceResult) => void): void {
    this.#listener = listener
  }

  watch(listener: (notice: HardwareNotice) => void): void {
    this.#watcher = listener
  }

  reset(): void {
    this.#client.reset()
  }

  #ready({ capabilities }: DeviceReady): string | undefined {
    if (capabilities === undefined) return 'the server of the hardware states no capabilities'
    const stated = capabilitiesOf(capabilities)
    if (this.#capabilities === undefined) this.#capabilities = stated
    else if (JSON.stringify(stated) !== JSON.stringify(this.#capabilities))
      return 'the hardware states other capabilities than before: the node has to be made anew'
    return undefined
  }

  #result(message: DeviceMessage): boolean {
    const result = resultOfMessage(message)
    if (result !== undefined) this.#listener?.(result)
    return result !== undefined
  }
}
