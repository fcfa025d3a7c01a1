import type { SwitchCapabilities } from '@bellwire/device'
import type { Clock } from '@bellwire/runtime'
import { WorldError } from './errors.js'
import type { SwitchOptions } from './options.js'
import type { StationLink } from './ports.js'

/**
 * Leads the light of some links of a station to its interferometers ("Creation of memory–memory entanglement in a
 * metropolitan quantum network", Liu et al.: two of the inputs to one interferometer). Every node has one input: two
 * links with a node in common cannot both be connected. Each change is a cut of the links that it concerns.
 */
export class OpticalSwitch {
  readonly capabilities: SwitchCapabilities
  /** The links that are connected, or are to be when the switch has moved, with what ends the wait for that. */
  readonly #chosen = new Map<StationLink, { cancelled: boolean }>()
  readonly #clock: Clock

  constructor({ interferometers = 1, duration = 0 }: SwitchOptions, clock: Clock) {
    this.capabilities = { interferometers, switchDuration: duration }
    this.#clock = clock
  }

  /**
   * Connects these links in place of what was connected. One that was connected stays so without a gap.
   *
   * @throws WorldError for more links than there are interferometers, and for two with a node in common
   */
  connect(links: readonly StationLink[]): void {
    this.#check(links)
    for (const [link, wait] of this.#chosen) {
      if (links.includes(link)) continue
      wait.cancelled = true
      this.#chosen.delete(link)
      link.connect(false)
    }
    for (const link of links) if (!this.#chosen.has(link)) this.#begin(link)
  }

  #begin(link: StationLink): void {
    const wait = { cancelled: false }
    this.#chosen.set(link, wait)
    const { switchDuration } = this.capabilities
    if (switchDuration === 0) {
      link.connect(true)
      return
    }
    const done = {
      run: (): void => {
        if (!wait.cancelled) link.connect(true)
      }
    }
    this.#clock.at(this.#clock.now() + switchDuration, done)
  }

  #check(links: readonly StationLink[]): void {
    const { interferometers } = this.capabilities
    const numbers = links.map(({ number }) => number).join(', ')
    if (links.length > interferometers) {
      throw new WorldError('links', numbers, `at most ${interferometers}, one for each interferometer`)
    }
    const nodes = links.flatMap(({ sides }) => sides.map(({ node }) => node))
    if (new Set(nodes).size < nodes.length) {
      throw new WorldError('links', numbers, 'different links without a node in common')
    }
  }
}
