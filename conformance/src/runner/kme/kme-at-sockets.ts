import type { ClientRequest } from 'node:http'
import { request } from 'node:https'
import { performance } from 'node:perf_hooks'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../../subject/kme.js'
import type { AnySetting } from '../../subject/setting.js'
import type { Input, Output, Reaction, Subject } from '../../subject/subject.js'
import { HarnessError } from '../harness-error.js'
import { KmeDoors } from './kme-doors.js'
import { type KmeFile, type Proof, proofsOf } from './kme-file.js'
import { KmeLink } from './kme-link.js'
import { KmeProcess } from './kme-process.js'

const MILLISECOND = 1_000_000

/** How long it may take to start, and to take a block, milliseconds. */
const PATIENCE = 60_000

/** How often the tester looks what has come, nanoseconds. */
const LOOK = 5 * MILLISECOND

/**
 * A running KME with its sockets as a subject of the suite, in true time: it is told nothing but what applications, its peers
 * and sessions of key distribution tell it.
 */
export class KmeAtSockets implements Subject<AnySetting> {
  readonly identity
  readonly fixed
  readonly reactionTime = 150 * MILLISECOND
  readonly doors: KmeDoors
  readonly #proofs: ReadonlyMap<string, Proof>
  readonly #process: KmeProcess
  readonly #links = new Map<number, KmeLink>()
  readonly #calls = new Map<number, ClientRequest>()
  #outputs: Output[] = []
  /** The true time, milliseconds, that is instant 0 of the test. */
  #origin = 0

  /** @throws HarnessError where certificates are not there */
  constructor(
    private readonly file: KmeFile,
    folder: string
  ) {
    const { implementation, version, node, id, unitSize, peers, saes } = file
    this.identity = { implementation, version, capabilities: ['KME.RESTART', 'KME.DOORS'], roles: ['kme'] }
    this.fixed = {
      node,
      id,
      unitSize,
      peers: peers.map((one) => ({ node: one.node, id: one.id })),
      saes: saes.map((one) => ({ id: one.id, kme: one.kme }))
    }
    this.#proofs = proofsOf(file, folder)
    this.#process = new KmeProcess(file, folder)
    this.doors = new KmeDoors(file, this.#proofs, () => this.#process.beside())
  }

  async start(setting: AnySetting): Promise<Reaction> {
    const { time } = setting
    this.#leave()
    await this.#process.start('keeps' in setting && setting.keeps === true)
    for (const { node, id } of this.file.peers) await this.#connect(node, id)
    await this.#servesApplications()
    this.#origin = performance.now() - time / MILLISECOND
    return this.#reaction(time)
  }

  async input(at: number, input: Input): Promise<Reaction> {
    await this.#until(at)
    if (input.type === 'frame') this.#links.get(input.from)?.send(input.bytes)
    else if (input.type === 'call') this.#call(input)
    else if (input.type === 'leave') this.#calls.get(input.call)?.destroy()
    else if (input.type === 'block') {
      const { type: _, ...block } = input
      this.#process.lay(block)
      await waitFor(() => this.#process.hasTaken, 'the KME takes no block out of its spool')
    }
    return this.#reaction(at)
  }

  async advance(to: number): Promise<Reaction> {
    await this.#until(to)
    this.#process.check()
    return this.#reaction(to)
  }

  async close(): Promise<void> {
    this.#leave()
    await this.#process.kill()
  }

  #leave(): void {
    for (const link of this.#links.values()) link.close()
    for (const call of this.#calls.values()) call.destroy()
    this.doors.close()
    this.#links.clear()
    this.#calls.clear()
    this.#outputs = []
  }

  #reaction(now: number): Reaction {
    const outputs = this.#outputs
    this.#outputs = []
    return { outputs, wake: now + LOOK }
  }

  async #until(instant: number): Promise<void> {
    const left = this.#origin + instant / MILLISECOND - performance.now()
    // What took the tester longer is no time that the KME has had.
    if (left < 0) this.#origin -= left
    await (left > 0 ? sleep(left) : turn())
  }

  async #connect(node: number, id: string): Promise<void> {
    const proof = this.#proofOf(id)
    const outputs = (frame: Uint8Array): void => void this.#outputs.push({ type: 'frame', to: node, bytes: frame })
    for (const end = performance.now() + PATIENCE; performance.now() < end; await sleep(20)) {
      this.#process.check()
      const link = await KmeLink.open(this.file, proof, outputs)
      if (link === undefined) continue
      this.#links.set(node, link)
      return
    }
    throw new HarnessError(`the KME cannot be reached as ${id} in ${PATIENCE} ms`)
  }

  async #servesApplications(): Promise<void> {
    for (const end = performance.now() + PATIENCE; performance.now() < end; await sleep(20)) {
      this.#process.check()
      const door = await this.doors.knock({ at: 'applications', by: 'tcp' })
      door.end()
      if (door.isOpen) return
    }
    throw new HarnessError(`the KME serves no applications in ${PATIENCE} ms`)
  }

  /** Each on a connection of its own. */
  #call({ call, caller, method, path, body }: Call): void {
    const { host, port } = this.file.applications
    const { cert, key, ca } = this.#proofOf(caller)
    const headers =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request({ host, port, method, path, cert, key, ca, agent: false, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', () => undefined)
      response.on('end', () => {
        if (this.#calls.get(call) !== asked) return
        const text = Buffer.concat(parts).toString('utf8')
        this.#outputs.push({ type: 'response', call, status: response.statusCode ?? 0, body: text })
      })
    })
    asked.on('error', () => undefined)
    asked.end(body)
    this.#calls.set(call, asked)
  }

  /** @throws HarnessError */
  #proofOf(name: string): Proof {
    const proof = this.#proofs.get(name)
    if (proof === undefined) throw new HarnessError(`the tester has no certificate of ${name}`)
    return proof
  }
}

/** @throws HarnessError where it does not come about */
async function waitFor(isSo: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + PATIENCE; !isSo(); await sleep(10))
    if (performance.now() > end) throw new HarnessError(`${what} in ${PATIENCE} ms`)
}
