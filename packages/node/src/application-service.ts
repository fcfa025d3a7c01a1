import {
  type Answerer,
  ApplicationError,
  Characterisations,
  DEFAULT_DIALOGUE_CONFIGURATION,
  type Dialogue,
  type DialogueListener,
  type DialogueName,
  DEFAULT_TELEPORTATION_CONFIGURATION,
  Dialogues,
  type QkdPolicy,
  RemoteGates,
  type SessionResources,
  Teleports
} from '@bellwire/application-layer'
import { type ApplicationFrame, isDialogueFrame } from '@bellwire/wire'
import type { NodeOptions } from './configuration.js'
import type { HeldQubits } from './held-qubits.js'
import type { NodeTrace } from './node-trace.js'
import { type KeyRequest, type KeySession, QkdService } from './qkd-service.js'

/** What a node's programs say to those of other nodes. */
export class ApplicationService {
  readonly #options: NodeOptions
  readonly #ignored: (reason: string) => void
  readonly #trace: NodeTrace | undefined
  /** By purpose. They outlive a restart of the node. */
  readonly #answerers = new Map<number, Answerer>()
  readonly #qkd: QkdService
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
    this.#ignored = ignored
    this.#trace = trace
    this.#qkd = new QkdService(options, ignored, trace)
    const { clock, runner = 'generated', teleportation, transport } = options
    this.teleports = new Teleports({
      configuration: { ...DEFAULT_TELEPORTATION_CONFIGURATION, ...teleportation },
      clock,
      runner,
      qubits,
      transmit: (to, frame) => transport.send(to, frame),
      ignored,
      ...(trace && { observer: observerOf(trace) })
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
   * Has proposals of key distribution of a purpose answered by a policy. Returns what ends that; sessions under way then end
   * with their next step. @throws ApplicationError TAKEN, INPUT
   */
  answerDiqkd(purpose: number, policy: QkdPolicy): () => void {
    return this.answer(purpose, this.#qkd.answerer(policy))
  }

  /** Goes on with a session of an earlier process, of either role, by its journal; undefined where nothing is left to do. */
  resumeDiqkd(resources: SessionResources): KeySession | undefined {
    return this.#qkd.resume(resources)
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
      ...(trace && { observer: observerOf(trace) })
    })
    this.#qkd.make(incarnation, this.#dialogues)
    for (const [purpose, answerer] of this.#answerers) this.#dialogues.accept(purpose, answerer)
  }
}

function observerOf(trace: NodeTrace) {
  return { timer: (table: string, key: number | string, delay: string) => trace.timer(table, key, delay) }
}
