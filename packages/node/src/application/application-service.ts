import {
  type Answerer,
  ApplicationError,
  type BounceResult,
  type BounceWays,
  type BounceWish,
  type CharacterisationWish,
  Characterisations,
  type Characterised,
  DEFAULT_DIALOGUE_CONFIGURATION,
  type Dialogue,
  type DialogueListener,
  type DialogueName,
  DEFAULT_TELEPORTATION_CONFIGURATION,
  Dialogues,
  type EntanglementSource,
  type QkdPolicy,
  type ReceivedQubit,
  type RemoteGateEnd,
  RemoteGates,
  type SessionResources,
  Teleports
} from '@bellwire/application-layer'
import type { QubitId } from '@bellwire/device'
import { type ApplicationFrame, type ErrorCode, isDialogueFrame } from '@bellwire/wire'
import type { NodeOptions } from '../configuration.js'
import { CharacterisationFailedError } from '../errors.js'
import type { HeldQubits } from '../held-qubits.js'
import type { NodeTrace } from '../node-trace.js'
import { type ArrivalOptions, Arrivals } from './arrivals.js'
import { onePair } from './one-pair.js'
import { promised } from './promised.js'
import { type KeyRequest, type KeySession, QkdService } from './qkd-service.js'
import { Teleporter } from './teleporter.js'

/** Ends what it is given to, with its reason. */
interface Abortable {
  readonly signal?: AbortSignal
}

/**
 * What a node's programs do together with those of other nodes, as promises and iterations. Below them, told by listeners at the
 * instant when it happens: `teleports`, `gates` and `characterisations`.
 */
export class ApplicationService {
  readonly #options: NodeOptions
  readonly #qubits: HeldQubits
  readonly #ignored: (reason: string) => void
  readonly #trace: NodeTrace | undefined
  /** By purpose. They outlive a restart of the node. */
  readonly #answerers = new Map<number, Answerer>()
  readonly #qkd: QkdService
  /** Which pair of a characterisation is measured how. */
  readonly #settings
  /** Of the node's present process: set when it starts, before anything else is asked of it. */
  #dialogues = undefined as unknown as Dialogues

  /** Teleportations to and from other nodes. They end with a process; who sends and who receives outlives it. */
  readonly teleports: Teleports
  /** Gates between qubits of two nodes. They end with a process; who acts for others outlives it. */
  readonly gates: RemoteGates
  /** What is measured of links and circuits together with other nodes. What this node asked for ends with a process. */
  readonly characterisations: Characterisations

  constructor(
    options: NodeOptions,
    qubits: HeldQubits,
    ignored: (reason: string) => void,
    trace: NodeTrace | undefined
  ) {
    this.#options = options
    this.#qubits = qubits
    this.#ignored = ignored
    this.#trace = trace
    this.#settings = options.random.stream('applications/settings')
    this.#qkd = new QkdService(options, ignored, trace)
    const { clock, runner = 'generated', teleportation, transport } = options
    this.teleports = new Teleports({
      configuration: { ...DEFAULT_TELEPORTATION_CONFIGURATION, ...teleportation },
      clock,
      runner,
      qubits,
      transmit: (to, frame) => transport.send(to, frame),
      ignored,
      ...(trace && { observer: trace.machines('application') })
    })
    this.gates = new RemoteGates(qubits, this)
    this.characterisations = new Characterisations({ clock, dialogues: this, teleports: this.teleports, qubits })
  }

  /** The dialogues of the present process, for programs that go on with those of an earlier one. */
  get dialogues(): Dialogues {
    return this.#dialogues
  }

