import type { HeraldingDevice, QuantumDevice } from '@bellwire/device'
import { type SamplingMode, World } from '@bellwire/physics'
import { type Clock, LocalClock, type RandomSource } from '@bellwire/runtime'
import type { LinkDescription, NodeDescription, StationDescription } from './description.js'
import { worldLink } from './link-configuration.js'
import type { Numbered } from './parts.js'

export interface HardwareOptions<TrueClock extends Clock> {
  /** True time. */
  readonly clock: TrueClock
  /** Streams: those of the world, and 'clock/NAME' for the wander of a clock. */
  readonly random: RandomSource
  /** Every attempt an event, or failures skipped. Default 'skip'. */
  readonly mode?: SamplingMode
}

/** What a party has of the world: a clock of its own and a device. */
export interface PartyHardware<Device, TrueClock extends Clock = Clock> {
  readonly clock: LocalClock | TrueClock
  readonly device: Device
}

/** The hardware of a network, which grows party by party and link by link: the world, and for each party clock and device. */
export class Hardware<TrueClock extends Clock> {
  readonly world: World
  readonly #clock: TrueClock
  readonly #random: RandomSource

  constructor({ clock, random, mode }: HardwareOptions<TrueClock>) {
    this.#clock = clock
    this.#random = random
    this.world = new World({ clock, random, ...(mode === undefined ? {} : { mode }) })
  }

  addNode(description: Numbered<NodeDescription>): PartyHardware<QuantumDevice, TrueClock> {
    const { name, number: _number, clock: clockOptions, ...hardware } = description
    const clock = this.#clockOf(name, clockOptions)
    return { clock, device: this.world.addNode({ ...hardware, name, clock }) }
  }

  addStation(description: Numbered<StationDescription>): PartyHardware<HeraldingDevice, TrueClock> {
    const { name, switch: board, clock: clockOptions } = description
    const clock = this.#clockOf(name, clockOptions)
    return { clock, device: this.world.addStation({ name, clock, ...(board && { switch: board }) }) }
  }

  addLink(link: Numbered<LinkDescription>): void {
    this.world.addLink(worldLink(link))
  }

  #clockOf(name: string, options: NodeDescription['clock']): LocalClock | TrueClock {
    if (options === undefined) return this.#clock
    const { wander, ...rest } = options
    return new LocalClock(
      this.#clock,
      wander === undefined ? rest : { ...rest, wander: { ...wander, stream: this.#random.stream(`clock/${name}`) } }
    )
  }
}
