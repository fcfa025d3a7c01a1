import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SERVER = '/usr/sbin/nats-server'

/** Why tests with a server cannot run here; undefined where they can. */
export function missingServer(): string | undefined {
  if (spawnSync(SERVER, ['--version']).error === undefined) return undefined
  return `${SERVER} is missing: apt-get install nats-server`
}

/** A real server of NATS on a free port of 127.0.0.1. */
export class TestServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bellwire-nats-'))
  #child: ChildProcess | undefined
  #port: number | undefined

  /** @param configuration what it is told beyond its port, in its own language; STORE stands for a folder of its own */
  constructor(private readonly configuration = '') {}

  get port(): number {
    if (this.#port === undefined) throw new Error('the server has not been started')
    return this.#port
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`
  }

  urlOf(user: string, password: string): string {
    return `nats://${user}:${password}@127.0.0.1:${this.port}`
  }

  /** Starts it, on the port that it had before if it had one; resolves when it takes clients. */
  async start(): Promise<void> {
    const file = join(this.#folder, 'server.conf')
    const said = this.configuration.replace('STORE', JSON.stringify(this.#folder))
    // Of words that are said twice the last counts.
    writeFileSync(file, `${said}\nlisten: "127.0.0.1:${this.#port ?? -1}"\n`)
    const child = spawn(SERVER, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#child = child
    let log = ''
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (text) => {
        log += String(text)
        const port = /Listening for client connections on 127\.0\.0\.1:(\d+)/.exec(log)?.[1]
        if (port !== undefined) this.#port = Number(port)
        if (log.includes('Server is ready')) resolve()
      })
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`nats-server has ended with ${code}:\n${log}`)))
    })
  }

  /** Makes it vanish without a word. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exit = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await exit
  }

  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
