import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { serveWatchPage, type WatchPage } from '@bellwire/live'
import { bbm92 } from './bbm92.js'
import { diqkd } from './diqkd.js'
import { Fleet } from './fleet.js'
import { suitableFrameDelay } from './lateness.js'
import { KEY_NODES, layOut, type Layout } from './layout.js'
import { Managements } from './management.js'
import { endToEndPairs } from './pairs.js'
import type { DemoReport, KillReport } from './report.js'
import { teleports } from './teleports.js'

const CHAIN = ['n1', 'n2', 'n3', 'n4']
const EARLY = ['west', 'middle', 'east', ...CHAIN]
const PAIRS = 40
const PAIRS_AFTER_KILL = 5
const TELEPORTS_OF_EACH = 4
const [PAIRS_PURPOSE, AFTER_KILL_PURPOSE, TELEPORT_PURPOSE, ON_AND_ON_PURPOSE] = [1, 2, 10, 30]

export interface DemoOptions {
  /** A process that is killed in the middle. */
  readonly kill: string | undefined
  /** What there is to tell of a part of the demonstration now. */
  readonly tell: (part: Part, text: string) => void
  /** Ends it, with an error that says why. */
  readonly signal: AbortSignal
}

export type Part = 'page' | 'network' | 'pairs' | 'teleports' | 'BBM92' | 'DI-QKD' | 'kill'

/** A live network on this computer: its processes, and what is done with them. */
export class Demonstration {
  readonly #options: DemoOptions
  readonly #started = performance.now()
  readonly #layout: Layout
  readonly #fleet: Fleet
  readonly #managements: Managements
  readonly #report: DemoReport

