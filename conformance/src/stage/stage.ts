import {
  decodeDeviceMessage,
  decodeFrame,
  type DeviceLost,
  type DeviceMessage,
  type DeviceRestarted,
  encodeDeviceMessage,
  encodeFrame,
  type Frame,
  WireError
} from '@bellwire/wire'
import type { Wish } from '../subject/service.js'
import type { AnySetting, Setting } from '../subject/setting.js'
import type { Input, Output, Reaction, Subject } from '../subject/subject.js'
import { Recorder } from '../trace/recorder.js'
import { Agenda } from './agenda.js'
import type { Event, Fault, Happening, Watcher } from './happening.js'

/** Somebody at an edge of the node: another party, its hardware, or an application. */
export interface Party {
  readonly node: number
  /** One-way time of frames between the node and this party, nanoseconds. */
  readonly delay: number
  frame(frame: Frame): void
}

/** The node's hardware, as the tester plays it. */
export interface Hardware {
  /** @param node whose it is, where the subject is two */
  command(message: DeviceMessage, node?: number): void
  reset(): void
}

/** What becomes of a frame on its way: how long it takes each time that it arrives. Default: once, after the party's delay. */
export type Way = (frame: Frame, from: number, to: number, delay: number) => readonly number[]

/** More than this many things on one instant, or reactions that never end, are a node out of control. */
const MOST_AT_ONCE = 100_000

/** Happenings that one run may have: far more than any case needs. A node that never stops would fill the memory. */
const MOST_HAPPENINGS = 500_000

/**
 * Everything around one party under test, the node below: the other parties, its hardware, its application, and time. Whatever happens at
 * the node happens here, one thing after the other, and is told to all watchers in that order.
 */
export class Stage<Of extends AnySetting = Setting> {
  readonly #agenda = new Agenda()
  readonly #parties = new Map<number, Party>()
  readonly #watchers: Watcher[] = []
  /** All that crosses the subject's edges. */
  readonly recorder: Recorder
  #hardware: Hardware | undefined
  #wake = Infinity
  #now = 0
  /** How frames travel; tests put faults here. */
  way: Way = (_frame, _from, _to, delay) => [delay]
  /** In which form frames to the node are; tests choose others that mean the same. */
  form: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes
  /** Whether the node is killed after the output that was made last, and begins again with what it leaves; tests put it here. */
  killNow: (() => boolean) | undefined
  #happenings = 0
  /** How many processes of the node were killed. */
  #killed = 0

  constructor(
    subject: Subject<Of>,
    readonly setting: Of
  ) {
    this.recorder = new Recorder(subject)
    this.#now = setting.time
  }

  /** The true time, nanoseconds. */
  get now(): number {
    return this.#now
  }

  join(party: Party): void {
    this.#parties.set(party.node, party)
  }

