import { MemoryRecords, type Plain, type RecordChanges, type RecordStore } from '@bellwire/runtime'

/** Records of a node under test, which outlive its processes; of its last reaction, as they were between its outputs. */
export class TestedRecords implements RecordStore {
  readonly #records = new MemoryRecords()
  /** Transactions of the present reaction, each with the number of outputs before it. */
  #recent: { readonly outputs: number; readonly changes: RecordChanges }[] = []

  /** @param outputs how many outputs there are of the present reaction */
  constructor(private readonly outputs: () => number) {}

  read(): Iterable<readonly [string, Plain]> {
    return this.#records.read()
  }

  commit(changes: RecordChanges, done: () => void): void {
    this.#recent.push({ outputs: this.outputs(), changes: structuredClone(changes) })
    done()
  }

  /** The present reaction is over. @param outputs to how many of its outputs the process has come */
  settle(outputs = Infinity): void {
    // Whoever is killed after an output has not begun with what comes next.
    for (const one of this.#recent) if (one.outputs < outputs) this.#records.commit(one.changes, () => undefined)
    this.#recent = []
  }
}
