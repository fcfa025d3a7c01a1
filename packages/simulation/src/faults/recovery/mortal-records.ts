import {
  MemoryRecords,
  type Nanoseconds,
  type Plain,
  type RandomStream,
  type RecordChanges,
  type Recorder,
  type RecordStore,
  type TraceFields
} from '@bellwire/runtime'
import type { Clock } from '@bellwire/runtime'
import type { MortalNode } from '../../network/process-gate.js'

/** What a node says to its programs: what they know of it when it is killed is what it has written down by then. */
const ANSWERS: ReadonlySet<TraceFields['kind']> = new Set<TraceFields['kind']>([
  'create',
  'ack',
  'ok',
  'err',
  'expired',
  'release',
  'cancel'
])

interface Transaction {
  readonly changes: RecordChanges
  readonly answers: readonly TraceFields[]
  stored: boolean
}

/**
 * What a node writes down where it may be killed at any instant: a transaction takes its time until it is stored, and
 * some more until the process hears of it; killed meanwhile, it may have been stored or not. What the node says to its
 * programs is recorded when the transaction of its turn is stored, as if they had it from there.
 */
export class MortalRecords implements RecordStore, MortalNode {
  readonly store = this
  readonly #records = new MemoryRecords()
  readonly #clock: Clock
  readonly #stream: RandomStream
  readonly #storing: Nanoseconds
  readonly #telling: Nanoseconds
  #recorder: Recorder | undefined
  #answers: TraceFields[] = []
  #under: Transaction | undefined
  /** Transactions that were stored although, or were not since, the process was killed. */
  readonly cut = { stored: 0, lost: 0 }

  /** @param storing longest time until a transaction is stored @param telling and until its process hears of it */
  constructor(clock: Clock, stream: RandomStream, storing: Nanoseconds, telling: Nanoseconds) {
    this.#clock = clock
    this.#stream = stream
    this.#storing = storing
    this.#telling = telling
  }

  recorder(recorder: Recorder): Recorder {
    this.#recorder = recorder
    return {
      record: (fields) => {
        if (ANSWERS.has(fields.kind)) this.#answers.push({ ...fields })
        else recorder.record(fields)
      }
    }
  }

  commit(changes: RecordChanges, done: (error?: Error) => void): void {
    const transaction: Transaction = { changes: new Map(changes), answers: this.#answers, stored: false }
    this.#answers = []
    this.#under = transaction
    this.#after(this.#storing, () => {
      if (this.#under !== transaction) return
      this.#store(transaction)
      this.#after(this.#telling, () => {
        if (this.#under !== transaction) return
        this.#under = undefined
        done()
      })
    })
  }

  read(): Iterable<readonly [string, Plain]> {
    return this.#records.read()
  }

  /** The process is killed at this instant. */
  kill(): void {
    const transaction = this.#under
    this.#under = undefined
    this.#answers = []
    if (transaction === undefined || transaction.stored) return
    if (this.#stream.bernoulli(0.5)) {
      this.cut.stored += 1
      this.#store(transaction)
    } else this.cut.lost += 1
  }

  #store(transaction: Transaction): void {
    transaction.stored = true
    this.#records.commit(transaction.changes, () => undefined)
    for (const answer of transaction.answers) this.#recorder?.record(answer)
  }

  #after(longest: Nanoseconds, work: () => void): void {
    this.#clock.at(this.#clock.now() + this.#stream.below(Math.round(longest) + 1), { run: work })
  }
}
