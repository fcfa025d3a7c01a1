import { setMaxListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ManagementClient, ManagementError, showAddress } from '@bellwire/live'
import type { Layout } from './layout.js'

/** Milliseconds between two looks. */
const LOOK = 100

type Line = Record<string, unknown>

/** The managements of all processes of a demonstration. */
export class Managements {
  readonly #clients: ReadonlyMap<string, ManagementClient>
  readonly #signal: AbortSignal

  /** @param signal ends all waiting */
  constructor({ deployment, token }: Layout, signal: AbortSignal) {
    this.#signal = signal
    // One of each request that is under way.
    setMaxListeners(0, signal)
    const { world, parties, certificates = '' } = deployment
    const authority = readFileSync(join(certificates, 'authority.pem'))
    this.#clients = new Map(
      [world, ...parties.values()].flatMap(({ name, manage }) =>
        manage === undefined
          ? []
          : [
              [
                name,
                new ManagementClient({ url: `https://${showAddress(manage)}`, token, server: { name, authority } })
              ]
            ]
      )
    )
  }

  of(name: string): ManagementClient {
    const client = this.#clients.get(name)
    if (client === undefined) throw new Error(`there is no process ${name}`)
    return client
  }

  /** Resolves once a process says that it is ready. */
  async ready(name: string): Promise<void> {
    await this.until(async () => ((await this.of(name).ask('GET', '/v1/status')) as { ready: boolean }).ready)
  }

  /** Asks again and again until the answer is true; what is refused, or not there, is asked again. */
  async until(ask: () => Promise<boolean>): Promise<void> {
    while (!(await this.#tried(ask))) await wait(LOOK, undefined, { signal: this.#signal })
  }

  async #tried(ask: () => Promise<boolean>): Promise<boolean> {
    this.#signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      if (error instanceof ManagementError || 'code' in (error as Error)) return false
      throw error
    }
  }

  /** The lines of a request, as they come. @param signal ends it, too */
  request(name: string, wish: object, signal?: AbortSignal): AsyncGenerator<Line> {
    const either = signal === undefined ? this.#signal : AbortSignal.any([this.#signal, signal])
    return this.of(name).lines('POST', '/v1/requests', wish, either)
  }
}