  equip(hardware: Hardware): void {
    this.#hardware = hardware
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher)
  }

  tell(event: Event): void {
    this.#happenings += 1
    if (this.#happenings > MOST_HAPPENINGS) throw new OutOfControl(`the node has not stopped by ${this.#now} ns`)
    const happening: Happening = { time: this.#now, ...event }
    // First: what watchers find, they find at what is written down already.
    this.recorder.watch(happening)
    for (const watcher of this.#watchers) watcher(happening)
  }

  /** Does something later. Returns what takes it back. */
  after(delay: number, act: () => void | Promise<void>): () => void {
    return this.#agenda.add(this.#now + delay, act)
  }

  /** Starts a process of the node: the first, or another in the place of one that is there no more. */
  async start(seed = this.setting.seed, time = this.setting.time): Promise<void> {
    this.tell({ kind: 'start' })
    await this.#react(await this.recorder.start({ ...this.setting, seed, time }))
  }

  /** Another process begins in the place of the present one, now, with randomness of its own. */
  async restart(change: Partial<Of> = {}): Promise<void> {
    return this.#begin(change)
  }

  async #begin(change: object): Promise<void> {
    this.#killed += 1
    const seed = this.setting.seed + this.#killed
    const setting = { ...this.setting, seed, time: this.#now, ...change }
    this.tell({ kind: 'restarted', keeps: 'keeps' in setting && setting.keeps === true })
    await this.#react(await this.recorder.start(setting))
  }

  /** A frame sets out to the node. */
  send(from: number, frame: Frame, fault?: Fault): void {
    const delay = this.#parties.get(from)?.delay ?? 0
    const ways = fault === undefined ? this.way(frame, from, this.setting.node, delay) : [delay]
    if (ways.length === 0) this.tell({ kind: 'lost', from, to: this.setting.node, frame })
    ways.forEach((time, index) => {
      const harm = fault ?? (index > 0 ? 'doubled' : time > delay ? 'delayed' : undefined)
      this.after(time, () => this.deliver(from, frame, harm))
    })
  }

  /** A frame is at the node now. @param node at which, where the subject is two */
  async deliver(from: number, frame: Frame, fault?: Fault, node?: number): Promise<void> {
    const at = node === undefined ? {} : { node }
    this.tell({ kind: 'came', ...at, from, frame, ...(fault && { fault }) })
    const bytes = this.form(encodeFrame(frame))
    await this.#react(await this.recorder.input(this.#now, { type: 'frame', ...at, from, bytes }))
  }

  /** Bytes are at the node that may be no frame. */
  async deliverBytes(from: number, bytes: Uint8Array): Promise<void> {
    this.tell({ kind: 'malformed', from, bytes })
    await this.#react(await this.recorder.input(this.#now, { type: 'frame', from, bytes }))
  }

  /** The hardware says something, now or after a time. */
  report(message: DeviceMessage, delay = 0): void {
    const killed = this.#killed
    this.after(delay, async () => {
      // What it had to say to a process that was killed, it says to nobody.
      if (killed !== this.#killed) return
      this.tell({ kind: 'result', message })
      await this.#react(await this.recorder.input(this.#now, { type: 'device', bytes: encodeDeviceMessage(message) }))
    })
  }

  /**
   * The hardware says that it is out of reach, or has restarted: nothing that it would have said before comes any more, and
   * to the node it is as if its process had ended there (DEV-082).
   */
  async notice(message: DeviceLost | DeviceRestarted): Promise<void> {
    this.#killed += 1
    this.tell({ kind: 'restarted', keeps: true })
    this.tell({ kind: 'result', message })
    await this.#react(await this.recorder.input(this.#now, { type: 'device', bytes: encodeDeviceMessage(message) }))
  }

  /** The application asks for something, now. */
  async ask(wish: Wish): Promise<void> {
    this.tell({ kind: 'wish', wish })
    await this.#react(await this.recorder.input(this.#now, { type: 'wish', wish }))
  }

  /** Something happens at it, now, as its role has it. */
  async put(event: Event, input: Input): Promise<void> {
    this.tell(event)
    await this.#react(await this.recorder.input(this.#now, input))
  }

  /** Lets time pass until an instant, or until something is so. Returns whether it is. */
  async run(until: number, isDone: () => boolean = () => false): Promise<boolean> {
    let atOnce = 0
    while (!isDone()) {
      const next = Math.min(this.#agenda.due, this.#wake)
      if (next > until) {
        this.#now = Math.max(this.#now, until)
        return false
      }
      atOnce = next > this.#now ? 0 : atOnce + 1
      if (atOnce > MOST_AT_ONCE) throw new OutOfControl(`the node does something for ever at ${this.#now} ns`)
      this.#now = Math.max(this.#now, next)
      if (this.#agenda.due <= this.#wake) await this.#agenda.take()?.()
      else await this.#react(await this.recorder.advance(this.#now))
    }
    return true
  }

  async #react({ outputs, wake }: Reaction): Promise<void> {
    this.#wake = wake
    for (const [index, output] of outputs.entries()) {
      this.#take(output)
      if (this.killNow?.() === true) return this.#kill(outputs, index + 1)
    }
  }

  /** The process ends between two outputs of its reaction. */
  async #kill(outputs: readonly Output[], made: number): Promise<void> {
    for (const output of outputs.slice(made))
      if (output.type === 'answer') this.tell({ kind: 'unsaid', answer: output.answer })
    return this.#begin({ keeps: true, outputs: made })
  }

  #take(output: Output): void {
    const { node } = output
    const by = node === undefined ? {} : { node }
    switch (output.type) {
      case 'frame':
        return this.#frame(output.to, output.bytes, node)
      case 'device':
        return this.#command(output.bytes, node)
      case 'reset':
        this.tell({ kind: 'reset', ...by })
        return this.#hardware?.reset()
      case 'answer':
        return this.tell({ kind: 'answer', ...by, answer: output.answer })
      case 'response': {
        const { type: _, ...response } = output
        return this.tell({ kind: 'response', response })
      }
      case 'wish':
        return this.tell({ kind: 'asked', ...by, wish: output.wish })
      case 'key': {
        const { type: _, node: __, ...key } = output
        return this.tell({ kind: 'key', ...by, key })
      }
    }
  }

  #frame(to: number, bytes: Uint8Array, node?: number): void {
    const frame = this.#read('frame', bytes, decodeFrame)
    if (frame === undefined) return
    this.tell({ kind: 'sent', ...(node !== undefined && { node }), to, frame, bytes })
    const party = this.#parties.get(to)
    if (party === undefined) return
    const from = node ?? this.setting.node
    const ways = this.way(frame, from, to, party.delay)
    if (ways.length === 0) this.tell({ kind: 'lost', from, to, frame })
    for (const time of ways) this.after(time, () => party.frame(frame))
  }

  #command(bytes: Uint8Array, node?: number): void {
    const message = this.#read('device', bytes, decodeDeviceMessage)
    if (message === undefined) return
    this.tell({ kind: 'command', ...(node !== undefined && { node }), message })
    this.#hardware?.command(message, node)
  }

  #read<T>(where: 'frame' | 'device', bytes: Uint8Array, decode: (bytes: Uint8Array) => T): T | undefined {
    try {
      return decode(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.tell({ kind: 'nonsense', where, reason: error.message, bytes })
      return undefined
    }
  }
}

/** A node that never comes to rest. */
export class OutOfControl extends Error {
  override readonly name = 'OutOfControl'
}
