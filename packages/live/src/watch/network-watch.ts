import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FeedCommand, FeedMessage } from '@bellwire/dashboard'
import { dial, type Dialling } from '@bellwire/transport-websocket'
import { showAddress } from '../deployment/address.js'
import type { Deployment, ProcessPlace } from '../deployment/deployment.js'
import { identityFiles } from '../processes/identity.js'
import { decodeTelemetry, TELEMETRY_BYTES, TELEMETRY_PATH } from '../telemetry/telemetry.js'
import { Merger } from './merger.js'
import { WatchCommands } from './watch-commands.js'
import { partiesOf, watchedNetwork } from './watched-network.js'

/** Milliseconds from turn to turn. */
const TURN = 50
const BACKOFF = { first: 200, last: 1000 }
/** Why a process ends a connection without dying. */
const CUT = ['too slow', 'too many watchers', 'no longer allowed']

export interface NetworkWatchOptions {
  readonly deployment: Deployment
  /** With the scope `watch`, and `faults` for commands. */
  readonly token: string
  readonly told: (message: FeedMessage) => void
  /** Has a process die, which whoever has started it starts again; absent: none can be killed from here. */
  readonly kill?: ((name: string) => Promise<void>) | undefined
}

/** Watches all processes of a deployment, and tells what they tell as one feed. */
export class NetworkWatch {
  readonly #options: NetworkWatchOptions
  readonly #commands: WatchCommands
  readonly #authority: Buffer | undefined
  readonly #timer: NodeJS.Timeout
  #diallings: Dialling[] = []
  #merger: Merger
  /** Processes that have said why they cannot be watched: it is told once. */
  readonly #refusing = new Set<string>()

  constructor(options: NetworkWatchOptions) {
    this.#options = options
    const { certificates } = options.deployment
    if (certificates !== undefined) this.#authority = readFileSync(join(certificates, identityFiles('').authority))
    this.#commands = new WatchCommands(options, this.#authority)
    this.#merger = this.#begin()
    this.#timer = setInterval(() => this.#merger.turn(wallTime()), TURN)
  }

  /** Does what a viewer asks; what is refused is told. */
  async command(command: FeedCommand): Promise<void> {
    try {
      await this.#commands.perform(command)
    } catch (error) {
      this.#notice('error', error instanceof Error ? error.message : String(error))
    }
  }

  close(): void {
    clearInterval(this.#timer)
    for (const dialling of this.#diallings.splice(0)) dialling.close()
  }

  /** Begins anew: another world knows nothing of the one before. */
  #begin(): Merger {
    const { deployment, kill, told } = this.#options
    for (const dialling of this.#diallings.splice(0)) dialling.close()
    told({ type: 'network', network: watchedNetwork(deployment, kill !== undefined) })
    const parties = partiesOf(deployment)
    const { name: scenario } = deployment.scenario
    told({
      type: 'records',
      records: [{ n: 0, time: 0, at: 'world', kind: 'run', seed: '', scenario, version: '', parties }]
    })
    this.#merger = new Merger(told)
    for (const place of [deployment.world, ...deployment.parties.values()]) this.#watch(place, this.#merger)
    return this.#merger
  }

  #watch({ name, manage }: ProcessPlace, merger: Merger): void {
    if (manage === undefined) {
      this.#notice('information', `${name} cannot be watched: the deployment says no address of its management.`)
      return
    }
    const authority = this.#authority
    const url = `${authority === undefined ? 'ws' : 'wss'}://${showAddress(manage)}${TELEMETRY_PATH}`
    let known = false
    const dialling = dial(url, {
      ...(authority && { tls: { authority }, expected: name }),
      headers: { authorization: `Bearer ${this.#options.token}` },
      limits: { messageBytes: TELEMETRY_BYTES },
      backoff: BACKOFF,
      connected: (channel) => {
        // The other end takes nothing for a watcher that has not said anything.
        channel.send(Uint8Array.of(0))
        channel.listen({
          message: (bytes) => {
            const telemetry = decodeTelemetry(bytes)
            if (telemetry === undefined) return
            known = true
            if (this.#merger !== merger) return
            if (merger.isOfAnother(telemetry)) this.#begin()
            else merger.heard(telemetry)
          },
          closed: (reason) => {
            if (known && !CUT.includes(reason)) merger.gone(name, wallTime())
            known = false
          }
        })
      },
      failed: ({ message }) => {
        const [status] = /\b40[13]\b/.exec(message) ?? []
        if (status === undefined || this.#refusing.has(name)) return
        this.#refusing.add(name)
        this.#notice('error', `${name} refuses the token (${status}): its scope must be watch.`)
      }
    })
    this.#diallings.push(dialling)
  }

  #notice(level: 'information' | 'error', text: string): void {
    this.#options.told({ type: 'notice', level, text })
  }
}

/** Milliseconds since 1970, finer than they are counted otherwise. */
function wallTime(): number {
  return performance.timeOrigin + performance.now()
}
