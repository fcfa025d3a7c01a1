import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageFile } from '../package-file.js'

const MAIN = fileURLToPath(packageFile('dist/main.js'))

/** Milliseconds until one is started again that has ended by itself, in so many after its start; others are at once. */
const RESTART = 200
const SOON = 1000
/** Milliseconds in which a process may end in good order. */
const GRACE = 4000

interface Member {
  readonly name: string
  readonly args: readonly string[]
  process: ChildProcess
  starts: number
}

/**
 * Processes of this program that run until they are told to end, and are started again if they end before. Their standard
 * input ends with this process, however it ends, and they with it; what they say is in files.
 */
export class Fleet {
  readonly #logs: string
  readonly #members = new Map<string, Member>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #ending = false

  /** @param logs a folder */
  constructor(logs: string) {
    this.#logs = logs
    mkdirSync(logs, { recursive: true, mode: 0o700 })
  }

  get names(): readonly string[] {
    return [...this.#members.keys()]
  }

  /** By name: how often it was started. */
  starts(name: string): number {
    return this.#members.get(name)?.starts ?? 0
  }

  /** @param args of the program */
  start(name: string, args: readonly string[]): void {
    const member = { name, args, process: this.#spawn(name, args), starts: 1 }
    this.#members.set(name, member)
    this.#watch(member)
  }

  /** Kills one, which is then started again. Resolves when it is dead. */
  async kill(name: string): Promise<void> {
    const member = this.#members.get(name)
    if (member === undefined) return
    const { process } = member
    if (hasEnded(process)) return
    const exited = once(process, 'exit')
    process.kill('SIGKILL')
    await exited
  }

  /** Ends all of them: in good order, and those that take too long at once. */
  async end(): Promise<void> {
    this.#ending = true
    for (const timer of this.#timers) clearTimeout(timer)
    await Promise.all([...this.#members.values()].map(({ process }) => endOf(process)))
  }

  #spawn(name: string, args: readonly string[]): ChildProcess {
    const log = openSync(join(this.#logs, `${name}.log`), 'a', 0o600)
    try {
      // A group of its own: an interrupt of the terminal is for this process to pass on.
      return spawn(process.execPath, [MAIN, ...args, '--attached'], { stdio: ['pipe', log, log], detached: true })
    } finally {
      closeSync(log)
    }
  }

  #watch(member: Member): void {
    // Nothing is written there: it may be gone before this process knows.
    member.process.stdin?.on('error', () => undefined)
    member.process.once('error', () => undefined)
    const started = performance.now()
    member.process.once('exit', () => {
      if (this.#ending) return
      const pause = performance.now() - started < SOON ? RESTART : 0
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        member.process = this.#spawn(member.name, member.args)
        member.starts += 1
        this.#watch(member)
      }, pause)
      this.#timers.add(timer)
    })
  }
}

async function endOf(process: ChildProcess): Promise<void> {
  if (hasEnded(process)) return
  const exited = once(process, 'exit')
  const timer = setTimeout(() => process.kill('SIGKILL'), GRACE)
  process.kill('SIGTERM')
  await exited
  clearTimeout(timer)
}

/** Or was never there. */
function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null || pid === undefined
}
