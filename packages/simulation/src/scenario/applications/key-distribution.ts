import { meantBy, type KeyOrigin, LedgerPool, type SessionResources } from '@bellwire/application-layer'
import { BitString } from '@bellwire/post-processing'
import type { Estimate } from '@bellwire/quantum'
import { MemoryJournal, type Nanoseconds } from '@bellwire/runtime'
import { QKD_REASON_NAMES, type QkdReason } from '@bellwire/wire'
import type { KeyDistributionInput } from '../schema/application.js'
import type { Ends } from './ends.js'
import { PlayedApplication } from './played-application.js'
import type { KeyDistributionReport } from './report.js'
import { sessionWish } from './session-wish.js'
import { nodeOf } from './stage.js'

const POOL_BITS = 8192

/** What one end has of its session. */
interface SessionEnd {
  readonly pool: LedgerPool
  readonly journal: MemoryJournal
  key: BitString | undefined
  over: { readonly reason: QkdReason; readonly origin: KeyOrigin } | undefined
}

/** What the sessions before have given. */
interface Past {
  readonly sessions: number
  readonly keys: number
  readonly bits: number
  readonly rounds: number
  readonly keysEqual: boolean | null
  readonly origin: KeyOrigin | undefined
}

/** The next session begins so long after one: what the other end has still to say of that is over. */
const BETWEEN_SESSIONS: Nanoseconds = 100_000_000

/** Distributes keys, by sessions that go on after crashes of their nodes. */
export class KeyDistributionApplication extends PlayedApplication<KeyDistributionInput> {
  #sides: readonly [SessionEnd, SessionEnd]
  #past: Past = { sessions: 0, keys: 0, bits: 0, rounds: 0, keysEqual: null, origin: undefined }
  #ends: Ends | undefined
  #phase = 'waiting'
  #rounds = 0

  constructor(...given: ConstructorParameters<typeof PlayedApplication<KeyDistributionInput>>) {
    super(...given)
    const bits = this.entry.pool ?? POOL_BITS
    const draws = this.stage.random.stream('authentication-key')
    const shared = new BitString(bits)
    for (let k = 0; k < bits; k++) shared.set(k, draws.bernoulli(0.5) ? 1 : 0)
    this.#sides = [newSide(new LedgerPool(shared.clone())), newSide(new LedgerPool(shared.clone()))]
  }

  protected override open(): void {
    this.share((ends) => this.#begin(ends))
  }

  override recovered(node: string): void {
    const { from, to } = this.entry
    super.recovered(node)
    if (!this.running) return
    for (const end of [0, 1] as const) {
      if (node !== [from, to][end] || this.#sides[end].over !== undefined) continue
      const resumed = nodeOf(this.stage, node).applications.resumeDiqkd(this.#resources(end))
      if (end === 0 && resumed === undefined) this.#sessionLost()
    }
  }

  #begin(ends: Ends): void {
    this.#ends = ends
    this.began()
    nodeOf(this.stage, this.entry.to).applications.answerDiqkd(ends.to.purpose, { decide: () => this.#resources(1) })
    this.#open()
  }

  #open(): void {
    nodeOf(this.stage, this.entry.from).applications.diqkd({ ...sessionWish(this.entry), ...this.#resources(0) })
  }

  /** The process that asked for it has died, and the next one knows nothing of it. */
  #sessionLost(): void {
    if ((this.entry.sessions ?? 1) === 1) this.end('LOST')
    else this.#sessionOver()
  }

  /** Both ends have ended a session. */
  #sessionOver(): void {
    const [own, other] = this.#sides
    const past = this.#sum()
    if (past.sessions >= (this.entry.sessions ?? 1)) {
      this.end()
      return
    }
    this.after(BETWEEN_SESSIONS, () => {
      this.#past = past
      this.#rounds = 0
      this.#sides = [newSide(own.pool), newSide(other.pool)]
      this.#open()
    })
  }

  /** All sessions up to now, with the present one. */
  #sum(): Past {
    const { sessions, keys, bits, rounds, keysEqual, origin } = this.#past
    const [own, other] = this.#sides
    const isOver = own.over !== undefined && other.over !== undefined
    const equal = own.key === undefined || other.key === undefined ? null : own.key.equals(other.key)
    return {
      sessions: sessions + (isOver ? 1 : 0),
      keys: keys + (own.key === undefined ? 0 : 1),
      bits: bits + (own.key?.length ?? 0),
      rounds: rounds + this.#rounds,
      keysEqual: equal === null ? keysEqual : equal && keysEqual !== false,
      origin: own.over?.origin ?? origin
    }
  }

  #resources(end: 0 | 1): SessionResources {
    const side = this.#sides[end]
    const ends = this.#ends as Ends
    return {
      source: end === 0 ? ends.from : ends.to,
      pool: side.pool,
      journal: side.journal,
      sink: { release: (_origin, key) => void (side.key = key.clone()) },
      listener: {
        entered: (phase) => {
          if (end === 0) this.#phase = phase
        },
        progressed: (rounds) => {
          if (end === 0) this.#rounds = rounds
        },
        over: (reason, origin) => {
          side.over = { reason, origin }
          if (this.#sides.every(({ over: ended }) => ended !== undefined)) this.#sessionOver()
        }
      }
    }
  }

  override report(end: Nanoseconds): KeyDistributionReport {
    const [own, other] = this.#sides
    const { sessions, keys, bits, rounds, keysEqual, origin } = this.#sum()
    const reasonOf = ({ over }: SessionEnd) => (over === undefined ? null : QKD_REASON_NAMES[over.reason])
    return {
      kind: 'key-distribution',
      ...this.head(end),
      protocol: meantBy(this.entry).protocol,
      analysis: origin?.analysis ?? null,
      label: origin?.label ?? null,
      phase: this.#phase,
      reasons: [reasonOf(own), reasonOf(other)],
      sessions,
      keys,
      rounds,
      keyRounds: origin?.keyRounds ?? null,
      testRounds: origin?.testRounds ?? null,
      chsh: chshOf(origin),
      qber: qberOf(origin),
      keyLength: bits,
      netLength: origin?.netLength ?? null,
      keysEqual,
      leak: origin?.published ?? null,
      pool: {
        provisioned: own.pool.ledger.provisionedBits,
        burnt: [own.pool.ledger.burntBits, other.pool.ledger.burntBits],
        available: [own.pool.availableBits, other.pool.availableBits]
      },
      keyBitsPerSecond: this.perSecond(bits, end)
    }
  }
}

function newSide(pool: LedgerPool): SessionEnd {
  return { pool, journal: new MemoryJournal(), key: undefined, over: undefined }
}

/** Four mean products of n/4 rounds each, of |S|/4: the variance of their sum is (16 − S²)/n. */
function chshOf(origin: KeyOrigin | undefined): Estimate | null {
  if (origin?.chsh === undefined || origin.testRounds === 0) return null
  const { chsh, testRounds } = origin
  return { value: chsh, standardError: Math.sqrt(Math.max(0, 16 - chsh ** 2) / testRounds) }
}

function qberOf(origin: KeyOrigin | undefined): Estimate | null {
  if (origin?.corrections === undefined || origin.keyRounds === 0) return null
  const value = origin.corrections / origin.keyRounds
  return { value, standardError: Math.sqrt((value * (1 - value)) / origin.keyRounds) }
}
