import type { HeraldingDevice, StationCommand, StationResult, SwitchCapabilities } from '@bellwire/device'
import { requireInteger, requirePeriod, WorldError } from './errors.js'
import type { Clock } from '@bellwire/runtime'
import { type ClockWatch, watchClock } from './node-clock.js'
import { OpticalSwitch } from './optical-switch.js'
import type { StationOptions } from './options.js'
import type { LinkStation, StationLink } from './ports.js'

/** A heralding station of the world: interferometer, gates and detectors for each of its links. */
export class SimulatedStation implements HeraldingDevice, LinkStation {
  readonly name: string
  readonly switch?: SwitchCapabilities
  readonly links: StationLink[] = []
  readonly #switch: OpticalSwitch | null
  #listener: ((result: StationResult) => void) | null = null

  readonly clockWatch: ClockWatch

  constructor(options: StationOptions, trueClock: Clock) {
    this.name = options.name
    this.clockWatch = watchClock(options.clock, trueClock, () => {
      for (const link of this.links) link.relateWindow()
    })
    this.#switch = options.switch === undefined ? null : new OpticalSwitch(options.switch, trueClock)
    if (this.#switch !== null) this.switch = this.#switch.capabilities
  }

  /** Another link for it to serve. */
  add(link: StationLink): void {
    this.links.push(link)
    if (this.#switch !== null) link.connect(false)
  }

  /** @throws WorldError for a link the station does not serve, a window that is not one, or what cannot be connected */
  execute(command: StationCommand): void {
    if (command.type === 'connect') {
      this.#connect(command.links)
      return
    }
    const link = this.#link(command.link)
    if (command.type === 'close') {
      link.close()
      return
    }
    requireInteger('slots', command.slots, 1, Number.MAX_SAFE_INTEGER)
    requirePeriod(command.period)
    link.observe(command.firstSlot, command.slots, command.arrival, command.period)
  }

  listen(listener: (result: StationResult) => void): void {
    this.#listener = listener
  }

  /** Closes every window, and disconnects every link of a switch. */
  reset(): void {
    for (const link of this.links) link.close()
    this.#switch?.connect([])
  }

  #connect(numbers: readonly number[]): void {
    if (this.#switch === null) {
      throw new WorldError('links', numbers.join(', '), `nothing: station ${this.name} has no switch`)
    }
    this.#switch.connect(numbers.map((number) => this.#link(number)))
  }

  /** Passes a result to the station's software. */
  tell(result: StationResult): void {
    this.#listener?.(result)
  }

  #link(number: number): StationLink {
    for (let k = 0; k < this.links.length; k++) {
      const link = this.links[k] as StationLink
      if (link.number === number) return link
    }
    throw new WorldError(
      'link',
      number,
      `a link of station ${this.name}: ${this.links.map((link) => link.number).join(', ')}`
    )
  }
}
