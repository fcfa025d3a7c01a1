import type { Clock, Timer } from '@bellwire/runtime'
import type { EventObject } from 'xstate'
import { checkDelay } from './delays.js'
import type { Effects } from './effects.js'
import type { Arguments, Context, TimerSlot } from './plan.js'
import type { Handler, Machinery, Program } from './program.js'
import type { Alarm, Key, Runner } from './runner.js'
import { type Statechart, UNLISTED } from './statechart.js'

class CompiledInstance {
  leaf = 0
  done = false
  readonly key: Key
  readonly context: Context
  /** One for each timer slot once it has been armed. */
  readonly alarms: (SlotAlarm | undefined)[]

  constructor(key: Key, context: Context, alarms: (SlotAlarm | undefined)[]) {
    this.key = key
    this.context = context
    this.alarms = alarms
  }
}

class SlotAlarm implements Alarm {
  readonly timer: Timer
  pending = false
  readonly instance: CompiledInstance
  readonly slot: TimerSlot
  readonly #wake: (alarm: Alarm) => void

  constructor(instance: CompiledInstance, slot: TimerSlot, clock: Clock, wake: (alarm: Alarm) => void) {
    this.instance = instance
    this.slot = slot
    this.#wake = wake
    this.timer = clock.timer(this)
  }

  get delayName(): string {
    return this.slot.delayName
  }

  run(): void {
    this.pending = true
    this.#wake(this)
  }
}

const NO_ALARMS: (SlotAlarm | undefined)[] = []

/** Runs a program, interpreted or generated, on contexts that are changed in place. */
export class CompiledRunner implements Runner, Machinery<CompiledInstance> {
  readonly #chart: Statechart
  readonly #program: Program
  readonly #clock: Clock
  readonly #effects: Effects
  readonly #wake: (alarm: Alarm) => void
  // Macrosteps never nest, so one of each is enough.
  readonly #args: Arguments = { context: {}, event: { type: '' } }
  // The array keeps its length and its memory.
  readonly #raised: EventObject[] = []
  #raisedCount = 0

  constructor(chart: Statechart, program: Program, clock: Clock, effects: Effects, wake: (alarm: Alarm) => void) {
    this.#chart = chart
    this.#program = program
    this.#clock = clock
    this.#effects = effects
    this.#wake = wake
  }

  open(key: Key, input: unknown): CompiledInstance {
    const chart = this.#chart
    const alarms =
      chart.slots.length === 0 ? NO_ALARMS : new Array<SlotAlarm | undefined>(chart.slots.length).fill(undefined)
    const instance = new CompiledInstance(key, chart.createContext(input), alarms)
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
    this.#effects.push(event)
  }

  raise(event: unknown): void {
    this.#raised[this.#raisedCount++] = event as EventObject
  }

  arm(instance: CompiledInstance, slot: number, delay: unknown): void {
    const known = this.#chart.slots[slot] as TimerSlot
    const nanoseconds = checkDelay(delay, known.delayName)
    let alarm = instance.alarms[slot]
    if (alarm === undefined) {
      if (nanoseconds === Infinity) return
      alarm = new SlotAlarm(instance, known, this.#clock, this.#wake)
      instance.alarms[slot] = alarm
    }
    if (nanoseconds === Infinity) {
      silence(alarm)
    } else {
      alarm.pending = false
      alarm.timer.arm(this.#clock.now() + nanoseconds)
    }
  }

  cancel(instance: CompiledInstance, slot: number): void {
    const alarm = instance.alarms[slot]
    if (alarm !== undefined) silence(alarm)
  }

  #handler(instance: CompiledInstance, id: number): Handler {
    return (this.#program.handlers[instance.leaf] as readonly Handler[])[id] as Handler
  }

  #step(instance: CompiledInstance, event: EventObject, handler: Handler): void {
    const args = this.#args
    args.context = instance.context
    args.event = event
    handler(args, instance, this)
    if (this.#raisedCount > 0) this.#handleRaised(instance)
  }

  /** Raised events are handled first-in first-out before the macrostep ends; a final state drops the rest. */
  #handleRaised(instance: CompiledInstance): void {
    const raised = this.#raised
    const args = this.#args
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
