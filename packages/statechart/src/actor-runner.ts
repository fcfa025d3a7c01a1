import type { Timer } from '@bellwire/runtime'
import { type AnyActor, type AnyStateMachine, createActor, type EventObject } from 'xstate'
import { checkDelay } from './delays.js'
import { effects } from './effects.js'
import type { Arguments, MachineFunction } from './plan.js'
import type { Alarm, Home, Key, Runner } from './runner.js'
import type { Statechart } from './statechart.js'

/** xstate's own interpreter, one actor for each instance, on the clock of its home. Slow, and open to xstate's tools. */
export class ActorRunner implements Runner {
  readonly #machine: AnyStateMachine
  /** Names of the delays computed in the present macrostep; xstate starts the timers in the same order. */
  readonly #delayNames: string[] = []

  constructor(chart: Statechart) {
    this.#machine = this.#withCheckedDelays(chart.machine)
  }

  open(home: Home, key: Key, input: unknown): ActorInstance {
    this.#delayNames.length = 0
    const alarms = new AlarmClock(home, this.#delayNames)
    const actor = createActor(this.#machine, { input, clock: alarms, logger: () => {} })
    const instance = new ActorInstance(key, actor, alarms)
    alarms.instance = instance
    // What the first macrostep emitted is handed out by start().
    actor.on('*', (event: EventObject) => {
      try {
        effects.push(event)
      } catch (error) {
        // xstate would report what a listener throws from a later macrotask.
        instance.failure ??= { error }
      }
    })
    // Without an error observer xstate would report from a later macrotask.
    actor.subscribe({
      error: (error: unknown) => {
        instance.failure = { error }
      }
    })
    actor.start()
    instance.rethrow()
    return instance
  }

  dispatch(instance: ActorInstance, event: EventObject): void {
    this.#delayNames.length = 0
    instance.actor.send(event)
    instance.rethrow()
  }

  fire(alarm: ActorAlarm): void {
    this.#delayNames.length = 0
    alarm.callback()
    alarm.instance.rethrow()
  }

  close(instance: ActorInstance): void {
    instance.actor.stop()
  }

  state(instance: ActorInstance): string {
    return statePath(instance.actor.getSnapshot().value)
  }

  context(instance: ActorInstance): unknown {
    return instance.actor.getSnapshot().context
  }

  #withCheckedDelays(machine: AnyStateMachine): AnyStateMachine {
    const checked = Object.entries(machine.implementations.delays as Record<string, unknown>).map(([name, delay]) => {
      const compute = (args: Arguments, params: unknown): number => {
        const value = typeof delay === 'function' ? (delay as MachineFunction)(args, params) : delay
        const nanoseconds = checkDelay(value, name)
        this.#delayNames.push(name)
        return nanoseconds
      }
      return [name, compute] as const
    })
    return machine.provide({ delays: Object.fromEntries(checked) as never })
  }
}

class ActorInstance {
  readonly key: Key
  readonly actor: AnyActor
  readonly alarms: AlarmClock
  failure: { readonly error: unknown } | undefined

  constructor(key: Key, actor: AnyActor, alarms: AlarmClock) {
    this.key = key
    this.actor = actor
    this.alarms = alarms
  }

  get done(): boolean {
    return this.actor.getSnapshot().status === 'done'
  }

  rethrow(): void {
    if (this.failure !== undefined) throw this.failure.error
  }
}

/** The clock of one actor, in xstate's form, on top of its home's. */
class AlarmClock {
  instance: ActorInstance | undefined
  readonly #home: Home
  readonly #delayNames: string[]

  constructor(home: Home, delayNames: string[]) {
    this.#home = home
    this.#delayNames = delayNames
  }

  setTimeout(callback: () => void, nanoseconds: number): ActorAlarm {
    const delayName = this.#delayNames.shift() as string
    const alarm = new ActorAlarm(this.instance as ActorInstance, delayName, callback, this.#home)
    if (nanoseconds !== Infinity) alarm.timer.arm(this.#home.clock.now() + nanoseconds)
    return alarm
  }

  clearTimeout(alarm: ActorAlarm): void {
    alarm.pending = false
    alarm.timer.cancel()
  }
}

class ActorAlarm implements Alarm {
  readonly timer: Timer
  pending = false
  readonly instance: ActorInstance
  readonly delayName: string
  readonly callback: () => void
  readonly #home: Home

  constructor(instance: ActorInstance, delayName: string, callback: () => void, home: Home) {
    this.instance = instance
    this.delayName = delayName
    this.callback = callback
    this.#home = home
    this.timer = home.clock.timer(this)
  }

  run(): void {
    this.pending = true
    this.#home.wake(this)
  }
}

function statePath(value: unknown): string {
  if (typeof value === 'string') return value
  const entry = Object.entries(value as object)[0]
  return entry === undefined ? '' : `${entry[0]}.${statePath(entry[1])}`
}
