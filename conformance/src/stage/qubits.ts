import type { DeviceGenerate, DeviceMessage, DeviceSwap } from '@bellwire/wire'
import type { Setting } from '../subject/setting.js'
import type { Random } from './random.js'
import type { Hardware, Stage } from './stage.js'
import type { StationClock } from './station-clock.js'

interface Train {
  readonly command: DeviceGenerate
  readonly since: number
  /** First slot that is not emitted any more. */
  end: number
}

/** The node's half of a heralded pair. */
interface Half {
  readonly slot: number
  readonly train: Train
  /** Which Bell state the pair is in, after what was done to this half. */
  bellIndex: number
  /** In which basis its photon was measured as it came, where the hardware does that. */
  readonly record: number | undefined
}

/**
 * The qubits of the node under test, as its hardware has them: what the node does to them, and what is true of them. They
 * do what they are told at once, and say so when their time has passed.
 */
export class Qubits implements Hardware {
  readonly #trains = new Map<number, Train[]>()
  readonly #halves = new Map<number, Half>()
  /** Qubits in a state that the node has prepared. */
  readonly #prepared = new Set<number>()
  /** Links whose hardware has stopped by itself, at a herald. */
  readonly #held = new Set<number>()
  /** Out of reach: what is ordered is not done, and nothing is said. */
  #lost = false
  /** Since it has restarted, monitors say nothing of links that are in specification: they need not (DEV-085). */
  #hasRestarted = false
  /** Until when the hardware works on the qubits of a swap, or of a step of distillation. */
  readonly #working = new Map<number, { readonly until: number; readonly requirement: 'NET-072' | 'NET-210' }>()
  /** Outcomes of measurements as the hardware told them, by qubit. */
  readonly measured = new Map<number, number>()
  /** By which photons are timed: the node's own, or the station's where the hardware keeps it on that (section 2.12). */
  clock: Pick<StationClock, 'when'> = { when: (reading) => reading }
  /** What the next swap finds. */
  swapOutcome: () => number
  /** What a step of distillation finds here, with so many qubits that are measured. */
  distilOutcome: (measured: number) => number
  /** What a measurement finds in a basis of the half that was emitted in a slot, where there is one. */
  outcome: (slot: number | undefined, basis: number) => number
  /** What becomes of the record of a basis that was drawn as a photon came; tests lose it, or have another. */
  record: (basis: number) => number | undefined = (basis) => basis

  constructor(
    private readonly stage: Stage,
    private readonly setting: Setting,
    private readonly random: Random
  ) {
    stage.equip(this)
    this.swapOutcome = () => random.below(4)
    this.distilOutcome = (measured) => random.below(2 ** measured)
    this.outcome = () => random.below(2)
  }

