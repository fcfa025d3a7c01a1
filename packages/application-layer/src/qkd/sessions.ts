import { AuthenticationKeyExhaustedError } from '@bellwire/post-processing'
import type { Clock, Journal, Nanoseconds, RandomSource, RandomStream } from '@bellwire/runtime'
import { Host, type Observer, type OutputOf, type RunnerKind } from '@bellwire/statechart'
import { decodeQkdMessage, encodeQkdMessage, ErrorCode, type QkdProposal, QkdReason } from '@bellwire/wire'
import { closeAll } from '../close-all.js'
import type { Conversation } from '../dialogue/dialogue.js'
import type { Dialogues } from '../dialogue/dialogues.js'
import type { EntanglementSource } from '../entanglement/source.js'
import { ApplicationError, requireAsking } from '../errors.js'
import { checkQkdConfiguration, type QkdConfiguration } from './configuration.js'
import { CorrectorSession } from './corrector-session.js'
import { fromHexadecimal, toHexadecimal } from './hexadecimal.js'
import { OneAccount } from './one-account.js'
import { correctorOutput, QKD_MACHINES, referenceOutput } from './outputs.js'
import { EMPTY_BODY, Pieces } from './pieces.js'
import { rulesOf } from './plan.js'
import { makesSense, proposalIn, reservePads, SESSION_BITS } from './proposals.js'
import { ReferenceSession } from './reference-session.js'
import { type Opening, SessionLog } from './session-log.js'
import type { QkdPolicy, SessionHandle, SessionResources } from './session-resources.js'
import { proposalOf, type QkdWish } from './wish.js'

export interface SessionsOptions {
  readonly configuration: QkdConfiguration
  /** This node. */
  readonly node: number
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly dialogues: Dialogues
  /**
   * Of this process: another one draws otherwise. In a simulation this is a generator of pseudorandom numbers; keys that
   * are to be used need a source that nobody can foretell.
   */
  readonly random: RandomSource
  readonly ignored: (reason: string) => void
  readonly observer?: Observer
}

/** All sessions of key distribution of one process of a node. */
export class QkdSessions {
  readonly #options: SessionsOptions
  readonly #host
  readonly #corrector
  readonly #reference
  readonly #correctors = new Map<number, CorrectorSession>()
  readonly #references = new Map<number, ReferenceSession>()
  /** The references' keys, by peer and dialogue. */
  readonly #byName = new Map<string, number>()
  /** By whose word each reference was opened, and when it was last heard of. */
  readonly #opened = new Map<number, { readonly policy: QkdPolicy; heard: Nanoseconds }>()
  /** The question under way of each reference that has one. */
  readonly #conversations = new Map<number, Conversation>()
  readonly #account = new OneAccount()
  #lastKey = 0
  #streams = 0

