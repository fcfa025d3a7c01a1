import {
  type Input,
  type KmeSetting,
  NodeFailed,
  type Output,
  type Reaction,
  type Subject
} from '@bellwire/conformance'
import { answerCall, KeyDelivery, KeyError, KeyManager, type KeyStore, memoryKeyStore } from '@bellwire/key-store'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { type TestedProcess, TestedProcesses } from './tested-process.js'
import { TestedTransport } from './tested-transport.js'

export interface KmeSubjectOptions {
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
}

/** Units of one peer. */
const CAPACITY = 10_000

const MILLISECOND = 1_000_000
const HOUR = 3_600_000 * MILLISECOND

/** Milliseconds: 30 days. */
const RETENTION = 30 * 24 * 3_600_000

/** Steps of this process that an answer takes from the entity to its application, with room to spare: they take no time. */
const STEPS = 20

/**
 * Bellwire's KME as a subject of the conformance suite, in this process and in virtual time: its entities and its interface
 * for applications, without sockets, and stores in memory, which outlive its processes.
 */
export class KmeSubject implements Subject<KmeSetting> {
  readonly identity = {
    implementation: 'bellwire',
    version: '0.1.0',
    capabilities: ['KME.RESTART', 'KME.TIME'],
    roles: ['kme'] as const
  }
  readonly #options: KmeSubjectOptions
  readonly #processes = new TestedProcesses()
  readonly #stores = new Map<string, KeyStore>()
  /** What an application's request has failed of. */
  #failure: Error | undefined

  constructor(options: KmeSubjectOptions = {}) {
    this.#options = options
  }

  async start(setting: KmeSetting): Promise<Reaction> {
    if (!setting.keeps) this.#stores.clear()
    return this.#processes.begin(() => this.#begin(setting))
  }

  async input(at: number, input: Input): Promise<Reaction> {
    return this.#whole(at, this.#processes.input(at, input))
  }

  async advance(to: number): Promise<Reaction> {
    return this.#whole(to, this.#processes.advance(to))
  }

  async close(): Promise<void> {
    this.#processes.close()
  }

  /** A reaction with the answers to applications. */
  async #whole(now: number, { outputs }: Reaction): Promise<Reaction> {
    for (let step = 0; step < STEPS; step++) await Promise.resolve()
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw new NodeFailed(failure.message, { cause: failure })
    const rest = this.#processes.advance(now)
    return { outputs: [...outputs, ...rest.outputs], wake: rest.wake }
  }

  #begin(setting: KmeSetting): TestedProcess {
    const { put } = this.#processes
    const { node, id, seed, time, peers, saes } = setting
    const clock = new VirtualClock()
    clock.run({ until: time })
    const transport = new TestedTransport(node, put)
    const managers = new Map<string, KeyManager>()
    for (const peer of peers) {
      const random = createRandom(seed).stream(`session with ${peer.id}`)
      const manager = new KeyManager({
        node,
        peer: peer.node,
        store: this.#storeOf(setting, peer),
        clock,
        runner: this.#options.runner ?? 'generated',
        send: (frame) => transport.send(peer.node, frame),
        random: () => random.bits32()
      })
      managers.set(peer.id, manager)
    }
    const numbers = new Map(peers.map((peer) => [peer.node, peer.id]))
    transport.listen({
      frame: (from, frame) => managers.get(numbers.get(from) ?? '')?.frame(from, frame),
      malformed: () => undefined
    })
    const homes = new Map(saes.map((sae) => [sae.id, sae.kme]))
    const applications = new Applications(new KeyDelivery({ kmeId: id, saes: homes, managers }), put, (error) => {
      this.#failure ??= error instanceof Error ? error : new Error('what was thrown is no error', { cause: error })
    })
    for (const manager of managers.values()) manager.start()
    const prune = clock.timer({
      run: () => {
        for (const { store } of managers.values()) store.prune(clock.now() / MILLISECOND, RETENTION)
        prune.arm(clock.now() + HOUR)
      }
    })
    prune.arm(clock.now() + HOUR)
    return {
      clock,
      take: (input) => {
        if (input.type === 'frame') transport.receive(input.from, input.bytes)
        else if (input.type === 'call') applications.call(input)
        else if (input.type === 'leave') applications.leave(input.call)
        else if (input.type === 'block') addBlock(managers, input)
      },
      close: () => {
        applications.close()
        for (const manager of managers.values()) manager.stop()
      }
    }
  }

  #storeOf({ node, unitSize }: KmeSetting, peer: KmeSetting['peers'][number]): KeyStore {
    const known = this.#stores.get(peer.id)
    if (known !== undefined) return known
    const store = memoryKeyStore({ unitSize, direction: node < peer.node ? 'even' : 'odd', capacity: CAPACITY })
    this.#stores.set(peer.id, store)
    return store
  }
}

/** As the spool: what cannot be taken is left aside. */
function addBlock(managers: ReadonlyMap<string, KeyManager>, { session, label, peer, bytes }: InputOf<'block'>): void {
  try {
    managers.get(peer)?.addBlock({ session, label, peer, time: 0, material: bytes })
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
  }
}

type InputOf<Type extends Input['type']> = Extract<Input, { type: Type }>

/** The applications of one process. */
class Applications {
  readonly #gone = new Set<number>()
  #isOver = false

  constructor(
    private readonly delivery: KeyDelivery,
    private readonly put: (output: Output) => void,
    private readonly fail: (error: unknown) => void
  ) {}

  call(asked: InputOf<'call'>): void {
    this.#answer(asked).catch((error: unknown) => this.fail(error))
  }

  leave(call: number): void {
    this.#gone.add(call)
  }

  /** Nobody is answered any more. */
  close(): void {
    this.#isOver = true
  }

  async #answer({ call, caller, method, path, body = '' }: InputOf<'call'>): Promise<void> {
    const isWanted = (): boolean => !this.#gone.has(call)
    const asked = { caller, method, url: path, body: async () => body, isWanted }
    const { status, body: answer } = await answerCall(asked, this.delivery)
    const text = answer === undefined ? '' : JSON.stringify(answer)
    if (!this.#isOver && isWanted()) this.put({ type: 'response', call, status, body: text })
  }
}
