// A live network: each of its parties a process of the command, on this machine, without TLS.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, openSync, closeSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeToken, ManagementClient, readDeployment } from '@bellwire/live'

const MAIN = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))

/**
 * @typedef {object} NetworkFiles
 * @property {object} scenario as in a scenario file
 * @property {readonly string[]} stations
 * @property {readonly string[]} nodes
 * @property {object} [deployment] more of the deployment file
 * @property {(name: string, listen: string) => Promise<string>} [reachedAt] where the others reach a party
 * @property {boolean} [traced] whether parties write traces
 */

export class ProcessNetwork {
  /** @type {Map<string, import('node:child_process').ChildProcess>} */
  #processes = new Map()
  #token = ''
  /** @type {Map<string, ManagementClient>} */
  #clients = new Map()
  #traced = false

  /** Writes the files of a network, whose processes are started then. @param {NetworkFiles} files */
  static async make({ scenario, stations, nodes, deployment = {}, reachedAt, traced = false }) {
    const folder = mkdtempSync(join(tmpdir(), 'bellwire-network-'))
    const ports = await freePorts(2 * (1 + stations.length + nodes.length))
    const next = () => `127.0.0.1:${ports.pop()}`
    const place = async (/** @type {string} */ name) => {
      const listen = next()
      return { listen, manage: next(), ...(reachedAt && { address: await reachedAt(name, listen) }) }
    }
    const places = async (/** @type {readonly string[]} */ names) =>
      Object.fromEntries(await Promise.all(names.map(async (name) => [name, await place(name)])))
    const file = join(folder, 'deployment.json')
    const content = {
      scenario: 'network.json',
      insecure: true,
      tokens: 'tokens.json',
      ...deployment,
      world: { listen: next(), manage: next() },
      stations: await places(stations),
      nodes: await places(nodes)
    }
    const { token, hash } = makeToken()
    const scopes = ['read', 'circuits', 'requests', 'faults']
    writeFileSync(file, JSON.stringify(content))
    writeFileSync(join(folder, 'network.json'), JSON.stringify(scenario))
    writeFileSync(join(folder, 'tokens.json'), JSON.stringify({ tokens: [{ name: 'soak', hash, scopes }] }), {
      mode: 0o600
    })
    const network = new ProcessNetwork(folder, file)
    network.#token = token
    network.#traced = traced
    return network
  }

  /** @param {string} folder @param {string} file */
  constructor(folder, file) {
    this.folder = folder
    this.deployment = readDeployment(file)
    this.file = file
  }

  get names() {
    return ['world', ...this.deployment.parties.keys()]
  }

  /** A party's number on the wire. @param {string} name */
  numberOf(name) {
    return this.deployment.parties.get(name)?.number ?? 0
  }

  /** Starts all processes. Resolves when all say that they are ready. */
  async start() {
    for (const name of this.names) {
      const role = this.deployment.parties.get(name)?.role
      const traced = this.#traced ? ['--trace', this.traceOf(name)] : []
      const args = role === undefined ? ['world'] : [role, '--name', name, ...traced]
      const log = openSync(this.logOf(name), 'a')
      const child = spawn(process.execPath, [MAIN, ...args, '--config', this.file, '--attached'], {
        stdio: ['pipe', 'ignore', log]
      })
      closeSync(log)
      this.#processes.set(name, child)
    }
    await Promise.all(this.names.map((name) => this.ready(name)))
  }

  /** @param {string} name @param {number} [patience] milliseconds */
  async ready(name, patience = 150_000) {
    for (const end = Date.now() + patience; ; await sleep(100)) {
      const lives = !this.dead.includes(name)
      const status = lives ? await this.ask(name, 'GET', '/v1/status').catch(() => undefined) : undefined
      if (status?.ready === true) return
      if (lives && Date.now() < end) continue
      throw new Error(`${name} is not ready: ${readFileSync(this.logOf(name), 'utf8').slice(-2000)}`)
    }
  }

  /** @param {string} name */
  logOf(name) {
    return join(this.folder, `${name}.log`)
  }

  /** @param {string} name */
  traceOf(name) {
    return join(this.folder, `${name}.trace`)
  }

  /** Names of the processes that have ended. */
  get dead() {
    const ended = [...this.#processes].filter(
      ([, { exitCode, signalCode }]) => exitCode !== null || signalCode !== null
    )
    return ended.map(([name]) => name)
  }

  /** @param {string} name */
  client(name) {
    const { manage } = name === 'world' ? this.deployment.world : /** @type {any} */ (this.deployment.parties.get(name))
    const url = `http://${manage.host}:${manage.port}`
    const client = this.#clients.get(url) ?? new ManagementClient({ url, token: this.#token })
    this.#clients.set(url, client)
    return client
  }

  /** @param {string} name @param {'GET' | 'POST' | 'DELETE'} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  ask(name, method, path, body) {
    return this.client(name).ask(method, path, body)
  }

  /** Ends all processes in good order. Returns the codes with which they have ended. */
  async end() {
    return Promise.all(
      [...this.#processes.values()].map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode
        const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        const [code, signal] = await ended
        clearTimeout(timer)
        return code ?? signal
      })
    )
  }

  /** Removes the files. */
  remove() {
    rmSync(this.folder, { recursive: true })
  }
}

/**
 * Ports that are free now, from below those that a system gives to callers: nobody else takes one meanwhile by chance.
 *
 * @param {number} count
 */
async function freePorts(count) {
  /** @type {Map<number, import('node:net').Server>} */
  const found = new Map()
  while (found.size < count) {
    const port = 10_000 + Math.floor(22_000 * Math.random())
    const server = createServer()
    const bound = Promise.race([once(server, 'listening').then(() => true), once(server, 'error').then(() => false)])
    server.listen(port, '127.0.0.1')
    // oxlint-disable-next-line no-await-in-loop -- until there are enough
    if (await bound.catch(() => false)) found.set(port, server)
  }
  await Promise.all([...found.values()].map((server) => new Promise((resolve) => server.close(resolve))))
  return [...found.keys()]
}
