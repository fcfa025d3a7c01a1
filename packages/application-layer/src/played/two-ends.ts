import { BitString, type KeyLedger, openLedger } from '@bellwire/post-processing'
import { createRandom, type Journal, MemoryJournal, type RandomSource, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { type Channel, MemoryNetwork, type NetworkObserver } from '@bellwire/transport'
import { type DialogueFrame, isDialogueFrame, type QkdProposal, QkdReason } from '@bellwire/wire'
import { DEFAULT_DIALOGUE_CONFIGURATION } from '../dialogue/configuration.js'
import { Dialogues } from '../dialogue/dialogues.js'
import { LedgerPool } from '../qkd/authentication-pool.js'
import { DEFAULT_QKD_CONFIGURATION, type QkdConfiguration } from '../qkd/configuration.js'
import type { KeyOrigin, SessionListener } from '../qkd/session.js'
import type { QkdPolicy, SessionHandle, SessionResources } from '../qkd/session-resources.js'
import { QkdSessions } from '../qkd/sessions.js'
import type { QkdWish } from '../qkd/wish.js'
import { PlayedPairs, type PlayedOptions } from './played-pairs.js'

const SECOND = 1_000_000_000
const PURPOSE = 9
/** The nodes, the one that asks first. */
export const NODES = [11, 12] as const
const CALM: Channel = { delay: 1000, loss: 0, duplication: 0, jitter: 0, reordering: undefined }

export interface Released {
  readonly origin: KeyOrigin
  readonly key: BitString
}

export interface Ending {
  readonly reason: QkdReason
  readonly origin: KeyOrigin
}

/** What is played between two ends, and over what. */
export interface TwoEndsOptions extends Omit<PlayedOptions, 'clock' | 'strategy'> {
  readonly seed: number
  readonly strategy: (random: RandomSource) => PlayedOptions['strategy']
  readonly channel?: Channel
  readonly runner?: RunnerKind
  readonly configuration?: Partial<QkdConfiguration>
  readonly policy?: (proposal: QkdProposal) => QkdReason
  readonly poolBits?: readonly [number, number]
  /** That the first end answers proposals as the second does; then every session has a journal of its own, which is kept. */
  readonly bothAnswer?: boolean
  readonly observer?: NetworkObserver
  /** Of each dialogue; if not given, drawn. */
  readonly dialogueNumber?: () => number
}

interface End {
  dialogues: Dialogues
  sessions: QkdSessions
  policy: QkdPolicy
}

/** Two nodes that distribute keys, with a source of pairs between them that plays a strategy. */
export class TwoEnds {
  readonly clock = new VirtualClock()
  readonly random: RandomSource
  readonly pairs: PlayedPairs
  readonly medium: MemoryNetwork
  pools: readonly [LedgerPool, LedgerPool]
  journals: readonly [Journal, Journal] = [new MemoryJournal(), new MemoryJournal()]
  /** Where both answer: of every session at an end. */
  readonly kept: readonly [Journal[], Journal[]] = [[], []]
  /** Every state that the ledger of a pool has been stored in. */
  readonly ledgers: readonly [KeyLedger[], KeyLedger[]] = [[], []]
  readonly released: readonly [Released[], Released[]] = [[], []]
  readonly endings: readonly [Ending[], Ending[]] = [[], []]
  readonly phases: readonly [string[], string[]] = [[], []]
  readonly ignored: string[] = []
  /** Changes the body of a step on its way, if it likes. */
  tamper: (from: number, body: Uint8Array, frame: DialogueFrame) => Uint8Array = (_from, body) => body
  /** Told when a sink has taken a key. */
  onRelease: (end: 0 | 1) => void = () => undefined
  readonly #options: TwoEndsOptions
  readonly #shared = new BitString(8192)
  readonly #ends: (End | undefined)[] = []
  #processes = 0

  constructor(options: TwoEndsOptions) {
    this.#options = options
    this.random = createRandom(options.seed)
    const { clock, random } = this
    const [a, b] = NODES
    this.pairs = new PlayedPairs({ ...options, clock, strategy: options.strategy(random) }, NODES)
    this.medium = new MemoryNetwork({ clock, random, wire: true, observer: options.observer })
    this.medium.connect(a, b, options.channel ?? CALM)
    const key = this.#shared
    const draws = random.stream('pool')
    for (let k = 0; k < key.length; k++) key.set(k, draws.bernoulli(0.5) ? 1 : 0)
    this.pools = this.#poolsAnew()
    this.start(0)
    this.start(1)
  }

  /** A new process at an end. */
  start(end: 0 | 1): void {
    const { clock, medium } = this
    this.#processes += 1
    const random = this.random.fork(`process/${this.#processes}`)
    const node = NODES[end]
    medium.detach(node)
    const transport = medium.attach(node, `node ${node}`)
    const numbers = random.stream('numbers')
    const number = this.#options.dialogueNumber ?? (() => numbers.bits32())
    const runner = this.#options.runner ?? 'generated'
    const ignored = (reason: string): void => void this.ignored.push(reason)
    const dialogues = new Dialogues({
      configuration: { ...DEFAULT_DIALOGUE_CONFIGURATION, firstWait: 10_000, longestWait: 100_000, attempts: 400 },
      clock,
      runner,
      random: number,
      transmit: (to, frame) => transport.send(to, { ...frame, body: this.tamper(node, frame.body, frame) }),
      ignored
    })
    transport.listen({
      frame: (from, frame) => {
        if (isDialogueFrame(frame)) dialogues.frame(from, frame)
      },
      malformed: (_from, reason) => {
        throw new Error(reason)
      }
    })
    const configuration = { ...DEFAULT_QKD_CONFIGURATION, retry: 1000, ...this.#options.configuration }
    const sessions = new QkdSessions({ configuration, node, clock, runner, dialogues, random, ignored })
    const policy = this.#policy(end)
    this.#ends[end] = { dialogues, sessions, policy }
    if (end === 1 || this.#options.bothAnswer === true) {
      dialogues.accept(PURPOSE, {
        asked: (conversation, step, body) => sessions.answer(policy, conversation, step, body)
      })
    }
  }

  /** The process of an end dies; returns nothing, keeps its journal, pool and keys. */
  crash(end: 0 | 1): void {
    this.#ends[end]?.dialogues.abandon()
    this.#ends[end]?.sessions.abandon()
    this.pairs.crash(end)
    this.medium.detach(NODES[end])
  }

  /** An end answers to no proposal any more. */
  withdraw(end: 0 | 1): void {
    const { dialogues, sessions, policy } = this.#ends[end] as End
    dialogues.refuse(PURPOSE)
    sessions.withdraw(policy)
  }

  /** Starts again, and goes on with what the journal says was open. */
  recover(end: 0 | 1): SessionHandle | undefined {
    this.start(end)
    return this.resume(end)
  }

  /** Goes on with what the journal says was open, in the process that there is. */
  resume(end: 0 | 1): SessionHandle | undefined {
    return this.#ends[end]?.sessions.resume(this.resources(end))
  }

  /** Forgets what was given out of the key that the ends share, as no node ever may. */
  anew(): void {
    this.pools = this.#poolsAnew()
  }

  /** Of the key that the ends share from the beginning. */
  keyBits(from: number, to: number): BitString {
    return this.#shared.slice(from, to)
  }

  /** The same with all that is kept, where both answer. */
  resumeAll(end: 0 | 1): SessionHandle[] {
    const resumed = this.kept[end].map((journal) =>
      this.#ends[end]?.sessions.resume({ ...this.resources(end), journal })
    )
    return resumed.filter((handle) => handle !== undefined)
  }

  /** Puts a frame in that the other end has not sent. */
  inject(end: 0 | 1, frame: DialogueFrame): void {
    this.#ends[end]?.dialogues.frame(NODES[1 - end] as number, frame)
  }

  /** Another session: with journals of its own, and the same pools. */
  openAnother(wish: QkdWish, end: 0 | 1 = 0): SessionHandle {
    this.journals = [new MemoryJournal(), new MemoryJournal()]
    return this.open(wish, end)
  }

  open(wish: QkdWish, end: 0 | 1 = 0): SessionHandle {
    return (this.#ends[end] as End).sessions.open(PURPOSE, wish, this.#newResources(end))
  }

  /** Runs until both ends are through, or nothing happens any more, or for so long. */
  run(seconds = 3600): void {
    const until = this.clock.now() + seconds * SECOND
    this.clock.run({ until, while: () => this.endings.some((list) => list.length === 0) })
    // What is under way yet: the last answer.
    this.clock.run({ until: this.clock.now() + SECOND })
  }

  resources(end: 0 | 1): SessionResources {
    const listener: SessionListener = {
      entered: (phase) => this.phases[end].push(phase),
      over: (reason, origin) => this.endings[end].push({ reason, origin })
    }
    return {
      source: this.pairs.ends[end],
      pool: this.pools[end],
      sink: {
        release: (origin, key) => {
          this.released[end].push({ origin, key: key.clone() })
          this.onRelease(end)
        }
      },
      journal: this.journals[end],
      listener
    }
  }

  #newResources(end: 0 | 1): SessionResources {
    if (this.#options.bothAnswer !== true) return this.resources(end)
    const journal = new MemoryJournal()
    this.kept[end].push(journal)
    return { ...this.resources(end), journal }
  }

  #poolsAnew(): readonly [LedgerPool, LedgerPool] {
    const [first = 8192, second = 8192] = this.#options.poolBits ?? []
    const pool = (end: 0 | 1, bits: number): LedgerPool =>
      new LedgerPool(this.#shared.slice(0, bits), openLedger(bits), (ledger) => void this.ledgers[end].push(ledger))
    return [pool(0, first), pool(1, second)]
  }

  #policy(end: 0 | 1): QkdPolicy {
    return {
      decide: (_peer, proposal) => {
        const reason = this.#options.policy?.(proposal) ?? QkdReason.NONE
        return reason === QkdReason.NONE ? this.#newResources(end) : reason
      }
    }
  }
}