  /** Has a program answer to a purpose. Returns what ends that. @throws ApplicationError TAKEN, INPUT */
  answer(purpose: number, answerer: Answerer): () => void {
    if (this.#answerers.has(purpose)) throw new ApplicationError('TAKEN', `purpose ${purpose} is answered already`)
    this.#dialogues.accept(purpose, answerer)
    this.#answerers.set(purpose, answerer)
    return () => {
      this.#answerers.delete(purpose)
      this.#dialogues.refuse(purpose)
    }
  }

  /** Opens a dialogue with any node of the network; nothing is sent before its first step. @throws ApplicationError INPUT */
  open(peer: number, purpose: number, listener: DialogueListener): Dialogue {
    return this.#dialogues.open(peer, purpose, listener)
  }

  /** Goes on with a dialogue of an earlier process. @throws ApplicationError TAKEN, INPUT */
  resume(name: DialogueName, listener: DialogueListener, step: number): Dialogue {
    return this.#dialogues.resume(name, listener, step)
  }

  /**
   * Opens a session of key distribution with the peer of a source: device-independent, or BBM92.
   *
   * @throws ApplicationError INPUT; AuthenticationKeyExhaustedError where the pool does not have 256 bits
   */
  diqkd(request: KeyRequest): KeySession {
    return this.#qkd.open(request)
  }

  /**
   * Has proposals of key distribution of a purpose answered by a policy. Returns what ends that, and the sessions under
   * way. @throws ApplicationError TAKEN, INPUT
   */
  answerDiqkd(purpose: number, policy: QkdPolicy): () => void {
    const refuse = this.answer(purpose, this.#qkd.answerer(policy))
    return () => {
      refuse()
      this.#qkd.withdraw(policy)
    }
  }

  /** Goes on with a session of an earlier process, of either role, by its journal; undefined where nothing is left to do. */
  resumeDiqkd(resources: SessionResources): KeySession | undefined {
    return this.#qkd.resume(resources)
  }

  /** What teleports qubits to the peer of a source. @throws ApplicationError TAKEN */
  teleporter(source: EntanglementSource): Teleporter {
    return new Teleporter(this.teleports, this.#qubits, source)
  }

  /** The qubits that the peer of a source teleports to this node, to be iterated over. @throws ApplicationError TAKEN */
  receiveQubits(source: EntanglementSource, options: ArrivalOptions = {}): AsyncIterableIterator<ReceivedQubit> {
    return new Arrivals(this.teleports, this.#qubits, source, options)
  }

  /**
   * A CNOT from a qubit of this node to the one that the peer's program says (`gates.accept` there), over a pair that is asked
   * for then. Rejected before there is a pair, it has done nothing; aborted later, it goes on, and nobody hears how it ends.
   *
   * @throws RequestFailedError where there is no pair, NodeError RESET where the node was reset before, the signal's reason
   */
  cnot(source: EntanglementSource, control: QubitId, { signal }: Abortable = {}): Promise<RemoteGateEnd> {
    return promised(signal, (resolve, reject) =>
      onePair(source, this.#qubits, control, (pair) => this.gates.cnot(source, pair, control, resolve), reject)
    )
  }

  /**
   * Measures what a source delivers, together with its peer's program (`characterisations.answer` there).
   *
   * @throws ApplicationError INPUT, CharacterisationFailedError, the signal's reason
   */
  characterise(
    source: EntanglementSource,
    wish: Omit<CharacterisationWish, 'seed'>,
    { signal }: Abortable = {}
  ): Promise<Characterised> {
    const seed = this.#settings.bits32()
    return promised(signal, (done, reject) =>
      this.characterisations.characterise(source, { ...wish, seed }, { done, failed: failing(reject) })
    )
  }

  /**
   * Benchmarks a way between two nodes by qubits that are teleported to and fro (`characterisations.reflect` at the other).
   *
   * @throws ApplicationError INPUT or TAKEN, CharacterisationFailedError, the signal's reason
   */
  benchmarkBounces(ways: BounceWays, wish: BounceWish, { signal }: Abortable = {}): Promise<BounceResult> {
    return promised(signal, (done, reject) =>
      this.characterisations.benchmark(ways, wish, { done, failed: failing(reject) })
    )
  }

  // ---- called by the node ----

  frame(from: number, frame: ApplicationFrame): void {
    if (isDialogueFrame(frame)) this.#dialogues.frame(from, frame)
    else this.teleports.frame(from, frame)
  }

  /** The process dies: nothing is told to anyone. */
  abandon(): void {
    this.#dialogues.abandon()
    this.#qkd.abandon()
    this.teleports.abandon()
    this.gates.abandon()
    this.characterisations.abandon()
  }

  /** The next process has started, or there will be none: what was under way is told to have ended. */
  tellLost(): void {
    this.teleports.tellLost()
    this.gates.tellLost()
    this.characterisations.tellLost()
  }

  /** Makes what belongs to a new process. */
  make(incarnation: number): void {
    const { transport, clock, random, runner = 'generated', dialogues } = this.#options
    const draws = random.stream(`applications/${incarnation}`)
    const trace = this.#trace
    this.#dialogues = new Dialogues({
      configuration: { ...DEFAULT_DIALOGUE_CONFIGURATION, ...dialogues },
      clock,
      runner,
      random: () => draws.bits32(),
      transmit: (to, frame) => transport.send(to, frame),
      ignored: this.#ignored,
      ...(trace && { observer: trace.machines('application') })
    })
    this.#qkd.make(incarnation, this.#dialogues)
    for (const [purpose, answerer] of this.#answerers) this.#dialogues.accept(purpose, answerer)
  }
}

function failing(reject: (reason: Error) => void): (code: ErrorCode) => void {
  return (code) => reject(new CharacterisationFailedError(code))
}
