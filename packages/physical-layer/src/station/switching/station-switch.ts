import type { HeraldingDevice } from '@bellwire/device'
import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { Host, type Observer, type RunnerKind } from '@bellwire/statechart'
import type { Gen, SlotRequest } from '@bellwire/wire'
import { PhysicalLayerError } from '../../errors.js'
import type { SlotGrid } from '../../slots.js'
import type { StationLink, StationSide } from '../station-link.js'
import { type SwitchingEmitted, switchingMachine } from './machine.js'
import type { SwitchPolicy } from './policy.js'
import { SwitchedLink } from './switched-link.js'

/** How a station's switch is used. */
export interface SwitchConfiguration {
  /** Length of a turn, nanoseconds. */
  readonly turn: Nanoseconds
  /** How long before its begin a turn is chosen and told: at least the longest round trip to a node and the guard. */
  readonly lead: Nanoseconds
  readonly policy: SwitchPolicy
  /** Uniform on [0, 1). */
  readonly uniform: () => number
  /** A turn has begun: for reports. */
  readonly began?: (turn: number, links: readonly number[]) => void
  /** What both ends of a link want has changed, as far as the station has heard: for reports. */
  readonly wanted?: (link: number, demand: number) => void
}

/** What the switch needs of the station around it. */
export interface SwitchSurroundings {
  readonly clock: Clock
  readonly device: HeraldingDevice
  readonly runner: RunnerKind
  readonly observer?: Observer
  /** The slots of a link's present epoch; undefined where it has none. */
  grid(link: number): SlotGrid | undefined
  /** Sends a SLOT_GRANT. */
  grant(link: number, side: StationSide, turn: number, firstSlot: number, endSlot: number): void
  ignored(reason: string): void
}

const MACHINES = { switching: switchingMachine }
const ONLY = 0

/** The switch of a station: which links it serves in which turns, and what it tells their nodes. */
export class StationSwitch {
  readonly #configuration: SwitchConfiguration
  readonly #around: SwitchSurroundings
  readonly #interferometers: number
  readonly #switchDuration: Nanoseconds
  readonly #links: readonly SwitchedLink[]
  readonly #byNumber: ReadonlyMap<number, SwitchedLink>
  readonly #table
  /** What was last said to be wanted, by link. */
  readonly #said = new Map<number, number>()
  #chosen: readonly number[] = []

  /** @throws PhysicalLayerError NO_SWITCH, TURN_TOO_SHORT */
  constructor(configuration: SwitchConfiguration, links: readonly StationLink[], around: SwitchSurroundings) {
    const { turn, lead } = configuration
    const capabilities = around.device.switch
    if (capabilities === undefined)
      throw new PhysicalLayerError('NO_SWITCH', 'the hardware of the station has no switch')
    const shortest = lead + capabilities.switchDuration
    if (!(turn > shortest)) {
      throw new PhysicalLayerError(
        'TURN_TOO_SHORT',
        `turn ${turn} ns: more than the lead and the time of switching, ${shortest} ns, is needed`
      )
    }
    this.#configuration = configuration
    this.#around = around
    this.#interferometers = capabilities.interferometers
    this.#switchDuration = capabilities.switchDuration
    this.#links = links.map((link) => new SwitchedLink(link))
    this.#byNumber = new Map(this.#links.map((link) => [link.link, link]))
    const { clock, runner, observer } = around
    const host = new Host({
      machines: MACHINES,
      clock,
      runner,
      owner: this,
      ...(observer === undefined ? {} : { observer })
    })
    this.#table = host.table('switching')
    this.#table.open(ONLY, { length: turn, lead })
  }

  start(): void {
    this.#table.tell(ONLY, { type: 'START', now: this.#around.clock.now() })
  }

  stop(): void {
    this.#table.tell(ONLY, { type: 'STOP' })
  }

  /** A link has a new epoch: both its nodes learn that there is a switch, and what they have of it (PHY-116). */
  opened(number: number): void {
    const link = this.#link(number)
    link.forget()
    this.#told(link)
    this.tell(number, 0)
    this.tell(number, 1)
  }

  /** A node's SLOT_REQUEST, of the link's present epoch. */
  request(side: StationSide, frame: SlotRequest): void {
    const link = this.#link(frame.link)
    const now = this.#around.clock.now()
    if (link.request(side, frame, now)) this.#told(link)
    else this.#around.ignored('earlier-slot-request')
    // It may have missed its grant.
    if (link.isServed(now)) this.tell(frame.link, side)
    this.remind(frame.link, side === 0 ? 1 : 0)
  }

  /** Tells a node of the switch again where it may not have heard of it (PHY-131). */
  remind(number: number, side: StationSide): void {
    if (this.#link(number).unheard(side)) this.tell(number, side)
  }

  /** What of a batch may be observed; undefined where nothing may be (PHY-117). */
  clip(frame: Gen, grid: SlotGrid): Gen | undefined {
    return this.#link(frame.link).clip(frame, grid)
  }

  /** Tells a node in which slots its link is served. */
  tell(number: number, side: StationSide): void {
    const link = this.#link(number)
    const grid = this.#around.grid(number)
    if (grid === undefined) return
    const { first, end } = link.slots(grid, this.#around.clock.now())
    this.#around.grant(number, side, Math.max(0, link.lastServed), first, end)
  }

  #link(number: number): SwitchedLink {
    return this.#byNumber.get(number) as SwitchedLink
  }

  #told(link: SwitchedLink): void {
    const { wanted } = this.#configuration
    if (wanted === undefined) return
    const demand = link.demandAt(this.#around.clock.now())
    if (demand === (this.#said.get(link.link) ?? 0)) return
    this.#said.set(link.link, demand)
    wanted(link.link, demand)
  }

  /** Does what the machine wants done. */
  output(event: SwitchingEmitted): void {
    switch (event.type) {
      case 'choose':
        this.#choose(event.turn)
        this.#table.tell(ONLY, { type: 'CHOSEN', now: this.#around.clock.now() })
        break
      case 'set':
        this.#around.device.execute({ type: 'connect', links: this.#chosen })
        this.#configuration.began?.(event.turn, this.#chosen)
        this.#table.tell(ONLY, { type: 'SET', now: this.#around.clock.now() })
        break
      case 'ignored':
        this.#around.ignored(`switching-${event.reason}`)
        break
    }
  }

  #choose(turn: number): void {
    const { turn: length, policy, uniform } = this.#configuration
    const now = this.#around.clock.now()
    const candidates = this.#links.map((link) => {
      this.#told(link)
      return { link: link.link, nodes: link.nodes, demand: link.demandAt(now), lastServed: link.lastServed }
    })
    const draws = Array.from({ length: this.#interferometers }, uniform)
    const chosen = policy({ turn, links: candidates, interferometers: this.#interferometers, draws })
    this.#chosen = chosen.map(({ link }) => link)
    for (const number of this.#chosen) {
      this.#link(number).serve(turn, turn * length, (turn + 1) * length, this.#switchDuration)
      this.tell(number, 0)
      this.tell(number, 1)
    }
  }
}
