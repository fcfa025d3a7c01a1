import { State } from '@bellwire/wire'
import type { HeraldView } from '@bellwire/physics'
import type { SimulatedNetwork } from '../../network/simulated-network.js'

const OUT_OF_SPECIFICATION = 2

/** Holds what the link layers deliver against what the world knows of the links. */
export class LinkWatch {
  /** Pairs that a link layer took over at either end. */
  taken = 0
  /** Those of them whose link was out of specification, or dark, when they were heralded. */
  unfit = 0
  /** Heralds from links out of specification, taken or not. */
  unfitHeralds = 0
  calibrations = 0
  /** By link and slot. */
  readonly #unfitSlots = new Set<string>()

  constructor(network: SimulatedNetwork) {
    for (const node of network.nodes.values()) {
      for (const link of node.links) {
        let calibrating = false
        link.subscribe({
          delivered: ({ slot }) => {
            this.taken += 1
            if (this.#unfitSlots.has(`${link.link}/${slot}`)) this.unfit += 1
          },
          linkChanged: (_up, own) => {
            if (own === State.CALIBRATING && !calibrating) this.calibrations += 0.5
            calibrating = own === State.CALIBRATING
          }
        })
      }
    }
  }

  heralded({ link, slot, quality }: HeraldView): void {
    if (quality < OUT_OF_SPECIFICATION) return
    this.unfitHeralds += 1
    this.#unfitSlots.add(`${link}/${slot}`)
  }
}
