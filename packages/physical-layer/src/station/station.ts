import type { HardwareNotice, StationResult } from '@bellwire/device'
import { Host } from '@bellwire/statechart'
import type { TransportListener } from '@bellwire/transport'
import {
  type Frame,
  type Gen,
  HeraldError,
  isLinkFrame,
  type LinkHeader,
  Outcome,
  Role,
  WIRE_VERSIONS
} from '@bellwire/wire'
import { PhysicalLayerError } from '../errors.js'
import { isOwnHello, versionWith } from '../frames.js'
import { earliestSlot, slotTime } from '../slots.js'
import type { HeraldingEmitted } from './heralding/context.js'
import { heraldingMachine } from './heralding/machine.js'
import { type RegistrationEmitted, registrationMachine } from './registration/machine.js'
import { Served } from './served.js'
import type { StationSide } from './station-link.js'
import type { StationOptions } from './station-options.js'
import { StationSwitch } from './switching/station-switch.js'

/** What the host does not handle itself. */
type Emitted = Exclude<HeraldingEmitted | RegistrationEmitted, { type: 'open' | 'close' }>

const MACHINES = { registration: registrationMachine, heralding: heraldingMachine }

/** Takes what comes for a process that is no more. */
const NOBODY: TransportListener = { frame: () => undefined, malformed: () => undefined }

/**
 * A heralding station: a role of its own, with one pair of machines for every link that it serves. It is silent while its
 * hardware is lost, and starts anew when that has restarted (DEV-084).
 */
export class Station implements TransportListener {
  readonly #options: StationOptions
  readonly #links = new Map<number, Served>()
  /** The link that was looked for last. */
  #recent: Served | undefined
  readonly #host
  readonly #registration
  readonly #heralding
  #switch: StationSwitch | undefined
  #incarnation = 0
  #running = false

