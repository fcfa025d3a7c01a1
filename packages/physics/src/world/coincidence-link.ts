import type { Clock, Nanoseconds, RandomSource, Task, Timer } from '@bellwire/runtime'
import { LATEST } from '@bellwire/runtime'
import type { TimeTags } from '../pair-source/index.js'
import { checkCoincidenceLink, recordClick, setModulators } from './coincidence-ends.js'
import { CoincidenceSearch, type SlotCoincidence } from './coincidence-search.js'
import type { LinkQuality } from './drift.js'
import { GateWindow } from './gate-window.js'
import type { HeraldingModel } from './heralding/heralding-model.js'
import { LinkSide } from './link-side.js'
import type { LinkOptions } from './options.js'
import { arrivalOf, type PairSourceLinkParameters, type RecordedTags } from './pair-source-model.js'
import type { LinkNode, LinkStation, NodeLink, StationLink } from './ports.js'
import { StationClocks } from './station-clocks.js'
import { type TagFeed, tagFeed } from './tag-feed.js'

/** What such a link needs of the world around it. */
export interface CoincidenceSurroundings {
  readonly clock: Clock
  readonly random: RandomSource
  readonly heralded: (slot: number, bellIndex: number) => void
  /** The station's hardware has something to say that no message says. */
  readonly notice: (text: string) => void
}

/** What the link's timer is armed for. */
const Pending = { Nothing: 0, EndOfWindow: 1, Herald: 2, Look: 3 } as const

/**
 * A link without memories: a source of photon pairs, two ends that measure what arrives and stamp it with their own
 * clocks, and a station to which they report and which finds coincidences. The first coincidence of a slot is its
 * herald, told when the slot's gate closes; both ends then have a record of it, basis and outcome, at the place of the
 * qubit that the train named.
 *
 * Clicks are made only for times that are looked at, and are the same whenever that is (TagBlocks): after every change
 * of trains, window or clocks the slots to come are simply searched again. Slots whose gate's centre lies in the past
 * are decided.
 */
export class CoincidenceLink implements Task, NodeLink, StationLink {
  readonly number: number
  readonly model: HeraldingModel
  readonly sides: readonly [LinkSide, LinkSide]
  readonly reach: number
  readonly search: CoincidenceSearch
  readonly delay: number
  readonly #window = new GateWindow()
  readonly #feed: TagFeed
  readonly #clocks: StationClocks
  readonly #gate: number
  readonly #calibrationDuration: Nanoseconds
  readonly #newFeed: () => TagFeed
  readonly #timer: Timer
  /** The lines of the ends' clocks by which tags have been stamped: origin, reading, rate. */
  readonly #stamped = new Float64Array(6)
  #calibrations = 0
  /** Whether the station's switch, where it has one, takes in the reports of both ends. */
  #connected = true
  #intact = true
  #quality: LinkQuality = 0
  /** Until when the quality was told to last. */
  #qualityUntil: Nanoseconds = 0
  #next = 0
  #pending: (typeof Pending)[keyof typeof Pending] = Pending.Nothing
  #slot = 0
  #found: SlotCoincidence | null = null
  /** Slots whose gates close by then have been searched, when a look at the clocks is due. */
  #searched = 0

