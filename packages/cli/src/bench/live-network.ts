import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ManagementClient } from '@bellwire/live'
import { decodeTrace, type TraceRecord } from '@bellwire/runtime'
import { certifyDeployment, deploymentOf } from '../certs/deployment-certificates.js'
import { addToken } from '../certs/tokens.js'
import { packageFile } from '../package-file.js'

export interface LiveNetworkOptions {
  /** Attempts that a pair takes, on average. With 2, what takes time is the processes. */
  readonly attempts: number
  /** Nodes and stations write trace files. */
  readonly traced: boolean
  /** The world and the station are one process, as a station and its detectors are elsewhere. */
  readonly stationInWorld: boolean
}

/** Two nodes close to their station. */
function scenarioOf({ attempts }: LiveNetworkOptions): string {
  return `name: two nodes
duration: 1 s
nodes: [{ name: alice, qubits: 16 }, { name: bob, qubits: 16 }]
stations: [{ name: middle }]
links:
  - { a: alice, b: bob, station: middle, length: 1 km, model: { kind: ideal, attempts: ${attempts}, fidelity: 1 } }
`
}

const PROCESSES = {
  world: ['world'],
  middle: ['station', '--name', 'middle'],
  alice: ['node', '--name', 'alice'],
  bob: ['node', '--name', 'bob']
} as const

export type ProcessOfBench = keyof typeof PROCESSES

/** Milliseconds in which the processes must have found each other. */
const PATIENCE = 60_000

/** A network of processes of its own over TLS, on free ports of this machine. */
export class LiveNetwork {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bellwire-bench-'))
  readonly #children: ChildProcess[] = []
  readonly #clients = new Map<string, ManagementClient>()

  private constructor(private readonly options: LiveNetworkOptions) {}

  /** Resolves when both nodes can make pairs. @throws Error where they do not in time */
  static async start(options: LiveNetworkOptions): Promise<LiveNetwork> {
    const network = new LiveNetwork(options)
    try {
      await network.#start()
      return network
    } catch (error) {
      await network.end()
      network.remove()
      throw error
    }
  }

  /** By a name that each answers to. */
  get processes(): readonly ProcessOfBench[] {
    return (Object.keys(PROCESSES) as ProcessOfBench[]).filter((name) => this.#isProcess(name))
  }

  client(name: ProcessOfBench): ManagementClient {
    return this.#clients.get(name) as ManagementClient
  }

  /** What a process has recorded until its end. */
  trace(name: ProcessOfBench): readonly TraceRecord[] {
    return [...decodeTrace(readFileSync(this.#traceFile(name)))]
  }

  /** Ends the processes. */
  async end(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null) continue
      child.kill('SIGTERM')
      await once(child, 'close')
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true })
  }

  #isProcess(name: ProcessOfBench): boolean {
    return name !== 'middle' || !this.options.stationInWorld
  }

  #traceFile(name: ProcessOfBench): string {
    return join(this.#folder, `${name}.trace`)
  }

  async #start(): Promise<void> {
    const { options } = this
    const names = Object.keys(PROCESSES) as ProcessOfBench[]
    const ports = await freePorts(2 * names.length)
    const place = (name: ProcessOfBench) => {
      const [listen, manage] = ports.slice(2 * names.indexOf(name))
      const within = this.#isProcess(name) ? '' : ', inWorld: true'
      return `{ listen: '127.0.0.1:${listen}', manage: '127.0.0.1:${manage}'${within} }`
    }
    const file = join(this.#folder, 'deployment.yaml')
    writeFileSync(join(this.#folder, 'network.yaml'), scenarioOf(options))
    writeFileSync(
      file,
      [
        'scenario: network.yaml',
        // Less than a frame takes here at times: the attempts that are over when it arrives cost less than to wait for the
        // slowest.
        'frameDelay: 30 us',
        'clockError: 100 us',
        'certificates: certificates',
        'tokens: tokens.json',
        'data: data',
        'log: warn',
        `world: ${place('world')}`,
        `stations: { middle: ${place('middle')} }`,
        `nodes: { alice: ${place('alice')}, bob: ${place('bob')} }`
      ].join('\n')
    )
    const deployment = deploymentOf(file)
    certifyDeployment(deployment, undefined)
    const token = addToken(deployment, {
      name: 'bench',
      scopes: ['read', 'requests'],
      purposes: [],
      expires: undefined
    })
    const authority = readFileSync(join(this.#folder, 'certificates/authority.pem'))
    const main = fileURLToPath(packageFile('dist/main.js'))
    for (const [index, name] of names.entries()) {
      const traced = options.traced && name !== 'world' ? ['--trace', this.#traceFile(name)] : []
      const args = [main, ...PROCESSES[name], '--config', file, ...traced]
      if (this.#isProcess(name)) this.#children.push(spawn(process.execPath, args, { stdio: 'ignore' }))
      const url = `https://127.0.0.1:${ports[2 * index + 1]}`
      this.#clients.set(name, new ManagementClient({ url, token, server: { name, authority } }))
    }
    const until = Date.now() + PATIENCE
    while (!((await this.#isReady('alice')) && (await this.#isReady('bob')))) {
      if (Date.now() > until) throw new Error('the processes of the network did not find each other')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  async #isReady(name: ProcessOfBench): Promise<boolean> {
    try {
      return ((await this.client(name).ask('GET', '/v1/status')) as { ready: boolean }).ready
    } catch {
      return false
    }
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}
