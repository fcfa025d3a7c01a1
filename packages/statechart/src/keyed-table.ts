import type { Clock } from '@bellwire/runtime'
import type { AnyStateMachine, EventObject } from 'xstate'
import { StatechartError } from './errors.js'
import type { Table } from './host-types.js'
import type { Alarm, Home, Instance, Key, Runner } from './runner.js'
import type { Statechart } from './statechart.js'

/** What a host does, one after the other. */
export type MailKind = 'open' | 'tell' | 'close' | 'alarm'

/** Takes what is to be done with a table's instances. */
export interface Post {
  readonly clock: Clock
  post(kind: MailKind, table: KeyedTable, name: Key | Alarm, payload: unknown): void
}

/** Up to this number of instances a list is searched: most tables have one or two, and thousands of tables add up. */
const LISTED = 8

/** Of every table that has not had two instances at a time. */
const NONE: Instance[] = []

/** A table as its host sees it: the public handle, which passes everything on, with the instances themselves. */
export class KeyedTable implements Home, Omit<Table<AnyStateMachine>, 'open' | 'tell' | 'context'> {
  readonly name: string
  readonly chart: Statechart
  readonly runner: Runner
  readonly #host: Post
  /** The instance found last: events for one instance come in bursts. All there is while there is no list and no map. */
  #recent: Instance | undefined
  /** In the order of their opening, once there have been two at a time; empty once there have been too many. */
  #list = NONE
  #byKey: Map<Key, Instance> | undefined

  constructor(name: string, chart: Statechart, runner: Runner, host: Post) {
    this.name = name
    this.chart = chart
    this.runner = runner
    this.#host = host
  }

  get size(): number {
    return this.#byKey?.size ?? (this.#list === NONE ? Number(this.#recent !== undefined) : this.#list.length)
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
    return this.find(key) !== undefined
  }

  state(key: Key): string {
    return this.runner.state(this.#present(key))
  }

  context(key: Key): unknown {
    return this.runner.context(this.#present(key))
  }

  *keys(): IterableIterator<Key> {
    for (const { key } of this.instances()) if (this.has(key)) yield key
  }

  // ---- for the host and the instances ----

  get clock(): Clock {
    return this.#host.clock
  }

  wake(alarm: Alarm): void {
    this.#host.post('alarm', this, alarm, undefined)
  }

  instances(): Instance[] {
    if (this.#byKey !== undefined) return [...this.#byKey.values()]
    return this.#list === NONE && this.#recent !== undefined ? [this.#recent] : [...this.#list]
  }

  find(key: Key): Instance | undefined {
    const recent = this.#recent
    if (recent !== undefined && recent.key === key) return recent
    const found = this.#byKey === undefined ? this.#inList(key) : this.#byKey.get(key)
    if (found !== undefined) this.#recent = found
    return found
  }

  add(instance: Instance): void {
    const before = this.#recent
    this.#recent = instance
    if (this.#byKey !== undefined) {
      this.#byKey.set(instance.key, instance)
      return
    }
    if (this.#list !== NONE) this.#list.push(instance)
    else if (before !== undefined) this.#list = [before, instance]
    if (this.#list.length <= LISTED) return
    this.#byKey = new Map(this.#list.map((each) => [each.key, each]))
    this.#list = NONE
  }

  remove(key: Key): void {
    const list = this.#list
    const only = list === NONE && this.#byKey === undefined
    if (only && this.#recent?.key !== key) return
    this.#recent = undefined
    if (only) return
    if (this.#byKey !== undefined) {
      this.#byKey.delete(key)
      return
    }
    const last = list.length - 1
    if (last >= 0 && list[last]?.key === key) {
      list.pop()
      return
    }
    const index = list.findIndex((instance) => instance.key === key)
    if (index >= 0) list.splice(index, 1)
  }

  checkAbsent(key: Key): void {
    if (!this.has(key)) return
    throw new StatechartError('KEY_IN_USE', `${this.name}[${key}]`, 'open', 'already open')
  }

  #inList(key: Key): Instance | undefined {
    const list = this.#list
    for (let index = list.length - 1; index >= 0; index--) {
      const instance = list[index] as Instance
      if (instance.key === key) return instance
    }
    return undefined
  }

  #present(key: Key): Instance {
    const instance = this.find(key)
    if (instance !== undefined) return instance
    throw new StatechartError('KEY_ABSENT', `${this.name}[${key}]`, 'state', 'no instance under that key')
  }
}