  /** @throws WorldError for options that mean nothing to such a link */
  constructor(
    options: LinkOptions,
    parameters: PairSourceLinkParameters,
    name: string,
    nodeA: LinkNode,
    nodeB: LinkNode,
    private readonly station: LinkStation,
    private readonly surroundings: CoincidenceSurroundings
  ) {
    checkCoincidenceLink(options)
    const { a, b, link, model, window, guard } = options
    const { source, tags } = parameters
    this.number = link
    this.model = model
    this.#gate = window
    this.reach = window + guard
    this.#calibrationDuration = options.calibrationDuration ?? 0
    const ways = [
      (a.flightTime ?? 0) + source.alice.delayPicoseconds / 1000,
      (b.flightTime ?? 0) + source.bob.delayPicoseconds / 1000
    ] as const
    this.delay = Math.max(...ways)
    // Reports of the end that is quicker to report are held back, as if its way were longer.
    this.sides = [
      new LinkSide(
        0,
        nodeA,
        this,
        this.delay - source.alice.delayPicoseconds / 1000,
        a.generationFailure ?? 0,
        arrivalOf(source.alice, tags !== undefined),
        null,
        options.holdsOnHerald
      ),
      new LinkSide(
        1,
        nodeB,
        this,
        this.delay - source.bob.delayPicoseconds / 1000,
        b.generationFailure ?? 0,
        arrivalOf(source.bob, tags !== undefined),
        null,
        options.holdsOnHerald
      )
    ]
    const lines = [nodeA.clockWatch.line, nodeB.clockWatch.line] as const
    this.#newFeed = () => tagFeed(parameters, surroundings.random.fork(`link/${name}`).fork('tags'), lines)
    this.#feed = this.#newFeed()
    this.search = new CoincidenceSearch(this.#feed, this.sides, this.#window, window, guard, parameters)
    this.#timer = surroundings.clock.timer(this)
    this.#clocks = new StationClocks(surroundings.clock, this, parameters)
  }

  /** What the hardware's monitor says of it now. */
  get quality(): LinkQuality {
    return this.#quality
  }

  get end(): number {
    return this.#feed.end(this.#clocks.follower?.relation(this.#feed.origin) ?? null)
  }

  /**
   * What a recording of the link's tags holds that begins with the world and lasts so long, true nanoseconds: stamps
   * since each end's clock showed 0, by the clocks as they go now. Tags from before that are left out.
   */
  recorded(duration: Nanoseconds): RecordedTags {
    this.refresh()
    const feed = this.#newFeed()
    feed.cover(0, duration)
    const [alice, bob] = feed.ends.map(({ tags }) => {
      const count = tags.picoseconds.subarray(0, tags.length).findIndex((time) => time >= 0)
      const first = count < 0 ? tags.length : count
      return { picoseconds: tags.picoseconds.slice(first, tags.length), labels: tags.labels.slice(first, tags.length) }
    }) as [TimeTags, TimeTags]
    return { alice, bob }
  }

  observe(firstSlot: number, slots: number, arrival: Nanoseconds, period: number): void {
    const { clockWatch } = this.station
    clockWatch.refresh()
    const idle = !this.#window.open && this.#window.last < firstSlot - 1
    this.#clocks.opened(this.#gate / period, idle)
    this.#window.schedule(firstSlot, slots, arrival, period, clockWatch.line)
    clockWatch.keepUntil(this.#window.centreOf(this.#window.last))
    this.#next = firstSlot
    this.#pending = Pending.Nothing
    // A node that has been reset has forgotten what it was told.
    if (this.#quality !== 0) this.#tellQuality(LATEST)
    this.cut()
  }

  close(): void {
    this.#window.open = false
    this.#pending = Pending.Nothing
    this.#timer.cancel()
  }

  connect(connected: boolean): void {
    this.#connected = connected
    this.cut()
  }

  /** Fibres are cut, or mended. */
  fibres(intact: boolean): void {
    this.#intact = intact
    this.cut()
  }

  calibrate(done: () => void): void {
    if (this.#calibrationDuration === 0) {
      done()
      return
    }
    this.#calibrations++
    this.cut()
    const finish: Task = {
      run: () => {
        this.#calibrations--
        this.cut()
        done()
      }
    }
    this.surroundings.clock.at(this.surroundings.clock.now() + this.#calibrationDuration, finish)
  }

  relateWindow(): void {
    if (!this.#window.open) return
    if (this.#decided()) return
    const { clockWatch } = this.station
    this.#window.relate(clockWatch.line)
    clockWatch.keepUntil(this.#window.centreOf(this.#window.last))
    this.cut()
  }

  #decided(): boolean {
    const { clock } = this.surroundings
    const waits = this.#pending === Pending.Herald || this.#pending === Pending.EndOfWindow
    return waits && this.#window.centreOf(this.#slot) <= clock.now()
  }

  cut(): void {
    if (!this.#window.open || this.#decided()) return
    const first = this.#window.firstAfter(this.surroundings.clock.now())
    if (first > this.#next) this.#next = first
    this.#schedule()
  }

  // ---- what the station's clocks need ----

  refresh(): void {
    const { sides } = this
    let changed = false
    sides.forEach(({ node }, end) => {
      node.clockWatch.refresh()
      const { origin, reading, rate } = node.clockWatch.line
      for (const [k, value] of [origin, reading, rate].entries()) {
        const at = 3 * end + k
        changed ||= this.#stamped[at] !== value
        this.#stamped[at] = value
      }
    })
    if (changed) this.#feed.forget()
  }

  clocksChanged(known: boolean, validFor: Nanoseconds, why: string): void {
    const quality = known ? 0 : 3
    const lost = quality !== 0 && this.#clocks?.over
    if (lost) this.surroundings.notice(why)
    this.#quality = quality
    this.#tellQuality(validFor)
    this.cut()
  }

  get complaint() {
    if (this.#quality === 0) return undefined
    const validFor = Math.max(0, this.#qualityUntil - this.surroundings.clock.now())
    return { type: 'linkQuality', link: this.number, quality: this.#quality, validFor } as const
  }

  #tellQuality(validFor: Nanoseconds): void {
    const quality = this.#quality
    this.#qualityUntil = this.surroundings.clock.now() + validFor
    for (const { node } of this.sides) node.tell({ type: 'linkQuality', link: this.number, quality, validFor })
  }

  // ---- slots ----

  /** Arms the timer for the next thing that can happen in the window. */
  #schedule(): void {
    const { last } = this.#window
    this.refresh()
    setModulators(this.#feed, this.sides, this.#next)
    const follower = this.#calibrations > 0 || !this.#connected || !this.#intact ? null : this.#clocks.now()
    if (!this.#window.open) return
    this.#found = null
    if (follower === null || this.#next > last) return this.#arm(Pending.EndOfWindow, last)
    const until = Math.min(this.#closing(last), this.#clocks.trustedUntil)
    this.#found = this.search.first(this.#next, until, follower)
    if (this.#found !== null) return this.#arm(Pending.Herald, this.#found.slot)
    if (until >= this.#closing(last)) return this.#arm(Pending.EndOfWindow, last)
    this.#pending = Pending.Look
    this.#searched = until
    this.#timer.arm(Math.ceil(until))
  }

  #arm(pending: (typeof Pending)[keyof typeof Pending], slot: number): void {
    this.#pending = pending
    this.#slot = slot
    this.#timer.arm(this.#closing(slot))
  }

  #closing(slot: number): Nanoseconds {
    return Math.ceil(this.#window.centreOf(slot) + this.#gate / 2)
  }

  run(): void {
    switch (this.#pending) {
      case Pending.Nothing:
        return
      case Pending.Look:
        this.#next = Math.max(this.#next, this.#window.firstAfter(this.#searched - this.#gate / 2))
        this.#pending = Pending.Nothing
        this.#schedule()
        return
      case Pending.EndOfWindow:
        this.#window.open = false
        this.#pending = Pending.Nothing
        this.station.tell({ type: 'silent', link: this.number, lastSlot: this.#window.last })
        return
      case Pending.Herald:
        this.#herald(this.#found as SlotCoincidence)
    }
  }

  #herald({ slot, time, stamp, residual, labels }: SlotCoincidence): void {
    const centre = this.#window.centreOf(slot)
    const offset = Math.max(0, Math.floor(1000 * (time - centre + this.#gate / 2)))
    this.#window.open = false
    this.#pending = Pending.Nothing
    this.#clocks.found(stamp, residual)
    this.surroundings.heralded(slot, 0)
    this.sides.forEach((side, end) => {
      recordClick(side, slot, labels[end] as number, centre)
      if (side.holds) side.hold(centre)
    })
    this.station.tell({ type: 'detected', link: this.number, slot, offset, bellIndex: 0 })
  }
}