  /** @throws PhysicalLayerError LINK_TWICE, NO_SWITCH, TURN_TOO_SHORT */
  constructor(options: StationOptions) {
    this.#options = options
    for (const link of options.links) {
      if (this.#links.has(link.link))
        throw new PhysicalLayerError('LINK_TWICE', `link ${link.link}: a station serves each link once`)
      this.#links.set(link.link, new Served(link))
    }
    this.#host = new Host({
      machines: MACHINES,
      clock: options.clock,
      runner: options.runner,
      owner: this,
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.#registration = this.#host.table('registration')
    this.#heralding = this.#host.table('heralding')
    this.#switch = this.#makeSwitch(options)
  }

  #makeSwitch({ switch: configuration, links, device, clock, runner, observer }: StationOptions) {
    if (configuration === undefined) {
      if (device.switch === undefined) return undefined
      throw new PhysicalLayerError(
        'NO_SWITCH',
        'the hardware of the station has a switch: its turns must be configured'
      )
    }
    return new StationSwitch(configuration, links, {
      clock,
      device,
      runner,
      ...(observer === undefined ? {} : { observer }),
      grid: (link) => (this.#registration.has(link) && this.#epoch(link) > 0 ? this.#served(link)?.grid : undefined),
      grant: (link, side, turn, firstSlot, endSlot) => {
        const { nodes } = this.#served(link) as Served
        const header = { link, incarnation: this.#incarnation, epoch: this.#epoch(link) }
        this.#options.transport.send(nodes[side], { type: 'SLOT_GRANT', ...header, turn, firstSlot, endSlot })
      },
      ignored: (reason) => this.#ignored(reason)
    })
  }

  start(): void {
    this.#running = true
    this.#options.device.listen((result) => this.#deviceResult(result))
    this.#options.device.watch?.((notice) => this.#deviceNotice(notice))
    this.#begin()
  }

  /** Stops at once, as a process that dies does. */
  stop(): void {
    this.#running = false
    this.#end()
  }

  #begin(): void {
    this.#options.transport.listen(this)
    this.#incarnation = this.#options.incarnation()
    for (const link of this.#options.links) {
      this.#registration.open(link.link, {
        link: link.link,
        incarnation: this.#incarnation,
        interval: link.greeting,
        maximumInterval: link.greetingMaximum,
        reminder: link.reminder,
        guard: link.guard
      })
      this.#registration.tell(link.link, { type: 'START' })
    }
    this.#switch?.start()
  }

  #end(): void {
    this.#options.transport.listen(NOBODY)
    this.#switch?.stop()
    for (const link of this.#links.keys()) {
      if (this.#heralding.has(link)) this.#heralding.close(link)
      if (this.#registration.has(link)) this.#registration.close(link)
    }
    this.#options.device.reset()
  }

  #deviceNotice(notice: HardwareNotice): void {
    if (!this.#running) return
    this.#end()
    if (notice === 'lost') return
    this.#recent = undefined
    for (const link of this.#options.links) this.#links.set(link.link, new Served(link))
    this.#switch = this.#makeSwitch(this.#options)
    this.#begin()
  }

  /** Takes a frame. Frames for links that the station does not serve, and from nodes that are not their ends, change nothing. */
  frame(from: number, frame: Frame): void {
    if (!isLinkFrame(frame)) return this.#ignored('not-for-stations')
    const link = this.#served(frame.link)
    if (link === undefined) return this.#ignored('unknown-link')
    const side = link.nodes[0] === from ? 0 : link.nodes[1] === from ? 1 : undefined
    if (side === undefined) return this.#ignored('not-an-end')
    switch (frame.type) {
      case 'GEN': {
        if (!this.#isPresent(link.link, side, frame)) {
          this.#registration.tell(link.link, { type: 'STRANGER', side })
          return this.#ignored('stale-gen')
        }
        const now = this.#options.clock.now()
        const earliest = earliestSlot(link.grid, now, -link.guard)
        const batch = this.#switch === undefined ? frame : this.#granted(this.#switch, link, side, frame, earliest)
        this.#heralding.tell(link.link, { type: 'GEN', side, frame: batch, now, earliestSlot: earliest })
        return
      }
      case 'SLOT_REQUEST':
        if (this.#switch === undefined) return this.#ignored('no-switch')
        if (this.#isPresent(link.link, side, frame)) return this.#switch.request(side, frame)
        this.#registration.tell(link.link, { type: 'STRANGER', side })
        return this.#ignored('stale-slot-request')
      case 'SYNC':
        this.#synchronise(from, frame)
        if (this.#isPresent(link.link, side, frame)) this.#switch?.remind(link.link, side)
        return
      case 'HELLO':
        if (!isOwnHello(frame, from, Role.NODE)) return this.#ignored('hello-of-another')
        this.#registration.tell(link.link, { type: 'HELLO', side, frame, version: versionWith(frame) })
        return
      case 'OPEN':
        this.#registration.tell(link.link, { type: 'OPEN', side, frame })
        return
      default:
        this.#ignored('not-for-stations')
    }
  }

  malformed(_from: number, reason: string): void {
    this.#ignored(`malformed-${reason}`)
  }

  #isPresent(link: number, side: StationSide, frame: LinkHeader): boolean {
    const context = this.#registration.context(link)
    return (
      frame.epoch === context.epoch &&
      frame.epoch !== 0 &&
      frame.incarnation === (side === 0 ? context.incarnationA : context.incarnationB)
    )
  }

  /** What a batch is to a station with a switch. Of one outside the granted slots its sender is told; it withdraws others. */
  #granted(board: StationSwitch, link: Served, side: StationSide, frame: Gen, earliest: number): Gen {
    const lastSlot = frame.firstSlot + frame.slots - 1
    if (frame.slots === 0 || lastSlot < earliest) return frame
    const batch = board.clip(frame, link.grid)
    if (batch !== undefined) return batch
    board.tell(link.link, side)
    const { sequence } = this.#heralding.context(link.link)
    const { queueId } = frame
    const nothing = { bellIndex: 0, offset: 0, peerQueueId: 0 }
    const failed = { ...nothing, outcome: Outcome.FAIL, error: HeraldError.TIME_MISMATCH, slot: frame.firstSlot }
    this.output({ type: 'reply', side, sequence, queueId, ...failed }, 'heralding', link.link)
    return { ...frame, slots: 0 }
  }

  #synchronise(from: number, frame: Extract<Frame, { type: 'SYNC' }>): void {
    const now = this.#options.clock.now()
    this.#options.transport.send(from, {
      type: 'SYNC_REPLY',
      link: frame.link,
      incarnation: this.#incarnation,
      epoch: frame.epoch,
      exchange: frame.exchange,
      originTime: frame.originTime,
      receiveTime: now,
      transmitTime: now,
      quality: this.#options.clockQuality
    })
  }

  #deviceResult(result: StationResult): void {
    const now = this.#options.clock.now()
    if (!this.#heralding.has(result.link)) return this.#ignored('no-heralding')
    if (result.type === 'detected') {
      this.#heralding.tell(result.link, {
        type: 'DETECTED',
        slot: result.slot,
        offset: result.offset,
        bellIndex: result.bellIndex,
        now
      })
    } else this.#heralding.tell(result.link, { type: 'SILENT', lastSlot: result.lastSlot, now })
  }

  // ---- HostOwner: what the machines say ----

  undelivered(table: string): void {
    this.#ignored(`no-${table}`)
  }

  /** Does what the machines want done. */
  output(event: Emitted, table: string, link: number | string): void {
    const key = link as number
    const served = this.#served(key) as Served
    const { transport, device } = this.#options
    const incarnation = this.#incarnation
    switch (event.type) {
      case 'reply':
        transport.send(served.nodes[event.side], {
          type: 'REPLY',
          link: key,
          incarnation,
          epoch: this.#epoch(key),
          outcome: event.outcome,
          bellIndex: event.bellIndex,
          sequence: event.sequence,
          slot: event.slot,
          offsetPicoseconds: event.offset,
          queueId: event.queueId,
          peerQueueId: event.peerQueueId,
          error: event.error
        })
        if (event.outcome === 1 && event.side === 0)
          this.#options.heralded?.(key, this.#epoch(key), event.sequence, event.slot, event.bellIndex)
        break
      case 'observe': {
        const { firstSlot, slots } = event
        const arrival = slotTime(served.grid, firstSlot)
        // No clock will ever read it, and no message can say it.
        if (arrival > Number.MAX_SAFE_INTEGER) return this.#ignored('slots-beyond-time')
        device.execute({ type: 'observe', link: key, firstSlot, slots, arrival, period: served.grid.period })
        break
      }
      case 'closeGates':
        device.execute({ type: 'close', link: key })
        break
      case 'hello':
        transport.send(served.nodes[event.side], {
          type: 'HELLO',
          link: key,
          incarnation,
          epoch: event.epoch,
          node: this.#options.node,
          role: Role.STATION,
          answer: event.answer,
          minimumVersion: WIRE_VERSIONS.minimum,
          maximumVersion: WIRE_VERSIONS.maximum,
          kinds: 0,
          bases: 0,
          heraldingPlace: served.heraldingPlace
        })
        break
      case 'openAck':
        transport.send(served.nodes[event.side], { type: 'OPEN_ACK', link: key, incarnation, epoch: event.epoch })
        break
      case 'opened':
        this.#opened(key)
        break
      case 'versionRefused':
        this.#ignored(`version-refused: ${event.minimum} to ${event.maximum}`)
        break
      case 'ignored':
        this.#ignored(`${table}-${event.reason}`)
        break
    }
  }

  #served(link: number): Served | undefined {
    if (this.#recent?.link === link) return this.#recent
    const served = this.#links.get(link)
    if (served !== undefined) this.#recent = served
    return served
  }

  #epoch(link: number): number {
    return this.#registration.context(link).epoch
  }

  /** A new epoch: its slot grid holds, and no gate stays open from the one before. */
  #opened(link: number): void {
    const served = this.#links.get(link) as Served
    const { slotOrigin, slotPeriod } = this.#registration.context(link)
    served.grid = { origin: slotOrigin, period: slotPeriod, offset: 0, drift: 0, reference: 0 }
    this.#options.device.execute({ type: 'close', link })
    this.#switch?.opened(link)
  }

  #ignored(reason: string): void {
    this.#options.ignored?.(reason)
  }
}