  constructor(options: SessionsOptions) {
    checkQkdConfiguration(options.configuration)
    this.#options = options
    this.#host = new Host({
      machines: QKD_MACHINES,
      clock: options.clock,
      runner: options.runner,
      owner: this,
      observer: {
        ...options.observer,
        transition: (table, key, from, to, event) => {
          options.observer?.transition?.(table, key, from, to, event)
          if (to !== from && to !== '') this.#phase(table, key as number, to.slice(to.lastIndexOf('.') + 1))
        }
      }
    })
    this.#corrector = this.#host.table('corrector')
    this.#reference = this.#host.table('reference')
  }

  /**
   * Opens a session with a peer.
   *
   * @throws ApplicationError INPUT for a wish that makes no sense, a source that cannot ask for pairs, and one whose pairs
   * come measured where the protocol must choose settings itself;
   * AuthenticationKeyExhaustedError
   */
  open(purpose: number, wish: QkdWish, resources: SessionResources): SessionHandle {
    const { source, pool } = resources
    requireAsking('source', source)
    const { initiator, circuit } = source.origin
    const proposal = proposalOf(wish, { poolOffset: pool.nextOffset, initiator, circuit })
    if (!takesPairsOf(source, proposal)) {
      const accepted = 'a source of kept pairs, or protocol bbm92'
      throw new ApplicationError('INPUT', `source is one whose pairs come measured; accepted: ${accepted}`)
    }
    if (pool.availableBits < SESSION_BITS) throw new AuthenticationKeyExhaustedError(SESSION_BITS, pool.availableBits)
    const number = this.#options.dialogues.drawNumber(source.peer)
    return this.#openCorrector(purpose, number, proposal, resources, undefined)
  }

  /** A step of a dialogue of a purpose that sessions answer to: proposals by a policy. */
  answer(policy: QkdPolicy, conversation: Conversation, step: number, body: Uint8Array): void {
    const { peer, number } = conversation
    const key = this.#byName.get(`${peer}/${number}`)
    const session = key === undefined ? undefined : this.#references.get(key)
    if (key !== undefined && session !== undefined) {
      this.#conversations.set(key, conversation)
      const opened = this.#opened.get(key)
      if (opened !== undefined) opened.heard = this.#options.clock.now()
      return session.asked(body, true)
    }
    if (step !== 0) return conversation.refuse(ErrorCode.OTHER)
    const reason = this.#proposed(policy, conversation, body)
    if (reason === QkdReason.NONE) return
    conversation.reply(new Pieces(encodeQkdMessage({ type: 'FINISH', reason, tag: EMPTY_BODY })).next())
  }

  /** A policy answers to nothing any more: the other ends of its sessions cannot go on, and so these do not. */
  withdraw(policy: QkdPolicy): void {
    for (const [key, opened] of this.#opened) if (opened.policy === policy) this.#lose(key, QkdReason.STOPPED)
  }

  /**
   * Goes on with a session of an earlier process, by its journal; with the same pool, sink and source as far as they last.
   * Undefined where there is nothing left to do. What a reference answers to must be accepted again by itself.
   */
  resume(resources: SessionResources): SessionHandle | undefined {
    const log = this.#logOf(resources.journal)
    const { opening } = log
    if (opening === undefined) return undefined
    const { role, peer, purpose, number, poolOffset } = opening
    const encoded = fromHexadecimal(opening.proposal)
    const proposal = decodeQkdMessage(encoded) as QkdProposal
    const { end } = log
    if (role === 'corrector') {
      if (end === undefined) return this.#openCorrector(purpose, number, proposal, resources, log)
      resources.pool.close(sessionName(this.#options.node, number), end.produced)
      log.forget()
      return undefined
    }
    const name = { peer, purpose, number }
    if (end !== undefined) {
      resources.pool.close(sessionName(peer, number), end.produced)
      log.forget()
      this.#options.dialogues.restore(name, end.step, end.answer)
      return undefined
    }
    const key = this.#openReference(name, proposal, encoded, poolOffset, resources, log)
    const session = this.#references.get(key)
    for (let body = log.replay(); body !== undefined; body = log.replay()) session?.asked(body, false)
    if (session !== undefined) this.#options.dialogues.restore(name, session.step, session.lastAnswer)
    return { id: sessionName(peer, number), stop: () => this.#lose(key, QkdReason.STOPPED) }
  }

  /** The process dies: nothing is told to anyone. */
  abandon(): void {
    for (const session of [...this.#correctors.values(), ...this.#references.values()]) session.abandon()
    this.#correctors.clear()
    this.#references.clear()
    this.#byName.clear()
    this.#opened.clear()
    this.#conversations.clear()
    this.#account.clear()
    closeAll(this.#host)
  }

  // ---- HostOwner ----

  output(event: OutputOf<typeof QKD_MACHINES>, table: string, key: number | string): void {
    if (event.type === 'ignored') return this.#options.ignored(`${table}-${event.reason}`)
    if (table === 'corrector') {
      const session = this.#correctors.get(key as number)
      if (session !== undefined) correctorOutput(session, event)
      if (session?.over === true) this.#correctors.delete(key as number)
    } else {
      const session = this.#references.get(key as number)
      if (session !== undefined) referenceOutput(session, event)
      if (session?.over === true) this.#forget(key as number)
    }
  }

  undelivered(table: string): void {
    this.#options.ignored(`${table}-over`)
  }

  // ---- parts ----

  #phase(table: string, key: number, phase: string): void {
    const sessions = table === 'corrector' ? this.#correctors : this.#references
    sessions.get(key)?.parts.listener.entered?.(phase)
  }

  /** A stream is no session's twice: dialogues may have a number again, and one that goes on draws otherwise. */
  #streamOf(what: string): RandomStream {
    this.#streams += 1
    return this.#options.random.stream(`${what}/${this.#streams}`)
  }

  #logOf(journal: Journal): SessionLog {
    return new SessionLog(journal, this.#streamOf('draws'))
  }

  #openLog(journal: Journal, opening: Opening): SessionLog {
    const log = this.#logOf(journal)
    log.open(opening)
    return log
  }

  #openCorrector(
    purpose: number,
    number: number,
    proposal: QkdProposal,
    resources: SessionResources,
    known: SessionLog | undefined
  ): SessionHandle {
    const { configuration, node, dialogues } = this.#options
    const { source, listener = {} } = resources
    const { peer } = source
    const id = sessionName(node, number)
    const encoded = toHexadecimal(encodeQkdMessage(proposal))
    const opening = { peer, purpose, number, proposal: encoded, poolOffset: proposal.poolOffset }
    const log = known ?? this.#openLog(resources.journal, { role: 'corrector', ...opening })
    this.#lastKey += 1
    const key = this.#lastKey
    const session = new CorrectorSession({
      ...resources,
      pool: this.#account.of(resources.pool),
      id,
      node,
      peer,
      role: 'corrector',
      proposal,
      random: this.#streamOf('settings'),
      log,
      blockRounds: configuration.blockRounds,
      listener,
      poolGap: configuration.poolGap,
      mostRuns: configuration.mostRuns,
      patience: configuration.patience,
      dialogue: (answers, step) => dialogues.resume({ peer, purpose, number }, answers, step),
      tell: (event) => this.#corrector.tell(key, event)
    })
    this.#correctors.set(key, session)
    const { beat, retry, attempts } = configuration
    this.#corrector.open(key, { beat, retry, attempts })
    const stop = (): void => {
      if (this.#correctors.has(key)) this.#corrector.tell(key, { type: 'FAIL', reason: QkdReason.STOPPED })
    }
    return { id, stop }
  }

  #openReference(
    { peer, purpose, number }: { readonly peer: number; readonly purpose: number; readonly number: number },
    proposal: QkdProposal,
    encodedProposal: Uint8Array,
    poolOffset: number,
    resources: SessionResources,
    known: SessionLog | undefined
  ): number {
    const { configuration, node } = this.#options
    const { listener = {} } = resources
    const id = sessionName(peer, number)
    const opening = { peer, purpose, number, proposal: toHexadecimal(encodedProposal), poolOffset }
    const log = known ?? this.#openLog(resources.journal, { role: 'reference', ...opening })
    this.#lastKey += 1
    const key = this.#lastKey
    const session = new ReferenceSession({
      ...resources,
      pool: this.#account.of(resources.pool),
      id,
      node,
      peer,
      role: 'reference',
      proposal,
      encodedProposal,
      poolOffset,
      idleBeats: configuration.idleBeats,
      random: this.#streamOf('settings'),
      log,
      blockRounds: configuration.blockRounds,
      listener,
      tell: (event) => this.#reference.tell(key, event),
      reply: (body) => this.#reply(key, body)
    })
    this.#references.set(key, session)
    this.#byName.set(`${peer}/${number}`, key)
    this.#reference.open(key, { silence: configuration.silence })
    return key
  }

  #reply(key: number, body: Uint8Array): void {
    const conversation = this.#conversations.get(key)
    this.#conversations.delete(key)
    conversation?.reply(body)
  }

  #proposed(policy: QkdPolicy, conversation: Conversation, body: Uint8Array): QkdReason {
    const { peer, purpose, number } = conversation
    const read = proposalIn(body)
    if (read === undefined) return QkdReason.MESSAGE
    const { proposal, encoded } = read
    const { poolGap, perPeer } = this.#options.configuration
    const open = [...this.#references].flatMap(([key, { parts }]) => (parts.peer === peer ? [key] : []))
    const silent = open.length < perPeer ? undefined : this.#longestSilent(open)
    if (open.length >= perPeer && silent === undefined) return QkdReason.POLICY
    const resources = policy.decide(peer, proposal)
    if (typeof resources === 'number') return resources === QkdReason.NONE ? QkdReason.POLICY : resources
    // After the policy, which may know the peer for one that proposes too much: it costs milliseconds.
    if (!makesSense(proposal) || !takesPairsOf(resources.source, proposal)) return QkdReason.POLICY
    const pool = this.#account.of(resources.pool)
    const from = reservePads(pool, sessionName(peer, number), proposal, poolGap)
    if (from === undefined) return QkdReason.POOL
    // Nothing that is refused ends another session.
    if (silent !== undefined) this.#lose(silent, QkdReason.ROUNDS)
    // The answer to the proposal is given while the session opens, when nobody knows its key yet.
    const key = this.#lastKey + 1
    this.#conversations.set(key, conversation)
    this.#opened.set(key, { policy, heard: this.#options.clock.now() })
    this.#openReference({ peer, purpose, number }, proposal, encoded, from, resources, undefined)
    return QkdReason.NONE
  }

  /** The session that has been silent longest, where that is longer than an end is that makes rounds. */
  #longestSilent(keys: readonly number[]): number | undefined {
    const { clock, configuration } = this.#options
    const heard = (key: number): Nanoseconds => this.#opened.get(key)?.heard ?? Number.POSITIVE_INFINITY
    const key = keys.reduce((first, one) => (heard(one) < heard(first) ? one : first))
    return clock.now() - heard(key) > SILENT_BEATS * configuration.beat ? key : undefined
  }

  #lose(key: number, reason: QkdReason): void {
    if (this.#references.has(key)) this.#reference.tell(key, { type: 'LOST', reason })
  }

  #forget(key: number): void {
    const session = this.#references.get(key)
    this.#references.delete(key)
    this.#opened.delete(key)
    for (const [name, one] of this.#byName) if (one === key) this.#byName.delete(name)
    // A question that nobody will answer any more ends the dialogue.
    const conversation = this.#conversations.get(key)
    this.#conversations.delete(key)
    if (session !== undefined && conversation?.atWork === true) conversation.refuse(ErrorCode.OTHER)
  }
}

/** Beats that an end may miss before it gives way to a new session of its node. */
const SILENT_BEATS = 3

/** Whether a session's settings may be those of pairs that come measured, where they do. @throws ApplicationError INPUT */
function takesPairsOf({ measures = false }: EntanglementSource, proposal: QkdProposal): boolean {
  const rules = rulesOf(proposal)
  return !measures || rules.settingOf !== undefined
}

function sessionName(asker: number, number: number): string {
  return `${asker}/${number}`
}
