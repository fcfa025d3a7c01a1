import type { RandomSource, RandomStream, Task, Timer, Clock, Nanoseconds } from '@bellwire/runtime'
import type { Side } from '../components/slot-model.js'
import { AttemptCache } from './attempt-cache.js'
import { AttemptTable, OutcomeTable, type Outcome, slotTable } from './attempt-table.js'
import { DetectorMemory } from './detector-memory.js'
import { GateWindow } from './gate-window.js'
import { attemptModel, type HeraldingModel, secondRoundModel } from './heralding-model.js'
import type { HeldPair, PairPool } from './held-pair.js'
import { LinkSide } from './link-side.js'
import { LinkUpkeep } from './link-upkeep.js'
import { type LinkOptions, quietDetectors } from './options.js'
import { noiseOffset, photonOffset, type PhotonShape } from './photon-timing.js'
import { findPresence, type Presence, steadySlots } from './presence.js'
import type { SimulatedNode } from './simulated-node.js'
import type { SimulatedStation } from './simulated-station.js'
import type { Train } from './train.js'

/** What a link needs of the world around it. */
export interface LinkSurroundings {
  readonly clock: Clock
  readonly random: RandomSource
  readonly mode: SamplingMode
  readonly pool: PairPool
  readonly heralded: (link: SimulatedLink, slot: number, bellIndex: number, pair: HeldPair | null) => void
}

/** 'exact': every slot is an event with its own draw. 'skip': runs of equal slots are one draw. Same distributions. */
export type SamplingMode = 'skip' | 'exact'

/** What the link's timer is armed for. */
const Pending = { Nothing: 0, End: 1, Herald: 2, Click: 3, Slot: 4 } as const

const NO_CLICKS = new OutcomeTable([], [])
const NOTHING = new AttemptTable(
  { first: { heraldProbability: 0, patterns: [] }, second: null },
  { first: { heraldProbability: 0, patterns: [] }, second: null },
  [0, 0],
  (state) => state
)

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
export class SimulatedLink implements Task {
  readonly number: number
  readonly model: HeraldingModel
  readonly sides: [LinkSide, LinkSide]
  readonly upkeep: LinkUpkeep
  /** After this long beyond its last photon's arrival a train cannot matter any more, nanoseconds. */
  readonly reach: number

  readonly #window = new GateWindow()
  readonly #gate: number
  readonly #guard: number
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
  #attemptTable: AttemptTable | null = null
  #attemptA: Train | null = null
  #attemptB: Train | null = null
  /** A cut came after the pending slot's gate: its attempt may herald but not go on. */
  #discard = false
  /** The station's clock has changed while the pending slot's gate was open. */
  #relateLater = false

  #pending: (typeof Pending)[keyof typeof Pending] = Pending.Nothing
  #slot = 0
  #table: AttemptTable = NOTHING
  #outcomes: OutcomeTable = NO_CLICKS
  /** Emissions that reach the pending slot's gate: emission time, lateness; NaN where none does. */
  #emissionA = NaN
  #emissionB = NaN
  #latenessA = 0
  #latenessB = 0
  #qubitA = 0
  #qubitB = 0

  readonly #probeA: Presence = { train: null, shift: 0 }
  readonly #probeB: Presence = { train: null, shift: 0 }

