import { engineTime, type WallTime } from '@bellwire/runtime'
import type { MessageChannel } from '@bellwire/transport'
import type { RemoteOptions, RemoteWatch } from './hardware-client.js'
import { RemoteDevice } from './remote-device.js'
import { RemoteHeraldingDevice } from './remote-heralding-device.js'

/** How long to wait before a channel is opened again, milliseconds: the first time, and at most. */
const FIRST_WAIT = 50
const LONGEST_WAIT = 5000

/** Opens a channel to the server of some hardware. */
export type Connect = () => Promise<MessageChannel>

interface Remote {
  attach(channel: MessageChannel): void
  close(): void
}

/**
 * A node's hardware behind channels that are opened again whenever one closes, until the signal is aborted. Resolves when
 * the first session is up, however long that takes.
 */
export function remoteDevice(connect: Connect, options: RemoteOptions, signal?: AbortSignal): Promise<RemoteDevice> {
  return connected(connect, options, signal, (watched) => new RemoteDevice(watched))
}

/** A station's hardware behind channels, as `remoteDevice`. */
export function remoteHeraldingDevice(
  connect: Connect,
  options: RemoteOptions,
  signal?: AbortSignal
): Promise<RemoteHeraldingDevice> {
  return connected(connect, options, signal, (watched) => new RemoteHeraldingDevice(watched))
}

function connected<T extends Remote>(
  connect: Connect,
  options: RemoteOptions,
  signal: AbortSignal | undefined,
  make: (options: RemoteOptions) => T
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const { watch } = options
    const reconnection = new Reconnection(connect, options.time ?? engineTime, (reason) => watch?.away?.(reason))
    const watched: RemoteWatch = {
      connected: (incarnation) => {
        reconnection.up()
        watch?.connected?.(incarnation)
        resolve(remote)
      },
      away: (reason) => {
        watch?.away?.(reason)
        reconnection.again()
      },
      refused: (text) => watch?.refused?.(text)
    }
    const remote = make({ ...options, watch: watched })
    signal?.addEventListener(
      'abort',
      () => {
        reconnection.stop()
        remote.close()
        reject(signal.reason)
      },
      { once: true }
    )
    reconnection.start((channel) => remote.attach(channel))
  })
}

/** Opens a channel, and another one when that has closed or none came about. */
class Reconnection {
  readonly #connect: Connect
  readonly #time: WallTime
  readonly #failed: (reason: string) => void
  #attach: (channel: MessageChannel) => void = () => undefined
  #wait = FIRST_WAIT
  #stopWaiting: (() => void) | undefined
  #stopped = false

  constructor(connect: Connect, time: WallTime, failed: (reason: string) => void) {
    this.#connect = connect
    this.#time = time
    this.#failed = failed
  }

  start(attach: (channel: MessageChannel) => void): void {
    this.#attach = attach
    void this.#open()
  }

  /** A session is up: the next wait is a short one again. */
  up(): void {
    this.#wait = FIRST_WAIT
  }

  again(): void {
    if (this.#stopped) return
    this.#stopWaiting = this.#time.wait(this.#wait, () => void this.#open())
    this.#wait = Math.min(LONGEST_WAIT, 2 * this.#wait)
  }

  stop(): void {
    this.#stopped = true
    this.#stopWaiting?.()
  }

  async #open(): Promise<void> {
    let channel: MessageChannel
    try {
      channel = await this.#connect()
    } catch (error) {
      this.#failed(error instanceof Error ? error.message : String(error))
      this.again()
      return
    }
    if (this.#stopped) channel.close('closed here')
    else this.#attach(channel)
  }
}
