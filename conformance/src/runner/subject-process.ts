import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { type ControlAddress, PATIENCE } from './control-connection.js'
import { HarnessError } from './harness-error.js'

const readySchema = v.pipe(
  v.object({ ready: v.literal(true), control: v.string(), token: v.string() }),
  v.transform(({ control, token }): ControlAddress => ({ url: control, token }))
)

/** Characters of a process's standard error that are kept, to say why it did not start. */
const KEPT = 2000

/** How long a process may take to end after it was told to, milliseconds. */
const LEAVE = 5000

export interface ProcessOptions {
  /** Where it is run. */
  readonly folder: string
  /** How long it may take to be ready, milliseconds. */
  readonly patience?: number
}

/** A process that is a node under test. */
export class SubjectProcess {
  /** Its exit code, when it has ended; null where a signal has ended it. */
  readonly exit: Promise<number | null>

  private constructor(
    private readonly child: ChildProcess,
    readonly address: ControlAddress
  ) {
    this.exit = new Promise((resolve) => child.once('exit', resolve))
  }

  /**
   * Starts a command, and waits until it says where it is controlled.
   *
   * @throws HarnessError where it does not start, or does not say that it is ready
   */
  static async start(command: readonly string[], options: ProcessOptions): Promise<SubjectProcess> {
    const { folder, patience = PATIENCE } = options
    const [file = '', ...rest] = command
    const child = spawn(file, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      return new SubjectProcess(child, await readiness(child, command.join(' '), patience))
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  /** It ends by itself, as it was told to (HAR-017). @throws HarnessError where it does not, or with another exit code than 0 */
  async left(): Promise<void> {
    const late = setTimeout(() => this.child.kill('SIGKILL'), LEAVE)
    const code = await this.exit
    clearTimeout(late)
    if (code === 0) return
    const how = code === null ? `has not ended in ${LEAVE} ms` : `has ended with exit code ${code}`
    throw new HarnessError(`after shutdown the node's process ${how}; it is to end with exit code 0 (HAR-017)`)
  }

  /** Ends it, if it has not ended by itself in a while. */
  async end(): Promise<void> {
    const { child } = this
    if (child.exitCode !== null || child.signalCode !== null) return
    const late = setTimeout(() => child.kill('SIGKILL'), LEAVE)
    child.kill('SIGTERM')
    await this.exit
    clearTimeout(late)
  }
}

async function readiness(child: ChildProcess, command: string, patience: number): Promise<ControlAddress> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new HarnessError(`${command} has no standard output`)
  let said = ''
  stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-KEPT)))
  const lines = createInterface({ input: stdout })
  const line = await new Promise<string>((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new HarnessError(`${command} ${why}${said === '' ? '' : `; it said: ${said.trim()}`}`))
    const late = setTimeout(() => fail(`has not said that it is ready in ${patience} ms`), patience)
    child.once('error', ({ message }) => fail(`cannot be started: ${message}`))
    // When its output is closed too, all that it said is here.
    child.once('close', (code, signal) => fail(`has ended (${signal ?? code}) before it was ready`))
    lines.once('line', resolve)
    lines.once('line', () => clearTimeout(late))
    child.once('close', () => clearTimeout(late))
  })
  const ready = v.safeParse(readySchema, parsed(line))
  if (ready.success) return ready.output
  throw new HarnessError(
    `the first line of ${command} is to be {"ready":true,"control":"ws://…","token":"…"}, and is ${line.slice(0, 200)}`
  )
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