  constructor(
    options: LinkOptions,
    readonly name: string,
    nodeA: SimulatedNode,
    nodeB: SimulatedNode,
    readonly station: SimulatedStation,
    private readonly surroundings: LinkSurroundings
  ) {
    this.number = options.link
    this.model = options.model
    this.sides = [
      new LinkSide(nodeA, this, options.a.flightTime ?? 0, options.a.generationFailure ?? 0),
      new LinkSide(nodeB, this, options.b.flightTime ?? 0, options.b.generationFailure ?? 0)
    ]
    this.#gate = options.window
    this.#guard = options.guard
    this.reach = options.window + options.guard
    this.#noise = options.noise ?? [0, 0]
    this.#photon = options.photon ?? { kind: 'gaussian', fullWidthHalfMaximum: 0 }
    const detectors = options.detectors ?? quietDetectors
    this.#jitter = detectors.jitterPicoseconds
    this.#detectors = new DetectorMemory(detectors)
    const random = surroundings.random.fork(`link/${name}`)
    this.#heralds = random.stream('heralds')
    this.#offsets = random.stream('offsets')
    this.upkeep = new LinkUpkeep(this, options, surroundings.clock, random, this.#noise)
    this.#cache = new AttemptCache(options.model, this.#noise, (state) => this.upkeep.degrade(state))
    this.#timer = surroundings.clock.timer(this)
  }

  /** Opens the station's gates, in place of any earlier window. */
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

  /** The station's clock has changed: gates to come move with it. One whose time has come stays. */
  relateWindow(): void {
    const window = this.#window
    if (!window.open) return
    if (this.#pending !== Pending.Nothing && window.centreOf(this.#slot) <= this.surroundings.clock.now()) {
      this.#discard = true
      this.#relateLater = true
      return
    }
    window.relate(this.station.clockWatch.line)
    this.station.clockWatch.keepUntil(window.centreOf(window.last))
    this.cut()
  }

  /** The conditions of slots to come have changed in more than the trains' timing. */
  conditionChanged(): void {
    this.#cache.clear()
    this.cut()
  }

  /** Draws again what lies after the present instant. */
  cut(): void {
    const window = this.#window
    if (!window.open) return
    const now = this.surroundings.clock.now()
    if (this.#pending !== Pending.Nothing && window.centreOf(this.#slot) <= now) {
      this.#discard = true
      return
    }
    const first = window.firstAfter(now)
    if (first > this.#next) this.#next = first
    this.#round = 1
    this.#schedule()
  }

  /** Arms the timer for the next thing that can happen in the window. */
  #schedule(): void {
    const window = this.#window
    this.#discard = false
    const last = window.last
    if (this.#next <= last) {
      if (this.surroundings.mode === 'exact' || this.#round === 2 || !this.#forgotten(this.#next)) {
        this.#prepareSlot(this.#next)
        this.#arm(Pending.Slot, this.#next)
        return
      }
      let slot = this.#next
      while (slot <= last) {
        this.#look(slot)
        const run = this.#steady(slot, last - slot + 1)
        const ahead = this.#detectors.remembers
          ? this.#table.firstClick(run, this.#heralds)
          : this.#table.firstHerald(run, this.#heralds)
        if (ahead >= 0) {
          this.#capture(slot + ahead)
          this.#arm(this.#detectors.remembers ? Pending.Click : Pending.Herald, slot + ahead)
          return
        }
        slot += run
      }
    }
    this.#arm(Pending.End, last)
  }

  #arm(pending: (typeof Pending)[keyof typeof Pending], slot: number): void {
    this.#pending = pending
    this.#slot = slot
    this.#timer.arm(Math.ceil(this.#window.centreOf(slot) + this.#gate / 2))
  }

  #forgotten(slot: number): boolean {
    const detectors = this.#detectors
    return !detectors.remembers || detectors.quiet(this.#window.centreOf(slot) - this.#gate / 2, this.#gate)
  }

