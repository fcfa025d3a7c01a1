import type { Clock, RunningMachines } from '@bellwire/runtime'
import type { EventObject } from 'xstate'
import { compile } from './compile.js'
import { effects } from './effects.js'
import { StatechartError } from './errors.js'
import { generatedProgram } from './generate.js'
import type { HostOptions, HostOwner, Machines, Observer, Routing, RunnerKind, Table, TableName } from './host-types.js'
import { KeyedTable, type MailKind } from './keyed-table.js'
import { type Mail, MailRoom } from './mailbox.js'
import type { Alarm, Instance, Key } from './runner.js'
import { runnerOf } from './runner-of.js'
import { numberOf } from './statechart.js'

const mailRoom = new MailRoom<MailKind, KeyedTable, Key | Alarm>()

/**
 * Keyed tables of small machines that open, tell and close each other.
 *
 * Order, the same under every runner: one macrostep at a time runs to its end, raised events included, and arms or
 * cancels its timers as it goes. An instance that has reached a final state of its machine is then dropped. Then the
 * observer hears of the transition. Then what was emitted is taken in order: `open`, `tell` and `close` are appended to
 * one first-in first-out mailbox, the rest is given to `output`, whose own calls are appended in their turn. Then the
 * next entry of the mailbox is taken. The call from outside that started it returns when the mailbox is empty.
 *
 * A throw, be it a machine's, `output`'s or an observer's, passes through to the caller and ends the run: what the
 * macrostep emitted is dropped with the instance that threw, all timers are cancelled, every later call throws
 * RUN_ENDED. What the other instances were then can still be read.
 */
export class Host<const M extends Machines = Machines> implements RunningMachines {
  /** How the machines are run: 'interpreted' where 'generated' was asked for but a machine has no program. */
  readonly runner: RunnerKind
  readonly clock: Clock
  readonly #tables: readonly KeyedTable[]
  /** The mailbox: its newest entry. */
  #newest: Mail<MailKind, KeyedTable, Key | Alarm> | undefined
  readonly #owner: HostOwner
  readonly #observer: Observer | undefined
  #busy = false
  #ended = false

  /** @throws StatechartError for the first machine that does not compile, whatever the runner. */
  constructor(options: HostOptions<M>) {
    const { machines, clock, observer } = options
    const charts = Object.entries(machines).map(
      ([name, machine]) => [name, 'answers' in machine ? machine : compile(machine)] as const
    )
    const generated =
      options.runner === 'generated' && charts.every(([, chart]) => generatedProgram(chart) !== undefined)
    this.runner = options.runner === 'generated' && !generated ? 'interpreted' : options.runner
    this.#owner = options.owner as unknown as HostOwner
    this.#observer = observer
    this.clock = clock
    this.#tables = charts.map(([name, chart]) => new KeyedTable(name, chart, runnerOf(chart, this.runner), this))
    observer?.made?.(this)
  }

  *states(): Generator<{ readonly table: string; readonly key: Key; readonly state: string }> {
    for (const table of this.#tables)
      for (const key of table.keys()) yield { table: table.name, key, state: table.state(key) }
  }

  /** A handle on a table, so that hot paths look no name up. @throws StatechartError UNKNOWN_TABLE */
  table<Name extends TableName<M>>(name: Name): Table<M[Name]> {
    return this.#tableOf(name, 'table()') as unknown as Table<M[Name]>
  }

  /** Closes every instance of every table, and with them their timers. */
  closeAll(): void {
    for (const table of this.#tables) for (const key of table.keys()) table.close(key)
  }

  #tableOf(name: string, place: string): KeyedTable {
    for (const table of this.#tables) if (table.name === name) return table
    const known = this.#tables.map((table) => table.name).join(', ')
    throw new StatechartError('UNKNOWN_TABLE', place, name, `no table '${name}'; there are ${known}`)
  }

  /** Does one thing and all that follows from it; if something is being done, puts it behind. For the host's tables. */
  post(kind: MailKind, table: KeyedTable, name: Key | Alarm, payload: unknown): void {
    if (this.#ended) {
      if (kind === 'alarm') return
      throw new StatechartError('RUN_ENDED', table.name, kind, 'an earlier throw has ended this run')
    }
    if (this.#busy) {
      this.#newest = mailRoom.put(this.#newest, kind, table, name, payload)
      return
    }
    if (kind === 'open') table.checkAbsent(name as Key)
    this.#busy = true
    const mark = effects.count
    let completed = false
    try {
      this.#handle(kind, table, name, payload)
      while (this.#newest !== undefined) {
        const oldest = this.#newest.next
        const { kind: what, table: where, name: whom, payload: mail } = oldest
        this.#newest = mailRoom.takeOut(oldest, this.#newest)
        this.#handle(what, where as KeyedTable, whom as Key | Alarm, mail)
      }
      completed = true
    } finally {
      this.#busy = false
      if (!completed) this.#end(mark)
    }
  }

  #end(mark: number): void {
    this.#ended = true
    effects.truncate(mark)
    for (const table of this.#tables) {
      for (const instance of table.instances()) table.runner.close(instance)
    }
  }

  #handle(kind: MailKind, table: KeyedTable, name: Key | Alarm, payload: unknown): void {
    switch (kind) {
      case 'tell':
        this.#tell(table, name as Key, payload as EventObject)
        break
      case 'alarm':
        this.#fire(table, name as Alarm)
        break
      case 'open':
        this.#open(table, name as Key, payload)
        break
      case 'close':
        this.#close(table, name as Key)
        break
    }
  }

