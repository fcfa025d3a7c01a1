import type { FeedCommand } from '@bellwire/dashboard'
import { showAddress } from '../deployment/address.js'
import type { Deployment } from '../deployment/deployment.js'
import { WORLD } from '../deployment/process-name.js'
import { ManagementClient } from '../management/client.js'

export interface WatchCommandsOptions {
  readonly deployment: Deployment
  readonly token: string
  readonly kill?: ((name: string) => Promise<void>) | undefined
}

/** Does what a viewer of a network asks: through the world's management, and by killing processes. */
export class WatchCommands {
  readonly #deployment: Deployment
  readonly #kill: ((name: string) => Promise<void>) | undefined
  readonly #world: ManagementClient | undefined

  constructor({ deployment, token, kill }: WatchCommandsOptions, authority: Buffer | undefined) {
    this.#deployment = deployment
    this.#kill = kill
    const { manage } = deployment.world
    if (manage === undefined) return
    const server = authority && { name: WORLD.name, authority }
    const url = `${server === undefined ? 'http' : 'https'}://${showAddress(manage)}`
    this.#world = new ManagementClient({ url, token, ...(server && { server }) })
  }

  /** @throws where it cannot be done */
  async perform(command: FeedCommand): Promise<void> {
    switch (command.type) {
      case 'pace':
        return this.#pace(command)
      case 'cut':
        return this.#ask('/v1/faults', { link: this.#linkName(command.link), cut: command.on })
      case 'lie':
        return this.#ask('/v1/faults', { station: command.station, lying: command.on })
      case 'crash':
        // It is started again by itself.
        return command.on ? this.#die(command.node, 'node') : undefined
      case 'restart-station':
        return this.#die(command.station, 'station')
      case 'step':
      case 'seek':
        throw new Error('A live network goes on by itself.')
    }
  }

  async #pace({ speed, paused }: Extract<FeedCommand, { type: 'pace' }>): Promise<void> {
    if (speed === undefined && paused === undefined) return
    const { timeScale } = this.#deployment
    // Its timers allow for so much time between processes, and no less.
    const scale = speed === undefined ? undefined : Math.min(speed, timeScale)
    await this.#ask('/v1/time', { ...(scale !== undefined && { scale }), ...(paused !== undefined && { paused }) })
  }

  async #die(name: string, role: 'node' | 'station'): Promise<void> {
    if (this.#deployment.parties.get(name)?.role !== role) throw new Error(`There is no ${role} ${name}.`)
    if (this.#kill === undefined) throw new Error('The processes of this network cannot be killed from here.')
    await this.#kill(name)
  }

  async #ask(path: string, body: object): Promise<void> {
    if (this.#world === undefined) throw new Error('The world has no management.')
    await this.#world.ask('POST', path, body)
  }

  #linkName(number: number): string {
    const { links } = this.#deployment.network
    const link = links.find((one, index) => (one.number ?? index + 1) === number)
    if (link === undefined) throw new Error(`There is no link ${number}.`)
    return link.name ?? `${link.a}-${link.b}`
  }
}
