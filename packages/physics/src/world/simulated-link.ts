import type { Clock, Nanoseconds, RandomSource, RandomStream, Task, Timer } from '@bellwire/runtime'
import type { Side } from '../components/slot-model.js'
import { AttemptCache } from './attempt-cache.js'
import { type AttemptTable, nothingClicks, type Outcome, type OutcomeTable, slotTable } from './attempt-table.js'
import { DetectorMemory } from './detector-memory.js'
import { GateWindow } from './gate-window.js'
import type { HeldPair } from './held-qubit.js'
import type { PairPool } from './pair-pool.js'
import { bindPair, detectionOffset, measureOnArrival } from './herald-effect.js'
import { attemptModel, type HeraldingModel, secondRoundModel } from './heralding/heralding-model.js'
import { LinkSide } from './link-side.js'
import type { LinkQuality } from './drift.js'
import { LinkUpkeep } from './link-upkeep.js'
import { type LinkEnd, type LinkOptions, quietDetectors } from './options.js'
import type { PhotonShape } from './photon-timing.js'
import type { LinkNode, LinkStation, NodeLink, StationLink } from './ports.js'
import { SlotLight } from './slot-light.js'
import type { Train } from './train.js'

/** What a link needs of the world around it. */
export interface LinkSurroundings {
  readonly clock: Clock
  readonly random: RandomSource
  readonly mode: SamplingMode
  readonly pool: PairPool
  readonly heralded: (slot: number, bellIndex: number, pair: HeldPair | null) => void
}

/** 'exact': every slot is an event with its own draw. 'skip': runs of equal slots are one draw. Same distributions. */
export type SamplingMode = 'skip' | 'exact'

/** What the link's timer is armed for: the end of a gate, and what is known of that slot. */
const Pending = { Nothing: 0, EndOfWindow: 1, Herald: 2, Click: 3, Slot: 4 } as const

/**
 * The optics of one link: emissions from two sides, the gates of the station, and the draw of what clicks.
 *
 * While nothing changes, slots are independent and alike, so the number of slots to the next click that matters is
 * one geometric draw. Every change (a train or window replaced, halted or closed, a photon leaving the guard, a
 * brightness, a step of drift, light or dark) is a cut: slots whose gate's centre lies in the past are decided, what
 * was drawn for later ones is dropped and drawn again. That is exact because a geometric wait has no memory: given
 * that nothing happened before the cut, what happens after it is distributed as if one had only begun to look.
 *
 * An attempt of two rounds that a cut finds unfinished is discarded; the next slot begins a new one. Detectors that
 * remember are stepped slot by slot from a click until they have forgotten it.
 */
export class SimulatedLink implements Task, NodeLink, StationLink {
  readonly number: number
  readonly model: HeraldingModel
  readonly sides: readonly [LinkSide, LinkSide]
  readonly reach: number

  readonly #upkeep: LinkUpkeep
  readonly #window = new GateWindow()
  readonly #light: SlotLight
  readonly #gate: number
  readonly #noise: readonly [number, number]
  readonly #photon: PhotonShape
  readonly #jitter: number
  readonly #detectors: DetectorMemory
  readonly #cache: AttemptCache
  readonly #heralds: RandomStream
  readonly #offsets: RandomStream
  readonly #timer: Timer

  /** The first slot of the window that no draw has decided. */
  #next = 0
  #round: 1 | 2 = 1
  #firstDetector: 0 | 1 = 0
  /** Noise that round one of the present attempt was played under. */
  #firstNoise: readonly [number, number] = [0, 0]
  /** The light of the present attempt: it ends when this changes between its rounds. */
  #attemptTable: AttemptTable = nothingClicks
  #attemptA: Train | null = null
  #attemptB: Train | null = null

  #pending: (typeof Pending)[keyof typeof Pending] = Pending.Nothing
  #slot = 0
  /** What can come of the pending slot. */
  #table: AttemptTable = nothingClicks
  #outcomes: OutcomeTable = nothingClicks.first
  /** A cut came after the centre of the pending slot's gate: the attempt may herald there but not go on. */
  #discard = false
  /** The station's clock has changed after the centre of the pending slot's gate. */
  #relateLater = false