  private constructor(options: DemoOptions, layout: Layout, frameDelay: number) {
    this.#options = options
    this.#layout = layout
    this.#fleet = new Fleet(join(layout.folder, 'logs'))
    this.#managements = new Managements(layout, options.signal)
    this.#report = {
      frameDelayMilliseconds: frameDelay,
      processes: 0,
      startSeconds: null,
      firstPairSeconds: null,
      pairs: null,
      teleports: null,
      bbm92: null,
      diqkd: null,
      kill: null,
      seconds: 0,
      failures: []
    }
  }

  static async begin(options: DemoOptions): Promise<Demonstration> {
    const frameDelay = await suitableFrameDelay()
    return new Demonstration(options, await layOut(frameDelay), frameDelay)
  }

  /** Files of logs are here until it is closed. */
  get folder(): string {
    return this.#layout.folder
  }

  /** Names that can be killed. */
  get processes(): readonly string[] {
    return [...this.#layout.deployment.parties.keys(), 'world']
  }

  /** Serves the page that shows it, whose viewers may kill its processes. */
  servePage(folder: string): Promise<WatchPage> {
    const { deployment, token } = this.#layout
    return serveWatchPage({ deployment, token, folder, kill: (name) => this.#fleet.kill(name) })
  }

  /** Starts everything and does everything once. What fails is in the report. */
  async play(): Promise<DemoReport> {
    const { tell, kill } = this.#options
    const report = this.#report
    const started = this.#start()
    const chain = this.#part('pairs', async () => {
      await started
      const ready = this.#ready()
      const pairs = await endToEndPairs(this.#managements, PAIRS_PURPOSE, PAIRS, (number) => {
        report.firstPairSeconds ??= this.seconds
        tell('pairs', `${number} of ${PAIRS}`)
      })
      report.pairs = pairs
      tell('pairs', `${pairs.number}, ${pairs.perSecond.toFixed(1)} per second, ${errorText(pairs.errorRate)}`)
      await ready
    })
    const killed = chain.then(() =>
      kill === undefined ? undefined : this.#part('kill', async () => void (report.kill = await this.#kill(kill)))
    )
    await Promise.all([
      killed.then(() => this.#rest()),
      (kill === undefined ? this.#keyNodesUp(started) : killed).then(() => this.#bbm92())
    ])
    report.seconds = this.seconds
    return report
  }

  /** Pairs go on from end to end until it is ended. */
  async goOn(): Promise<void> {
    const { signal, tell } = this.#options
    for (let pairs = 0; !signal.aborted; ) {
      try {
        await endToEndPairs(this.#managements, ON_AND_ON_PURPOSE, 100, () => {
          pairs += 1
          tell('pairs', `${pairs} more from end to end`)
        })
      } catch (error) {
        if (signal.aborted) return
        tell('pairs', String(error))
        await wait(1000)
      }
    }
  }

  /** Ends every process, and removes the folder. */
  async close(): Promise<void> {
    await this.#fleet.end()
    rmSync(this.#layout.folder, { recursive: true, force: true })
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000
  }

  /** The chain, and then the rest: to load a program takes more than all that it does at first. */
  async #start(): Promise<void> {
    const { tell } = this.#options
    const { file, deployment, kmes } = this.#layout
    const parties = [...deployment.parties.values()]
    const start = (early: boolean): void => {
      for (const { name, role } of parties)
        if (early === EARLY.includes(name)) this.#fleet.start(name, [role, '--config', file, '--name', name])
    }
    this.#fleet.start('world', ['world', '--config', file])
    start(true)
    tell('network', `${this.#fleet.names.length} processes of the chain are starting`)
    await this.#chainUp()
    start(false)
    for (const { name, configuration } of kmes) this.#fleet.start(name, ['keys', 'serve', '--config', configuration])
    this.#report.processes = this.#fleet.names.length
    tell('network', `${this.#fleet.names.length} processes are starting`)
  }

  /** Every node of the chain can make pairs with its neighbours in it. */
  async #chainUp(): Promise<void> {
    await Promise.all(
      CHAIN.map((name) =>
        this.#managements.until(async () => {
          const { links } = (await this.#managements.of(name).ask('GET', '/v1/links')) as {
            readonly links: readonly { readonly peer: string; readonly up: boolean; readonly fit: boolean }[]
          }
          return links.every(({ peer, up, fit }) => !CHAIN.includes(peer) || (up && fit))
        })
      )
    )
  }

  async #keyNodesUp(started: Promise<void>): Promise<void> {
    await started.catch(() => undefined)
    await this.#up(KEY_NODES)
  }

  async #up(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.#managements.ready(name).catch(() => undefined)))
  }

  async #ready(): Promise<void> {
    const { parties } = this.#layout.deployment
    await this.#up(['world', ...parties.keys()])
    this.#report.startSeconds = this.seconds
    this.#options.tell('network', `${this.#fleet.names.length} processes, ready after ${this.seconds.toFixed(1)} s`)
  }

  async #rest(): Promise<void> {
    const report = this.#report
    const { tell } = this.#options
    await this.#part('teleports', async () => {
      const all = 6 * TELEPORTS_OF_EACH
      const done = await teleports(this.#managements, TELEPORT_PURPOSE, TELEPORTS_OF_EACH, (number) =>
        tell('teleports', `${number} of ${all}`)
      )
      report.teleports = done
      tell('teleports', `${done.number} qubits, fidelity ${done.fidelity.toFixed(2)} by what was measured`)
    })
    await this.#part('DI-QKD', async () => {
      const done = await diqkd(this.#managements, (text) => tell('DI-QKD', text))
      report.diqkd = done
      const bits = done.analyses.map((analysis) => `${analysis.name} ${analysis.bits} bits`).join(', ')
      tell('DI-QKD', `${done.rounds} rounds, S ${figure(done.chsh)}, QBER ${percent(done.qber)}; key: ${bits}`)
    })
  }

  #bbm92(): Promise<void> {
    const { tell } = this.#options
    return this.#part('BBM92', async () => {
      const done = await bbm92(this.#managements, this.#layout.kmes, (text) => tell('BBM92', text))
      this.#report.bbm92 = done
      const collected = done.equal ? `the same at both ends, ${done.keyId}` : 'not collected'
      tell('BBM92', `${done.bits} bits of key, QBER ${percent(done.qber)}; ${collected}`)
      if (!done.equal) throw new Error('no key was collected at both ends')
    })
  }

  async #kill(node: string): Promise<KillReport> {
    const { tell } = this.#options
    await this.#fleet.kill(node)
    const dead = performance.now()
    const since = () => (performance.now() - dead) / 1000
    tell('kill', `${node} is dead`)
    await this.#managements.ready(node)
    const readySeconds = since()
    tell('kill', `${node} was ready again after ${readySeconds.toFixed(1)} s`)
    let servingSeconds: number | null = null
    await endToEndPairs(this.#managements, AFTER_KILL_PURPOSE, PAIRS_AFTER_KILL, () => (servingSeconds ??= since()))
    tell(
      'kill',
      `${node} was ready again after ${readySeconds.toFixed(1)} s, and pairs came after ${figure(servingSeconds)} s`
    )
    return { node, readySeconds, servingSeconds }
  }

  async #part(part: Part, play: () => Promise<void>): Promise<void> {
    try {
      await play()
    } catch (error) {
      const { signal } = this.#options
      const reason: unknown = signal.aborted ? signal.reason : error
      const why = reason instanceof Error ? reason.message : String(reason)
      this.#report.failures.push(`${part}: ${why}`)
      this.#options.tell(part, why)
    }
  }
}

function errorText({ x, z }: { readonly x: number | null; readonly z: number | null }): string {
  return `errors X ${percent(x)}, Z ${percent(z)}`
}

function percent(value: number | null): string {
  return value === null ? 'unknown' : `${(100 * value).toFixed(1)} %`
}

function figure(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(2)
}