  reset(): void {
    if (this.#lost) return
    this.#forget()
    if (this.#hasRestarted) return
    for (const { link } of this.setting.links) this.report(link, 0)
  }

  /** The hardware goes out of reach. */
  async lose(): Promise<void> {
    this.#lost = true
    await this.stage.notice({ type: 'LOST', text: new Uint8Array() })
  }

  /** The hardware restarts, or is in reach again: as after a reset, and all its links in specification (DEV-080, DEV-085). */
  async restart(): Promise<void> {
    this.#lost = false
    this.#hasRestarted = true
    this.#forget()
    await this.stage.notice({ type: 'RESTARTED', incarnation: 1 + this.random.below(2 ** 31) })
  }

  #forget(): void {
    this.#trains.clear()
    this.#prepared.clear()
    this.#halves.clear()
    this.#held.clear()
    this.#working.clear()
  }

  /** The monitor of a link's hardware says how it is: 0 in specification, 1 drifting, 2 out of specification, 3 dark. */
  report(link: number, quality: number): void {
    this.stage.report({ type: 'LINK_QUALITY', link, quality, validFor: Infinity })
  }

  /**
   * Light of a slot was seen to interfere: what holds the node's half of the pair, if the node has emitted then and its
   * photon came when the station's gate was open.
   */
  herald(link: number, slot: number, slotTime: number, bellIndex: number): number | undefined {
    const train = this.#trainOf(link, slot)
    const guard = this.setting.links.find((one) => one.link === link)?.guard ?? 0
    if (train === undefined || Math.abs(this.#arrival(train, slot) - slotTime) > guard) return undefined
    const { qubit } = train.command
    this.#halves.set(qubit, { slot, train, bellIndex, record: this.#drawn(link, train) })
    if (this.#holds(link)) this.#hold(link, slot)
    return qubit
  }

  /** The basis of a photon that is measured as it comes: by the shares that the train names, or the hardware's own. */
  #drawn(link: number, { command }: Train): number | undefined {
    const { arrival } = this.setting.hardware.links.find((one) => one.link === link) ?? {}
    if (arrival === undefined) return undefined
    let chance = this.random.uniform()
    for (const { basis, share } of arrival.hardware ? arrival.bases : command.arrivalBases)
      if ((chance -= share) < 0) return this.record(basis)
    return undefined
  }

  /** Whether the hardware of a link stops at a herald by itself (DEV-058). */
  #holds(link: number): boolean {
    return this.setting.hardware.links.some((one) => one.link === link && one.holds)
  }

  #hold(link: number, slot: number): void {
    this.#held.add(link)
    for (const train of this.#trains.get(link) ?? []) train.end = Math.min(train.end, slot + 1)
  }

  /** The Bell index of the pair whose half a qubit holds; undefined where it holds none. */
  bellIndexOf(qubit: number): number | undefined {
    const half = this.#halves.get(qubit)
    return half !== undefined && !this.#isOverwritten(half) ? half.bellIndex : undefined
  }

  command(message: DeviceMessage): void {
    if (this.#lost) return
    const { measureDuration, correctDuration, storeDuration, prepareDuration } = this.setting.hardware
    switch (message.type) {
      case 'GENERATE':
        return this.#generate(message)
      case 'HALT':
        this.#held.delete(message.link)
        for (const train of this.#trains.get(message.link) ?? []) this.#stopAt(train, this.stage.now)
        return
      case 'MEASURE': {
        const { qubit, tag } = message
        this.#use(qubit)
        const half = this.#halves.get(qubit)
        const outcome = this.outcome(half?.slot, message.basis)
        this.measured.set(qubit, outcome)
        const basis = half?.record
        this.#halves.delete(qubit)
        return this.stage.report({ type: 'MEASURED', qubit, tag, outcome, basis }, measureDuration)
      }
      case 'CORRECT': {
        this.#use(message.qubit)
        const half = this.#halves.get(message.qubit)
        if (half !== undefined) half.bellIndex ^= message.pauli
        return this.stage.report({ type: 'CORRECTED', qubit: message.qubit, tag: message.tag }, correctDuration)
      }
      case 'PREPARE':
        if (prepareDuration === undefined) return this.#cannot(message)
        this.#halves.delete(message.qubit)
        this.#prepared.add(message.qubit)
        return this.stage.report({ type: 'PREPARED', qubit: message.qubit, tag: message.tag }, prepareDuration)
      case 'GATE': {
        if (this.setting.hardware.gateDuration === undefined) return this.#cannot(message)
        const { control, target, tag } = message
        for (const qubit of [control, target]) this.#use(qubit)
        return this.stage.report({ type: 'GATED', control, target, tag }, this.setting.hardware.gateDuration)
      }
      case 'DISTIL': {
        if (!this.setting.hardware.distillation) return this.#cannot(message)
        const { keep, sacrifice, second, tag } = message
        const spent = second === undefined ? [sacrifice] : [sacrifice, second]
        const { distilDuration } = this.setting.hardware
        for (const qubit of [keep, ...spent]) {
          this.#use(qubit)
          this.#working.set(qubit, { until: this.stage.now + distilDuration, requirement: 'NET-210' })
        }
        for (const qubit of spent) this.#halves.delete(qubit)
        const outcome = this.distilOutcome(spent.length)
        return this.stage.report({ type: 'DISTILLED', keep, sacrifice, second, tag, outcome }, distilDuration)
      }
      case 'SWAP':
        return this.#swap(message)
      case 'STORE':
        if (!this.setting.hardware.storage)
          this.stage.tell({
            kind: 'misuse',
            requirement: 'DEV-089',
            what: `STORE of qubit ${message.qubit} is ordered of hardware without storage`
          })
        return this.stage.report({ type: 'STORED', qubit: message.qubit, tag: message.tag }, storeDuration)
      case 'RELEASE':
        this.#prepared.delete(message.qubit)
        this.#halves.delete(message.qubit)
        return
      case 'CALIBRATE':
        return this.stage.report({ type: 'CALIBRATED', link: message.link, tag: message.tag })
      default:
        this.#cannot(message)
    }
  }

  #cannot({ type }: DeviceMessage): void {
    this.stage.tell({
      kind: 'misuse',
      requirement: 'DEV-089',
      what: `${type} is no command that this hardware knows`
    })
  }

  #swap({ a, b, tag }: DeviceSwap): void {
    const outcome = this.swapOutcome()
    for (const qubit of [a, b]) {
      this.#use(qubit)
      if (this.bellIndexOf(qubit) === undefined && !this.#prepared.delete(qubit))
        this.stage.tell({
          kind: 'misuse',
          requirement: 'NET-072',
          what: `qubit ${qubit} is swapped, which holds no half of a pair`
        })
      this.#halves.delete(qubit)
    }
    const { swapDuration } = this.setting.hardware
    for (const qubit of [a, b])
      this.#working.set(qubit, { until: this.stage.now + swapDuration, requirement: 'NET-072' })
    this.stage.report({ type: 'SWAPPED', a, b, tag, outcome }, swapDuration)
  }

  /** A qubit is to be used for something. @param from when that begins */
  #use(qubit: number, from = this.stage.now): void {
    const work = this.#working.get(qubit)
    if (work !== undefined && from < work.until)
      this.stage.tell({
        kind: 'misuse',
        requirement: work.requirement,
        what: `qubit ${qubit} is used while the hardware still works on it`
      })
  }

  #generate(command: DeviceGenerate): void {
    const { link, qubit, firstSlot, slots } = command
    if (qubit >= this.setting.hardware.qubits)
      this.stage.tell({ kind: 'misuse', requirement: 'DEV-089', what: `there is no qubit ${qubit}` })
    // It emits nothing until it is told to stop (DEV-059).
    if (this.#held.has(link)) return
    const half = this.#halves.get(qubit)
    if (half !== undefined && !this.#isOverwritten(half) && half.train.command.link !== link)
      this.stage.tell({
        kind: 'misuse',
        requirement: 'LNK-068',
        what: `qubit ${qubit} holds a half of another link's pair`
      })
    this.#halves.delete(qubit)
    const trains = (this.#trains.get(link) ?? []).filter((train) => train.end > train.command.firstSlot)
    for (const train of trains) train.end = Math.min(train.end, firstSlot)
    const train = { command, since: this.stage.now, end: firstSlot + slots }
    this.#use(qubit, Math.max(this.stage.now, this.#leaves(train, firstSlot)))
    trains.push(train)
    this.#trains.set(link, trains.slice(-8))
  }

  #trainOf(link: number, slot: number): Train | undefined {
    return this.#trains
      .get(link)
      ?.find((train) => train.command.firstSlot <= slot && slot < train.end && this.#leaves(train, slot) >= train.since)
  }

  /** When the photon of a slot is at the station, by the tester's time. */
  #arrival({ command: { arrival, firstSlot, period } }: Train, slot: number): number {
    return this.clock.when(arrival + (slot - firstSlot) * period)
  }

  /** When the photon of a slot leaves the node. */
  #leaves(train: Train, slot: number): number {
    const delay = this.setting.links.find(({ link }) => link === train.command.link)?.stationDelay ?? 0
    return this.#arrival(train, slot) - delay
  }

  #stopAt(train: Train, time: number): void {
    while (train.end > train.command.firstSlot && this.#leaves(train, train.end - 1) >= time) {
      const { firstSlot, period } = train.command
      const left = Math.ceil((time - this.#leaves(train, firstSlot)) / period)
      train.end = Math.min(train.end - 1, Math.max(firstSlot, firstSlot + left))
    }
  }

  /** The next attempt has begun with the same qubit. */
  #isOverwritten({ slot, train }: Half): boolean {
    return slot + 1 < train.end && this.#leaves(train, slot + 1) < this.stage.now
  }
}