  constructor(
    options: LinkOptions,
    name: string,
    nodeA: LinkNode,
    nodeB: LinkNode,
    private readonly station: LinkStation,
    private readonly surroundings: LinkSurroundings
  ) {
    this.number = options.link
    this.model = options.model
    const side = (end: 0 | 1, node: LinkNode, { flightTime, generationFailure, arrival, memory }: LinkEnd) =>
      new LinkSide(
        end,
        node,
        this,
        flightTime ?? 0,
        generationFailure ?? 0,
        arrival ?? null,
        memory ?? null,
        options.holdsOnHerald
      )
    this.sides = [side(0, nodeA, options.a), side(1, nodeB, options.b)]
    this.reach = options.window + options.guard
    this.#gate = options.window
    this.#noise = options.noise ?? [0, 0]
    this.#photon = options.photon ?? { kind: 'gaussian', fullWidthHalfMaximum: 0 }
    const detectors = options.detectors ?? quietDetectors
    this.#jitter = detectors.jitterPicoseconds
    this.#detectors = new DetectorMemory(detectors)
    const random = surroundings.random.fork(`link/${name}`)
    this.#heralds = random.stream('heralds')
    this.#offsets = random.stream('offsets')
    const upkeep = new LinkUpkeep(this, options, surroundings.clock, random, this.#noise)
    this.#upkeep = upkeep
    this.#cache = new AttemptCache(options.model, this.#noise, (state) => upkeep.degrade(state))
    this.#light = new SlotLight(this.sides[0], this.sides[1], this.#window, options.guard, this.#cache, upkeep)
    this.#timer = surroundings.clock.timer(this)
  }

  observe(firstSlot: number, slots: number, arrival: Nanoseconds, period: number): void {
    const { clockWatch } = this.station
    clockWatch.refresh()
    this.#window.schedule(firstSlot, slots, arrival, period, clockWatch.line)
    clockWatch.keepUntil(this.#window.centreOf(this.#window.last))
    this.#next = firstSlot
    this.#relateLater = false
    this.#pending = Pending.Nothing
    this.cut()
  }

  close(): void {
    this.#window.open = false
    this.#pending = Pending.Nothing
    this.#timer.cancel()
  }

  connect(connected: boolean): void {
    this.#upkeep.connected = connected
    this.cut()
  }

  /** Fibres are cut, or mended. */
  fibres(intact: boolean): void {
    this.#upkeep.intact = intact
    this.cut()
  }

  get complaint() {
    return this.#upkeep.complaint
  }

  calibrate(done: () => void): void {
    this.#upkeep.calibrate(done)
  }

  /** What the hardware's monitor says of it now. */
  get quality(): LinkQuality {
    return this.#upkeep.quality
  }

  relateWindow(): void {
    if (!this.#window.open) return
    if (this.#decided()) {
      this.#discard = true
      this.#relateLater = true
      return
    }
    this.#relate()
    this.cut()
  }

  #relate(): void {
    const { clockWatch } = this.station
    this.#window.relate(clockWatch.line)
    clockWatch.keepUntil(this.#window.centreOf(this.#window.last))
  }

  /** The conditions of slots to come have changed in more than the trains' timing. */
  conditionChanged(): void {
    this.#cache.clear()
    this.cut()
  }

  /** True while the timer waits for the end of a gate whose centre has passed: its slot stays as it is. */
  #decided(): boolean {
    return this.#pending !== Pending.Nothing && this.#window.centreOf(this.#slot) <= this.surroundings.clock.now()
  }

  cut(): void {
    if (!this.#window.open) return
    if (this.#decided()) {
      this.#discard = true
      return
    }
    const first = this.#window.firstAfter(this.surroundings.clock.now())
    if (first > this.#next) this.#next = first
    this.#round = 1
    this.#schedule()
  }

  /** Arms the timer for the next thing that can happen in the window. */
  #schedule(): void {
    const { last } = this.#window
    this.#discard = false
    let slot = this.#next
    if (slot <= last && (this.surroundings.mode === 'exact' || this.#round === 2 || !this.#forgotten(slot))) {
      this.#prepare(slot)
      this.#arm(Pending.Slot, slot)
      return
    }
    const light = this.#light
    const remembers = this.#detectors.remembers
    while (slot <= last) {
      light.look(slot)
      const run = light.steady(slot, last - slot + 1)
      const { table } = light
      const ahead = remembers ? table.firstClick(run, this.#heralds) : table.firstHerald(run, this.#heralds)
      if (ahead >= 0) {
        this.#table = table
        light.note(slot + ahead)
        this.#arm(remembers ? Pending.Click : Pending.Herald, slot + ahead)
        return
      }
      slot += run
    }
    this.#arm(Pending.EndOfWindow, last)
  }

  #arm(pending: (typeof Pending)[keyof typeof Pending], slot: number): void {
    this.#pending = pending
    this.#slot = slot
    this.#timer.arm(Math.ceil(this.#window.centreOf(slot) + this.#gate / 2))
  }

  #opening(slot: number): number {
    return this.#window.centreOf(slot) - this.#gate / 2
  }

  #forgotten(slot: number): boolean {
    return !this.#detectors.remembers || this.#detectors.quiet(this.#opening(slot), this.#gate)
  }

  /** Makes ready the draw of a single slot, with what the detectors remember. */
  #prepare(slot: number): void {
    const light = this.#light
    light.look(slot)
    light.note(slot)
    const trainA = this.sides[0].presence.train
    const trainB = this.sides[1].presence.train
    const same = light.table === this.#attemptTable && trainA === this.#attemptA && trainB === this.#attemptB
    if (!same) this.#round = 1
    this.#beginRound(light.table)
    const detectors = this.#detectors
    const opening = this.#opening(slot)
    if (this.#upkeep.busy || !detectors.live(opening)) {
      this.#outcomes = nothingClicks.first
      return
    }
    const quiet = this.#forgotten(slot)
    if (quiet && this.#round === 1) {
      this.#firstNoise = this.#noise
      this.#outcomes = light.table.first
    } else if (quiet && this.#firstNoise === this.#noise && light.table.second !== null) {
      this.#outcomes = light.table.second[this.#firstDetector]
    } else {
      const noise0 = detectors.noise(0, this.#noise[0], opening, this.#gate)
      const noise1 = detectors.noise(1, this.#noise[1], opening, this.#gate)
      this.#outcomes = this.#noisyTable(trainA, trainB, [noise0, noise1])
    }
  }

  #beginRound(table: AttemptTable): void {
    this.#attemptTable = table
    this.#attemptA = this.sides[0].presence.train
    this.#attemptB = this.sides[1].presence.train
  }

  #noisyTable(trainA: Train | null, trainB: Train | null, noise: readonly [number, number]): OutcomeTable {
    const a: Side = { present: trainA !== null, brightness: trainA?.brightness ?? 0 }
    const b: Side = { present: trainB !== null, brightness: trainB?.brightness ?? 0 }
    const degrade = (state: Float64Array): Float64Array => this.#upkeep.degrade(state)
    if (this.#round === 2) {
      const given = secondRoundModel(this.model, a, b, this.#firstNoise, noise)[this.#firstDetector]
      const silent = secondRoundModel(this.model, a, b, this.#firstNoise, [0, 0])[this.#firstDetector]
      return slotTable(given.patterns, silent.patterns, noise, false, degrade)
    }
    this.#firstNoise = noise
    const { first, second } = attemptModel(this.model, a, b, noise)
    const silent = attemptModel(this.model, a, b, [0, 0])
    return slotTable(first.patterns, silent.first.patterns, noise, second !== null, degrade)
  }

  /** The end of the pending slot's gate. */
  run(): void {
    switch (this.#pending) {
      case Pending.Nothing:
        break
      case Pending.EndOfWindow: {
        this.#window.open = false
        this.#pending = Pending.Nothing
        this.station.tell({ type: 'silent', link: this.number, lastSlot: this.#window.last })
        break
      }
      case Pending.Herald:
        this.#herald(this.#table.heralds.given(this.#heralds.uniform()))
        break
      case Pending.Click:
        this.#beginRound(this.#table)
        this.#firstNoise = this.#noise
        this.#decide(this.#table.first.given(this.#heralds.uniform()))
        break
      case Pending.Slot:
        this.#decide(this.#outcomes.at(this.#heralds.uniform()))
        break
    }
  }

  /** What one slot, drawn for itself, leads to. */
  #decide(outcome: Outcome | null): void {
    if (outcome !== null && outcome.bellIndex >= 0) {
      this.#herald(outcome)
      return
    }
    this.#round = 1
    if (outcome !== null) {
      this.#detectors.click(outcome.detectors, this.#window.centreOf(this.#slot))
      if (outcome.goesOn && !this.#discard) {
        this.#round = 2
        this.#firstDetector = outcome.detectors === 1 ? 0 : 1
      }
    }
    this.#next = this.#slot + 1
    if (this.#relateLater) {
      this.#relateLater = false
      this.#relate()
      this.#next = Math.max(this.#next, this.#window.firstAfter(this.surroundings.clock.now()))
    }
    this.#schedule()
  }

  #herald(outcome: Outcome): void {
    const time = this.#window.centreOf(this.#slot)
    this.#window.open = false
    this.#pending = Pending.Nothing
    this.#detectors.click(outcome.detectors, time)
    const [a, b] = this.sides
    const pair = bindPair(outcome, time, this.#light, a, b, this.surroundings.pool)
    if (pair !== null) pair.link = this.number
    const { bellIndex } = outcome
    const offset = detectionOffset(outcome, this.#light, this.#photon, this.#jitter, this.#gate, this.#offsets)
    this.surroundings.heralded(this.#slot, bellIndex, pair)
    measureOnArrival(a, this.#light.arrivalA, time)
    measureOnArrival(b, this.#light.arrivalB, time)
    if (a.holds) for (const side of this.sides) side.hold(time)
    this.station.tell({ type: 'detected', link: this.number, slot: this.#slot, offset, bellIndex })
  }
}
