import {
  type Answerer,
  type AuthenticationPool,
  DEFAULT_QKD_CONFIGURATION,
  type Dialogues,
  type EntanglementSource,
  type KeyOrigin,
  type KeySink,
  type QkdPolicy,
  QkdSessions,
  type QkdWish,
  type SessionHandle,
  type SessionListener,
  type SessionResources
} from '@bellwire/application-layer'
import type { BitString } from '@bellwire/post-processing'
import { type Journal, MemoryJournal } from '@bellwire/runtime'
import { QKD_REASON_NAMES, type QkdReason } from '@bellwire/wire'
import type { NodeOptions } from '../configuration.js'
import type { NodeTrace } from '../node-trace.js'

/** What a program asks for: the session, and what it needs. */
export interface KeyRequest extends QkdWish {
  /** Kept pairs with the peer. The other end's source has the same purpose. */
  readonly source: EntanglementSource
  /** The key that the two nodes share already. */
  readonly pool: AuthenticationPool
  /** Told the key as well, and durably: a promise does not outlive a crash. */
  readonly sink?: KeySink
  /** In memory, if absent: the session then ends with the process. */
  readonly journal?: Journal
  /** Told of phases, and of rounds as they are made. */
  readonly listener?: SessionListener
}

/** A key, and where it comes from. */
export interface DistributedKey {
  readonly origin: KeyOrigin
  readonly key: BitString
}

/** There is no key. `reason` is that of the wire. */
export class KeyRefusedError extends Error {
  override readonly name = 'KeyRefusedError'

  constructor(
    readonly session: string,
    readonly reason: QkdReason
  ) {
    super(`session ${session} gave no key: ${QKD_REASON_NAMES[reason]}`)
  }
}

/** A session that this node has opened, as its program sees it. */
export class KeySession {
  readonly #handle: SessionHandle
  readonly #state: SessionState

  constructor(handle: SessionHandle, state: SessionState) {
    this.#handle = handle
    this.#state = state
  }

  /** The same at both ends. */
  get id(): string {
    return this.#handle.id
  }

  get phase(): string {
    return this.#state.phase
  }

  /** Rounds that have outcomes. */
  get rounds(): number {
    return this.#state.rounds
  }

  /** The key, or a rejection with a KeyRefusedError. */
  get key(): Promise<DistributedKey> {
    return this.#state.promise
  }

  /** Ends the session without a key. */
  stop(): void {
    this.#handle.stop()
  }
}

/** What a session says of itself, noted. */
class SessionState implements SessionListener, KeySink {
  phase = ''
  readonly #request: Pick<KeyRequest, 'sink' | 'listener'>
  readonly promise: Promise<DistributedKey>
  rounds = 0
  id = ''
  #key: BitString | undefined
  #resolve: (key: DistributedKey) => void = () => undefined
  #reject: (reason: KeyRefusedError) => void = () => undefined

  constructor(request: Pick<KeyRequest, 'sink' | 'listener'>) {
    this.#request = request
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Who looks at phases alone need not take the promise.
    this.promise.catch(() => undefined)
  }

  release(origin: KeyOrigin, key: BitString): void {
    this.#key = key
    this.#request.sink?.release(origin, key)
  }

  entered(phase: string): void {
    this.phase = phase
    this.#request.listener?.entered?.(phase)
  }

  progressed(rounds: number): void {
    this.rounds = rounds
    this.#request.listener?.progressed?.(rounds)
  }

  over(reason: QkdReason, origin: KeyOrigin): void {
    this.#request.listener?.over?.(reason, origin)
    if (this.#key !== undefined) this.#resolve({ origin, key: this.#key })
    else this.#reject(new KeyRefusedError(this.id, reason))
  }
}

/** Quantum key distribution with any node: this node's sessions, over its processes. */
export class QkdService {
  readonly #options: NodeOptions
  readonly #ignored: (reason: string) => void
  readonly #trace: NodeTrace | undefined
  /** Of the node's present process: set when it starts, before anything else is asked of it. */
  #sessions = undefined as unknown as QkdSessions

  constructor(options: NodeOptions, ignored: (reason: string) => void, trace: NodeTrace | undefined) {
    this.#options = options
    this.#ignored = ignored
    this.#trace = trace
  }

  /**
   * Opens a session with the peer of a source, which must answer to the source's purpose.
   *
   * @throws ApplicationError INPUT; AuthenticationKeyExhaustedError where the pool does not have 256 bits
   */
  open(request: KeyRequest): KeySession {
    const { source, pool, journal = new MemoryJournal(), sink, listener, ...wish } = request
    const state = new SessionState({ ...(sink && { sink }), ...(listener && { listener }) })
    const handle = this.#sessions.open(source.purpose, wish, { source, pool, journal, sink: state, listener: state })
    state.id = handle.id
    return new KeySession(handle, state)
  }

  /** Goes on with a session of an earlier process, of either role, by its journal; undefined where nothing is left to do. */
  resume(resources: SessionResources): KeySession | undefined {
    const state = new SessionState({
      sink: resources.sink,
      ...(resources.listener && { listener: resources.listener })
    })
    const handle = this.#sessions.resume({ ...resources, sink: state, listener: state })
    if (handle === undefined) return undefined
    state.id = handle.id
    return new KeySession(handle, state)
  }

  /** What answers to proposals by a policy, in this process and later ones. */
  answerer(policy: QkdPolicy): Answerer {
    return { asked: (conversation, step, body) => this.#sessions.answer(policy, conversation, step, body) }
  }

  /** Ends the sessions of a policy that answers no more. */
  withdraw(policy: QkdPolicy): void {
    this.#sessions.withdraw(policy)
  }

  // ---- called by the node ----

  make(incarnation: number, dialogues: Dialogues): void {
    const { transport, clock, random, runner = 'generated', keyDistribution } = this.#options
    const trace = this.#trace
    this.#sessions = new QkdSessions({
      configuration: { ...DEFAULT_QKD_CONFIGURATION, ...keyDistribution },
      node: transport.node,
      clock,
      runner,
      dialogues,
      random: random.fork(`key-distribution/${incarnation}`),
      ignored: this.#ignored,
      ...(trace && { observer: trace.machines('application') })
    })
  }

  abandon(): void {
    this.#sessions.abandon()
  }
}
