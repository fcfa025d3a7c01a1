import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readdirSync, renameSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { KeyError } from '../errors.js'

const CLAIM = /^lock-[0-9a-f]{16}$/
/** A claim whose socket does not listen yet. */
const UNBORN = '.new'

/** Octets of a socket's path that every system takes. */
const LONGEST_PATH = 100

/** Claims of one attempt after another, where several processes want a folder at the same moment. */
const MOST_ATTEMPTS = 20

/** Milliseconds at most between two attempts. */
const LONGEST_PAUSE = 100

export interface FolderLock {
  release(): void
}

/**
 * Keeps every other process, and every other caller in this one, off a folder until it is released or the process has
 * ended, however it ends.
 *
 * A claim is a socket in the folder that listens for as long as its process lives: the kernel, and no number that may be
 * another process's by now, says whether that is so, across containers that share the folder, too. Each process makes its
 * own claim before it looks at the others. So of two that look at the same moment each sees the other one, or one of them
 * does, and none has the folder before it has seen nobody. A claim has its name only while it listens or when its process
 * is dead, so that a dead one can be removed by whoever finds it.
 *
 * @throws KeyError STORE_IN_USE
 */
export function lockFolder(folder: string): FolderLock {
  let before = new Set<string>()
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const claim = Claim.make(folder)
    const others = claim.others()
    if (others.length === 0) return claim
    claim.release()
    // Whoever has found this process's claim has withdrawn its own: one that stays is that of an owner.
    if (others.some((name) => before.has(name))) break
    before = new Set(others)
    pause(Math.random() * LONGEST_PAUSE)
  }
  throw new KeyError('STORE_IN_USE', 'folder', folder, 'one that no running process has open')
}

/**
 * Removes what dead processes have left of their locks of a folder. It need not be called: `lockFolder` does the same, but
 * as it waits for answers in this thread it asks for them in another one, which takes longer to start than all of this.
 * For the same reason it never fails: what is wrong with the folder, `lockFolder` says.
 */
export async function removeDeadClaims(folder: string): Promise<void> {
  let directory: number | undefined
  try {
    const open = openSync(folder, 'r')
    directory = open
    const buried = async (name: string): Promise<void> => {
      if (!(await isHeard(socketPath(folder, open, name)))) remove(join(folder, name))
    }
    const claims = readdirSync(folder).filter((name) => CLAIM.test(name))
    await Promise.allSettled(claims.map(buried))
  } catch {
    // It is not there, or no folder, or another's.
  } finally {
    if (directory !== undefined) closeSync(directory)
  }
}

/** Whether somebody listens; what is not known counts as that. */
async function isHeard(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'))
      socket.setTimeout(PROBE_TIME, () => resolve(true))
    })
  } finally {
    socket.destroy()
  }
}

class Claim implements FolderLock {
  readonly #folder: string
  readonly #name: string
  readonly #server: Server
  readonly #directory: number
  #isReleased = false

  private constructor(folder: string, name: string, server: Server, directory: number) {
    this.#folder = folder
    this.#name = name
    this.#server = server
    this.#directory = directory
  }

  static make(folder: string): Claim {
    const name = `lock-${randomBytes(8).toString('hex')}`
    const directory = openSync(folder, 'r')
    const server = createServer((socket) => socket.destroy())
    let failure: Error | undefined
    server.on('error', (error) => {
      failure = error
    })
    server.unref()
    try {
      // It listens, or not, when this returns.
      server.listen({ path: socketPath(folder, directory, name + UNBORN), exclusive: true })
      if (!server.listening) throw failure ?? new Error('sockets cannot be made there')
      renameSync(join(folder, name + UNBORN), join(folder, name))
    } catch (error) {
      server.close()
      closeSync(directory)
      if (error instanceof KeyError) throw error
      throw new KeyError('STORE_IN_USE', 'folder', folder, 'one on a disk of this machine where sockets can be made')
    }
    return new Claim(folder, name, server, directory)
  }

  /** Claims of others that live. Those of the dead are removed. */
  others(): string[] {
    const names = readdirSync(this.#folder).filter(
      (name) => CLAIM.test(name.endsWith(UNBORN) ? name.slice(0, -UNBORN.length) : name) && name !== this.#name
    )
    if (names.length === 0) return []
    const alive = listening(names.map((name) => socketPath(this.#folder, this.#directory, name)))
    names.forEach((name, index) => {
      if (alive[index] === false) remove(join(this.#folder, name))
    })
    // One that is not born yet looks at this claim when it is.
    return names.filter((name, index) => alive[index] !== false && CLAIM.test(name))
  }

  release(): void {
    if (this.#isReleased) return
    this.#isReleased = true
    remove(join(this.#folder, this.#name))
    this.#server.close()
    closeSync(this.#directory)
  }
}

/** Sockets have short paths: on Linux, every folder that is open has one, too. */
function socketPath(folder: string, directory: number, name: string): string {
  const path = process.platform === 'linux' ? `/proc/self/fd/${directory}/${name}` : join(folder, name)
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path
  throw new KeyError(
    'STORE_IN_USE',
    'folder',
    folder,
    `one with a path of at most ${LONGEST_PATH - name.length} octets`
  )
}

/** Connects to sockets; 1: nobody listens, 2: there is somebody, or it cannot be known. */
const PROBE = `
const { connect } = require('node:net')
const { workerData: { paths, found } } = require('node:worker_threads')
for (const [index, path] of paths.entries()) {
  const socket = connect(path)
  const say = (what) => {
    Atomics.store(found, 1 + index, what)
    Atomics.add(found, 0, 1)
    Atomics.notify(found, 0)
    socket.destroy()
  }
  socket.once('connect', () => say(2))
  socket.once('error', ({ code }) => say(code === 'ECONNREFUSED' || code === 'ENOENT' ? 1 : 2))
}
`

/** Milliseconds for all answers. */
const PROBE_TIME = 5000

/** Whether somebody listens; what is not known counts as that. Calls of sockets have answers later alone: hence the thread. */
function listening(paths: readonly string[]): boolean[] {
  const found = new Int32Array(new SharedArrayBuffer(4 * (1 + paths.length)))
  const worker = new Worker(PROBE, { eval: true, workerData: { paths, found } })
  worker.unref()
  const end = Date.now() + PROBE_TIME
  for (let answers = 0; answers < paths.length && Date.now() < end; answers = Atomics.load(found, 0)) {
    Atomics.wait(found, 0, answers, end - Date.now())
  }
  void worker.terminate()
  return paths.map((_path, index) => Atomics.load(found, 1 + index) !== 1)
}

function remove(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
