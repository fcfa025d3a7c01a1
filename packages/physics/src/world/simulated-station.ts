import type { HeraldingDevice, StationCommand, StationResult } from '@bellwire/device'
import { requireInteger, requirePeriod, WorldError } from './errors.js'
import type { Clock } from '@bellwire/runtime'
import { type ClockWatch, type NodeClock, watchClock } from './node-clock.js'
import type { LinkStation, StationLink } from './ports.js'

/** A heralding station of the world: interferometer, gates and detectors for each of its links. */
export class SimulatedStation implements HeraldingDevice, LinkStation {
  readonly links: StationLink[] = []
  #listener: ((result: StationResult) => void) | null = null

  readonly clockWatch: ClockWatch

  constructor(
    readonly name: string,
    clock: NodeClock,
    trueClock: Clock
  ) {
    this.clockWatch = watchClock(clock, trueClock, () => {
      for (const link of this.links) link.relateWindow()
    })
  }

  /** @throws WorldError for a link the station does not serve, or a window that is not one */
  execute(command: StationCommand): void {
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

  /** Closes every window. */
  reset(): void {
    for (const link of this.links) link.close()
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
