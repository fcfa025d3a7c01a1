import {
  ApplicationError,
  DEFAULT_DIALOGUE_CONFIGURATION,
  DEFAULT_QKD_CONFIGURATION,
  Dialogues,
  LedgerPool,
  type QkdPolicy,
  QkdSessions,
  type SessionHandle,
  type SessionResources
} from '@bellwire/application-layer'
import type { Input, KeyAnswer, KeySetting, Output, SessionName, SessionPlan } from '@bellwire/conformance'
import { AuthenticationKeyExhaustedError, BitString } from '@bellwire/post-processing'
import { createRandom, MemoryJournal, type RandomSource, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { encodeDeviceMessage, isDialogueFrame, QkdReason } from '@bellwire/wire'
import { wishOf } from './session-wish.js'
import { TestedPairs } from './tested-pairs.js'
import { TestedParty } from './tested-party.js'
import type { TestedProcess } from './tested-process.js'
import { TestedTransport } from './tested-transport.js'

export interface KeySubjectOptions {
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
}

/**
 * Two of Bellwire's nodes that distribute keys, as a subject of the conformance suite, in this process and in virtual time:
 * all that they share is what the tester carries from one to the other.
 */
export class KeySubject extends TestedParty<KeySetting> {
  readonly identity = {
    implementation: 'bellwire',
    version: '0.1.0',
    capabilities: ['KEY.BBM92', 'KEY.DI', 'KEY.RESTART'],
    roles: ['key'] as const
  }
  readonly #options: KeySubjectOptions

  constructor(options: KeySubjectOptions = {}) {
    super()
    this.#options = options
  }

  protected begin(setting: KeySetting): TestedProcess {
    const { runner = 'generated' } = this.#options
    const { node, peer, seed, time } = setting
    const clock = new VirtualClock()
    clock.run({ until: time })
    const make = (self: number, other: number): KeyNode => {
      const random = createRandom(seed).fork(`node ${self}`)
      return new KeyNode(setting, { self, other, clock, random, runner, put: this.processes.put })
    }
    const nodes = [make(node, peer), make(peer, node)]
    return {
      clock,
      take: (input) => nodes.find(({ self }) => self === input.node)?.take(input),
      close: () => nodes.forEach((one) => one.close())
    }
  }
}

interface KeyNodeParts {
  readonly self: number
  readonly other: number
  readonly clock: VirtualClock
  readonly random: RandomSource
  readonly runner: RunnerKind
  readonly put: (output: Output) => void
}

/** What a process of a node has of its own. */
interface KeyProcess {
  readonly dialogues: Dialogues
  readonly sessions: QkdSessions
}

/** One of the two. */
class KeyNode {
  readonly self: number
  readonly #setting: KeySetting
  readonly #put: (output: Output) => void
  readonly #transport: TestedTransport
  readonly #pairs: TestedPairs
  readonly #pool: LedgerPool
  readonly #parts: KeyNodeParts
  readonly #policy: QkdPolicy
  /** What all sessions have written down; it outlives the processes. */
  readonly #journals: MemoryJournal[] = []
  /** Those that it opened. */
  readonly #opened = new Map<string, SessionHandle>()
  #process: KeyProcess
  #processes = 0

  constructor(setting: KeySetting, parts: KeyNodeParts) {
    const { self, other, put } = parts
    this.self = self
    this.#setting = setting
    this.#parts = parts
    this.#put = (output) => put({ ...output, node: self })
    this.#transport = new TestedTransport(self, this.#put)
    this.#pairs = new TestedPairs(setting, other, {
      wish: (wish) => this.#put({ type: 'wish', wish }),
      command: (message) => this.#put({ type: 'device', bytes: encodeDeviceMessage(message) })
    })
    this.#pool = new LedgerPool(BitString.fromBytes(octetsOf(setting.pool)))
    this.#policy = { decide: (from) => (from === other ? this.#resources() : QkdReason.POLICY) }
    this.#process = this.#begin()
    this.#transport.listen({
      frame: (from, frame) => {
        if (isDialogueFrame(frame)) this.#process.dialogues.frame(from, frame)
      },
      malformed: () => undefined
    })
  }

  take(input: Input): void {
    if (input.type === 'frame') this.#transport.receive(input.from, input.bytes)
    else if (input.type === 'device') this.#pairs.reported(input.bytes)
    else if (input.type === 'answer') this.#pairs.answered(input.answer)
    else if (input.type === 'restart') this.#restart()
    else if (input.type !== 'wish') return
    else if (input.wish.type === 'distribute') this.#distribute(input.wish.plan)
    else if (input.wish.type === 'stop') this.#opened.get(`${input.wish.opener}/${input.wish.dialogue}`)?.stop()
  }

  close(): void {
    this.#process.dialogues.abandon()
    this.#process.sessions.abandon()
  }

  #begin(): KeyProcess {
    const { self, clock, random, runner } = this.#parts
    this.#processes += 1
    const draws = random.fork(`process ${this.#processes}`)
    const numbers = draws.stream('dialogues')
    const ignored = (): void => undefined
    const dialogues = new Dialogues({
      configuration: DEFAULT_DIALOGUE_CONFIGURATION,
      clock,
      runner,
      random: () => numbers.bits32(),
      transmit: (to, frame) => this.#transport.send(to, frame),
      ignored
    })
    const configuration = DEFAULT_QKD_CONFIGURATION
    const sessions = new QkdSessions({ configuration, node: self, clock, runner, dialogues, random: draws, ignored })
    dialogues.accept(this.#setting.purpose, {
      asked: (conversation, step, body) => sessions.answer(this.#policy, conversation, step, body)
    })
    return { dialogues, sessions }
  }

  /** Its process is killed, and another one begins with its pool and what its sessions have written down. */
  #restart(): void {
    this.close()
    this.#pairs.restart()
    this.#process = this.#begin()
    for (const journal of this.#journals) {
      const handle = this.#process.sessions.resume(this.#resources(journal))
      if (handle !== undefined) this.#opened.set(handle.id, handle)
    }
  }

  #distribute(plan: SessionPlan): void {
    const { self } = this
    try {
      const handle = this.#process.sessions.open(this.#setting.purpose, wishOf(plan), this.#resources())
      this.#opened.set(handle.id, handle)
      this.#answer({ type: 'distributing', ...nameOf(handle.id), reason: QkdReason.NONE })
    } catch (error) {
      const isPool = error instanceof AuthenticationKeyExhaustedError
      if (!isPool && !(error instanceof ApplicationError)) throw error
      const reason = isPool ? QkdReason.POOL : QkdReason.POLICY
      this.#answer({ type: 'distributing', opener: self, dialogue: 0, reason })
    }
  }

  /** What a session is given. @param known what it has written down in an earlier process */
  #resources(known?: MemoryJournal): SessionResources {
    const journal = known ?? new MemoryJournal()
    if (known === undefined) this.#journals.push(journal)
    return {
      source: this.#pairs,
      pool: this.#pool,
      journal,
      sink: {
        release: (origin, key) => {
          const { peer, proposal, label, chsh, published } = origin
          this.#put({
            type: 'key',
            ...nameOf(origin.session),
            peer,
            analysis: proposal.analysis,
            proof: label,
            length: key.length,
            published: Object.values(published).reduce((sum, bits) => sum + bits, 0),
            ...(chsh !== undefined && { chsh }),
            bytes: key.clone().bytes
          })
        }
      },
      listener: {
        over: (reason, { session }) => this.#answer({ type: 'concluded', ...nameOf(session), reason })
      }
    }
  }

  #answer(answer: KeyAnswer): void {
    this.#put({ type: 'answer', answer })
  }
}

/** Sessions are called by the node that opened them, and the number of their dialogue. */
function nameOf(id: string): SessionName {
  const [opener = '', dialogue = ''] = id.split('/')
  return { opener: Number(opener), dialogue: Number(dialogue) }
}

/** Of a text in base64. */
function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
