import type { Timer } from '@bellwire/runtime'
import type { EventObject } from 'xstate'
import { checkDelay } from './delays.js'
import { effects } from './effects.js'
import type { Arguments, Context, TimerSlot } from './plan.js'
import type { Handler, Machinery, Program } from './program.js'
import type { Alarm, Home, Key, Runner } from './runner.js'
import { type Statechart, UNLISTED } from './statechart.js'

class CompiledInstance {
  leaf = 0
  done = false
  readonly home: Home
  readonly key: Key
  readonly context: Context
  /** One for each timer slot once it has been armed. */
  alarms = NO_ALARMS

  constructor(home: Home, key: Key, context: Context) {
    this.home = home
    this.key = key
    this.context = context
  }
}

class SlotAlarm implements Alarm {
  readonly timer: Timer
  pending = false
  readonly instance: CompiledInstance
  readonly slot: TimerSlot

  constructor(instance: CompiledInstance, slot: TimerSlot) {
    this.instance = instance
    this.slot = slot
    this.timer = instance.home.clock.timer(this)
  }

  get delayName(): string {
    return this.slot.delayName
  }

  run(): void {
    this.pending = true
    this.instance.home.wake(this)
  }
}

/** Of every instance that has armed nothing yet: most live and die without. */
const NO_ALARMS: (SlotAlarm | undefined)[] = []

/** Runs a program, interpreted or generated, on contexts that are changed in place. */
export class CompiledRunner implements Runner, Machinery<CompiledInstance> {
  readonly #chart: Statechart
  readonly #program: Program
  // Macrosteps never nest, so one is enough. The array keeps its length and its memory.
  readonly #raised: EventObject[] = []
  #raisedCount = 0

  constructor(chart: Statechart, program: Program) {
    this.#chart = chart
    this.#program = program
  }

  open(home: Home, key: Key, input: unknown): CompiledInstance {
    const instance = new CompiledInstance(home, key, this.#chart.createContext(input))
    this.#step(instance, { type: 'xstate.init', input } as EventObject, this.#program.initial)
    return instance
  }

  dispatch(instance: CompiledInstance, event: EventObject, id: number): void {
    this.#step(instance, event, this.#handler(instance, id))
  }

  fire(alarm: SlotAlarm): void {
    this.#step(alarm.instance, alarm.slot.event, this.#handler(alarm.instance, alarm.slot.eventId))
  }

  close(instance: CompiledInstance): void {
    for (const alarm of instance.alarms) if (alarm !== undefined) silence(alarm)
  }

  state(instance: CompiledInstance): string {
    return this.#chart.leaves[instance.leaf] as string
  }

  context(instance: CompiledInstance): Context {
    return instance.context
  }

  emit(event: unknown): void {
    effects.push(event)
  }

  raise(event: unknown): void {
    this.#raised[this.#raisedCount++] = event as EventObject
  }

  arm(instance: CompiledInstance, slot: number, delay: unknown): void {
    const known = this.#chart.slots[slot] as TimerSlot
    const nanoseconds = checkDelay(delay, known.delayName)
    if (nanoseconds === Infinity) return this.cancel(instance, slot)
    const alarm = this.#alarm(instance, slot, known)
    alarm.pending = false
    alarm.timer.arm(instance.home.clock.now() + nanoseconds)
  }

  cancel(instance: CompiledInstance, slot: number): void {
    if (instance.alarms === NO_ALARMS) return
    const alarm = instance.alarms[slot]
    if (alarm !== undefined) silence(alarm)
  }

  #alarm(instance: CompiledInstance, slot: number, known: TimerSlot): SlotAlarm {
    if (instance.alarms === NO_ALARMS) {
      instance.alarms = new Array<SlotAlarm | undefined>(this.#chart.slots.length).fill(undefined)
    }
    return (instance.alarms[slot] ??= new SlotAlarm(instance, known))
  }

  #handler(instance: CompiledInstance, id: number): Handler {
    return (this.#program.handlers[instance.leaf] as readonly Handler[])[id] as Handler
  }

  #step(instance: CompiledInstance, event: EventObject, handler: Handler): void {
    // A new one every time: to note in an old object that it holds a new event costs the engine more than a short life.
    const args = { context: instance.context, event }
    // A throw may have left some behind.
    this.#raisedCount = 0
    handler(args, instance, this)
    if (this.#raisedCount > 0) this.#handleRaised(instance, args)
  }

  /** Raised events are handled first-in first-out before the macrostep ends; a final state drops the rest. */
  #handleRaised(instance: CompiledInstance, args: Arguments): void {
    const raised = this.#raised
    const lastFirst = this.#chart.fault === 'raised-last-in-first-out'
    for (let next = 0; next < this.#raisedCount && !instance.done; next++) {
      const event = raised[lastFirst ? --this.#raisedCount : next] as EventObject
      if (lastFirst) next--
      args.event = event
      this.#handler(instance, this.#chart.events.get(event.type) ?? UNLISTED)(args, instance, this)
    }
    this.#raisedCount = 0
  }
}

function silence(alarm: SlotAlarm): void {
  alarm.pending = false
  alarm.timer.cancel()
}
