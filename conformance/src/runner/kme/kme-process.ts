import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { base64 } from '../messages.js'
import { HarnessError } from '../harness-error.js'
import type { KmeFile } from './kme-file.js'
import type { LaidBlock } from '../../subject/kme.js'

/** Characters of a process's standard error that are kept, to say why it has ended. */
const KEPT = 2000

/** The process of a KME, which is killed and started anew as a test wants it. */
export class KmeProcess {
  #child: ChildProcess | undefined
  #said = ''

  constructor(
    private readonly file: KmeFile,
    private readonly folder: string
  ) {}

  /** @param keeps whether it finds what the process before has left */
  async start(keeps: boolean): Promise<void> {
    await this.kill()
    if (!keeps)
      for (const path of [...this.file.stores, this.file.spool])
        rmSync(resolve(this.folder, path), { recursive: true, force: true })
    const child = this.#run()
    this.#child = child
    this.#said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#said = (this.#said + text).slice(-KEPT)))
    child.once('error', (error) => (this.#said += error.message))
  }

  /** @throws HarnessError where it has ended by itself */
  check(): void {
    const { exitCode, signalCode, pid } = this.#child ?? {}
    if (pid !== undefined && exitCode === null && signalCode === null) return
    throw new HarnessError(
      `${this.file.command.join(' ')} has ended (${signalCode ?? exitCode}); it said: ${this.#said}`
    )
  }

  async kill(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (child !== undefined) await killed(child)
  }

  /** Starts another one beside it. Returns what ends that. */
  beside(): () => Promise<void> {
    const child = this.#run()
    child.stderr?.resume()
    child.once('error', () => undefined)
    return async () => killed(child)
  }

  /** Lays the bits of a session down, as a file that is there whole or not at all. */
  lay({ bytes, ...block }: LaidBlock): void {
    const folder = resolve(this.folder, this.file.spool)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `${block.session}.block.json`)
    writeFileSync(`${path}.part`, JSON.stringify({ ...block, time: Date.now(), material: base64(bytes) }), {
      mode: 0o600
    })
    renameSync(`${path}.part`, path)
  }

  /** Whether all that was laid down has been taken, or refused. */
  get hasTaken(): boolean {
    try {
      return !readdirSync(resolve(this.folder, this.file.spool)).some((name) => name.endsWith('.block.json'))
    } catch {
      return true
    }
  }

  #run(): ChildProcess {
    const [command = '', ...rest] = this.file.command
    return spawn(command, rest, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const end = once(child, 'exit')
  child.kill('SIGKILL')
  await end
}