  /** Finds the light of a slot and its attempt table. */
  #look(slot: number): void {
    const [a, b] = this.sides
    if (this.upkeep.lit) {
      findPresence(a.trains, this.#window, slot, this.#guard, a.presence)
      findPresence(b.trains, this.#window, slot, this.#guard, b.presence)
    } else {
      a.presence.train = null
      b.presence.train = null
    }
    const trainA = a.presence.train
    const trainB = b.presence.train
    this.#table = this.upkeep.busy
      ? NOTHING
      : this.#cache.get(trainA !== null, trainA?.brightness ?? 0, trainB !== null, trainB?.brightness ?? 0)
  }

  /** For how many slots from `slot` on, at most `limit`, the light found there stays the same. */
  #steady(slot: number, limit: number): number {
    if (!this.upkeep.lit || this.upkeep.busy) return limit
    const [a, b] = this.sides
    const window = this.#window
    const guard = this.#guard
    let length = Math.min(
      limit,
      steadySlots(a.trains, window, slot, guard, a.presence),
      steadySlots(b.trains, window, slot, guard, b.presence)
    )
    while (length < limit) {
      const at = slot + length
      findPresence(a.trains, window, at, guard, this.#probeA)
      findPresence(b.trains, window, at, guard, this.#probeB)
      if (this.#probeA.train !== a.presence.train || this.#probeB.train !== b.presence.train) break
      length = Math.min(
        limit,
        length +
          Math.min(
            steadySlots(a.trains, window, at, guard, this.#probeA),
            steadySlots(b.trains, window, at, guard, this.#probeB)
          )
      )
    }
    return length
  }

  /** Notes which emissions a slot's herald would concern. */
  #capture(slot: number): void {
    const [a, b] = this.sides
    const centre = this.#window.centreOf(slot)
    const trainA = a.presence.train
    const trainB = b.presence.train
    this.#emissionA = NaN
    this.#emissionB = NaN
    if (trainA !== null) {
      const arrival = trainA.arrivalOf(slot + a.presence.shift)
      this.#emissionA = arrival - a.flightTime
      this.#latenessA = arrival - centre
      this.#qubitA = trainA.qubit
    }
    if (trainB !== null) {
      const arrival = trainB.arrivalOf(slot + b.presence.shift)
      this.#emissionB = arrival - b.flightTime
      this.#latenessB = arrival - centre
      this.#qubitB = trainB.qubit
    }
  }

  /** Makes ready the draw of a single slot, with what the detectors remember. */
  #prepareSlot(slot: number): void {
    this.#look(slot)
    this.#capture(slot)
    const [a, b] = this.sides
    const trainA = a.presence.train
    const trainB = b.presence.train
    const unchanged = this.#table === this.#attemptTable && trainA === this.#attemptA && trainB === this.#attemptB
    if (this.#round === 2 && !unchanged) this.#round = 1
    this.#attemptTable = this.#table
    this.#attemptA = trainA
    this.#attemptB = trainB
    if (this.upkeep.busy) {
      this.#outcomes = NO_CLICKS
      return
    }
    const opens = this.#window.centreOf(slot) - this.#gate / 2
    if (this.#forgotten(slot) && (this.#round === 1 || this.#firstNoise === this.#noise)) {
      const table = this.#table
      this.#outcomes = this.#round === 1 ? table.first : (table.second?.[this.#firstDetector] ?? NO_CLICKS)
      if (this.#round === 1) this.#firstNoise = this.#noise
      return
    }
    if (!this.#detectors.live(opens)) {
      this.#outcomes = NO_CLICKS
      return
    }
    const noise = [
      this.#detectors.noise(0, this.#noise[0], opens, this.#gate),
      this.#detectors.noise(1, this.#noise[1], opens, this.#gate)
    ] as const
    const lightA: Side = { present: trainA !== null, brightness: trainA?.brightness ?? 0 }
    const lightB: Side = { present: trainB !== null, brightness: trainB?.brightness ?? 0 }
    if (this.#round === 1) this.#firstNoise = noise
    this.#outcomes = this.#noisyTable(lightA, lightB, noise)
  }

  #noisyTable(a: Side, b: Side, noise: readonly [number, number]): OutcomeTable {
    const degrade = (state: Float64Array): Float64Array => this.upkeep.degrade(state)
    if (this.#round === 2) {
      const given = secondRoundModel(this.model, a, b, this.#firstNoise, noise)[this.#firstDetector]
      const quiet = secondRoundModel(this.model, a, b, this.#firstNoise, [0, 0])[this.#firstDetector]
      return slotTable(given.patterns, quiet.patterns, noise, false, degrade)
    }
    const { first, second } = attemptModel(this.model, a, b, noise)
    const quiet = attemptModel(this.model, a, b, [0, 0])
    return slotTable(first.patterns, quiet.first.patterns, noise, second !== null, degrade)
  }

  run(): void {
    switch (this.#pending) {
      case Pending.End: {
        const lastSlot = this.#window.last
        this.#window.open = false
        this.#pending = Pending.Nothing
        this.station.tell({ type: 'silent', link: this.number, lastSlot })
        break
      }
      case Pending.Herald:
        this.#herald(this.#table.heralds.given(this.#heralds.uniform()))
        break
      case Pending.Click:
        this.#attemptTable = this.#table
        this.#attemptA = this.sides[0].presence.train
        this.#attemptB = this.sides[1].presence.train
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
    const window = this.#window
    if (outcome !== null) this.#detectors.click(outcome.detectors, window.centreOf(this.#slot))
    if (this.#relateLater) {
      this.#relateLater = false
      window.relate(this.station.clockWatch.line)
      this.station.clockWatch.keepUntil(window.centreOf(window.last))
    }
    if (outcome?.goesOn === true && !this.#discard) {
      this.#round = 2
      this.#firstDetector = outcome.detectors === 1 ? 0 : 1
    } else {
      this.#round = 1
    }
    this.#next = this.#slot + 1
    this.#schedule()
  }

  #herald(outcome: Outcome): void {
    const slot = this.#slot
    const centre = this.#window.centreOf(slot)
    this.#window.open = false
    this.#pending = Pending.Nothing
    this.#detectors.click(outcome.detectors, centre)
    const pair = this.#bind(outcome, centre)
    const offset = this.#drawOffset(outcome)
    this.surroundings.heralded(this, slot, outcome.bellIndex, pair)
    this.station.tell({ type: 'detected', link: this.number, slot, offset, bellIndex: outcome.bellIndex })
  }

  /**
   * Gives the two qubits the state that goes with the herald. A side without a photon in the gate had no part in it;
   * a qubit acted on since its emission (measured, released, emitted again) has lost its part.
   */
  #bind(outcome: Outcome, herald: number): HeldPair | null {
    const state = outcome.state
    if (state === null) return null
    const nodeA = this.sides[0].node.qubits
    const nodeB = this.sides[1].node.qubits
    // A comparison with NaN is false: that side was not present.
    const takesA = (nodeA.stamps[this.#qubitA] as number) <= this.#emissionA
    const takesB = (nodeB.stamps[this.#qubitB] as number) <= this.#emissionB
    if (takesA && takesB) {
      nodeA.leavePair(this.#qubitA)
      nodeB.leavePair(this.#qubitB)
      const pair = this.surroundings.pool.take(nodeA, this.#qubitA, nodeB, this.#qubitB)
      pair.link = this.number
      pair.heralded = herald
      pair.bellIndex = outcome.bellIndex
      for (let k = 0; k < 16; k++) pair.state[k] = state[k] as number
      nodeA.enterPair(this.#qubitA, pair, 0, this.#emissionA, herald)
      nodeB.enterPair(this.#qubitB, pair, 1, this.#emissionB, herald)
      return pair
    }
    if (takesA) {
      const [x, y, z] = [state[4] as number, state[8] as number, state[12] as number]
      nodeA.conditionAlone(this.#qubitA, x, y, z, this.#emissionA, herald)
    }
    if (takesB) {
      const [x, y, z] = [state[1] as number, state[2] as number, state[3] as number]
      nodeB.conditionAlone(this.#qubitB, x, y, z, this.#emissionB, herald)
    }
    return null
  }

  #drawOffset(outcome: Outcome): number {
    const random = this.#offsets
    const presentA = !Number.isNaN(this.#emissionA)
    const presentB = !Number.isNaN(this.#emissionB)
    const dark = !presentA && !presentB
    if (dark || (outcome.noiseShare > 0 && random.bernoulli(outcome.noiseShare))) {
      return noiseOffset(this.#gate, random)
    }
    const fromA = presentA && (!presentB || this.#latenessA === this.#latenessB || random.bernoulli(0.5))
    const lateness = fromA ? this.#latenessA : this.#latenessB
    return photonOffset(this.#photon, lateness, this.#jitter, this.#gate, random)
  }
}
