import type { AnyStateMachine, EventObject } from 'xstate'
import { StatechartError } from './errors.js'
import type { Table } from './host-types.js'
import type { Instance, Key, Runner } from './runner.js'
import type { Statechart } from './statechart.js'

/** What a host does, one after the other. */
export type MailKind = 'open' | 'tell' | 'close' | 'alarm'

/** Takes what is to be done with a table's instances. */
export interface Post {
  post(kind: MailKind, table: KeyedTable, key: Key, payload: unknown): void
}

/** A table as its host sees it: the public handle, which passes everything on, with the instances themselves. */
export class KeyedTable implements Omit<Table<AnyStateMachine>, 'open' | 'tell' | 'context'> {
  readonly name: string
  readonly chart: Statechart
  readonly runner: Runner
  readonly instances = new Map<Key, Instance>()
  /** The instance found last: events for one instance come in bursts. */
  #recent: Instance | undefined
  readonly #host: Post

  constructor(name: string, chart: Statechart, runner: Runner, host: Post) {
    this.name = name
    this.chart = chart
    this.runner = runner
    this.#host = host
  }

  get size(): number {
    return this.instances.size
  }

  open(key: Key, input?: unknown): void {
    this.#host.post('open', this, key, input)
  }

  tell(key: Key, event: EventObject): void {
    this.#host.post('tell', this, key, event)
  }

  close(key: Key): void {
    this.#host.post('close', this, key, undefined)
  }

  has(key: Key): boolean {
    return this.instances.has(key)
  }

  state(key: Key): string {
    return this.runner.state(this.#present(key))
  }

  context(key: Key): unknown {
    return this.runner.context(this.#present(key))
  }

  keys(): IterableIterator<Key> {
    return this.instances.keys()
  }

  find(key: Key): Instance | undefined {
    const recent = this.#recent
    if (recent !== undefined && recent.key === key) return recent
    const found = this.instances.get(key)
    if (found !== undefined) this.#recent = found
    return found
  }

  add(key: Key, instance: Instance): void {
    this.instances.set(key, instance)
    this.#recent = instance
  }

  remove(key: Key): void {
    this.instances.delete(key)
    this.#recent = undefined
  }

  checkAbsent(key: Key): void {
    if (!this.instances.has(key)) return
    throw new StatechartError('KEY_IN_USE', `${this.name}[${key}]`, 'open', 'already open')
  }

  #present(key: Key): Instance {
    const instance = this.find(key)
    if (instance !== undefined) return instance
    throw new StatechartError('KEY_ABSENT', `${this.name}[${key}]`, 'state', 'no instance under that key')
  }
}