  #tell(table: KeyedTable, key: Key, event: EventObject): void {
    const instance = table.find(key)
    if (instance === undefined) {
      if (this.#owner.undelivered === undefined) {
        throw new StatechartError('KEY_ABSENT', `${table.name}[${key}]`, event.type, `no instance for ${event.type}`)
      }
      this.#owner.undelivered(table.name, key, event)
      return
    }
    const mark = effects.count
    const { type } = event
    const id = numberOf(table.chart, type)
    const { runner } = table
    const from = this.#observer === undefined ? '' : runner.state(instance)
    try {
      runner.dispatch(instance, event, id)
    } catch (error) {
      throw failure(error, table, key, type, instance)
    }
    this.#finish(table, instance, from, type, mark)
  }

  #fire(table: KeyedTable, alarm: Alarm): void {
    if (!alarm.pending) return
    alarm.pending = false
    const mark = effects.count
    const { instance, delayName } = alarm
    const { runner } = table
    this.#observer?.timer?.(table.name, instance.key, delayName)
    const from = this.#observer === undefined ? '' : runner.state(instance)
    try {
      runner.fire(alarm)
    } catch (error) {
      throw failure(error, table, instance.key, `after ${delayName}`, instance)
    }
    this.#finish(table, instance, from, this.#observer === undefined ? '' : `after ${delayName}`, mark)
  }

  #open(table: KeyedTable, key: Key, input: unknown): void {
    table.checkAbsent(key)
    const mark = effects.count
    let instance: Instance
    try {
      instance = table.runner.open(table, key, input)
    } catch (error) {
      throw failure(error, table, key, 'open')
    }
    table.add(instance)
    this.#finish(table, instance, '', 'open', mark)
  }

  #close(table: KeyedTable, key: Key): void {
    const instance = table.find(key)
    if (instance === undefined) return
    const from = this.#observer === undefined ? '' : table.runner.state(instance)
    table.remove(key)
    table.runner.close(instance)
    this.#observer?.transition?.(table.name, key, from, '', 'close')
  }

  /** @param mark where the macrostep's effects begin */
  #finish(table: KeyedTable, instance: Instance, from: string, eventType: string, mark: number): void {
    const { key } = instance
    if (instance.done) {
      table.remove(key)
      table.runner.close(instance)
    }
    const observer = this.#observer
    if (observer?.transition !== undefined) {
      observer.transition(table.name, key, from, table.runner.state(instance), eventType)
    }
    const end = effects.count
    if (end === mark) return
    for (let index = mark; index < end; index++) {
      const event = effects.items[index] as EventObject
      const type = effects.types[index]
      if (type === 'open' || type === 'tell' || type === 'close') this.#route(event as Routing, table, key)
      else this.#owner.output(event, table.name, key)
    }
    effects.truncate(mark)
  }

  #route(routing: Routing, from: KeyedTable, key: Key): void {
    const place = `${from.name}[${key}]`
    if (typeof routing.key !== 'number' && typeof routing.key !== 'string') {
      const feature = `key is ${String(routing.key)}; accepted: number, string`
      throw new StatechartError('INVALID_EMIT', place, routing.type, feature)
    }
    const payload = routing.type === 'open' ? routing.input : routing.type === 'tell' ? routing.event : undefined
    if (routing.type === 'tell' && typeof routing.event?.type !== 'string') {
      throw new StatechartError('INVALID_EMIT', place, routing.type, 'event is missing; accepted is an event object')
    }
    const table = this.#tableOf(routing.table, place)
    this.#newest = mailRoom.put(this.#newest, routing.type, table, routing.key, payload)
  }
}

/** What a throw of a machine is reported as. The instance is dropped: half a macrostep is no state. */
function failure(error: unknown, table: KeyedTable, key: Key, eventType: string, instance?: Instance): StatechartError {
  if (instance !== undefined) {
    table.remove(key)
    table.runner.close(instance)
  }
  if (error instanceof StatechartError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new StatechartError('MACHINE_THREW', `${table.name}[${key}]`, eventType, `on ${eventType}: ${reason}`, error)
}
