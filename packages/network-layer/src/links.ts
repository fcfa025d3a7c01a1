import type { CreateFailed, PairDelivered, PairExpired } from '@bellwire/link-layer'
import { HeldPair } from './circuit/circuit.js'
import type { Parts } from './parts.js'

/** What the links of the node tell its network layer. */
export class Links {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A link has delivered a pair with a link label as its purpose. */
  pairDelivered(pair: PairDelivered): void {
    const side = this.#parts.signalling.sideOf(pair.link, pair.purpose, pair.originator)
    if (side === undefined || !side.circuit.open) {
      this.#parts.core.options.ignored('unknown-label')
      this.#parts.portOf(pair.link)?.release(pair)
      return
    }
    this.#parts.supply.arrived(side, pair)
    // It may have expired in the moment of its delivery: its room is free again.
    if (!side.port.take(pair)) return this.#parts.supply.freed(side)
    side.held += 1
    const held = new HeldPair(this.#parts.core.nextName(), side, pair)
    if (side.stage !== undefined) this.#parts.distillations.passage.arrived(held)
    else if (side.circuit.role === 'inner') this.#parts.inner.arrived(held)
    else this.#parts.ends.arrived(held)
  }

  pairExpired(expired: PairExpired): void {
    const { link, epoch, sequence } = expired
    for (const circuit of this.#parts.core.circuits.values()) {
      for (const side of [circuit.upstream, circuit.downstream]) {
        if (side?.port.link !== link) continue
        this.#parts.supply.expired(side, expired)
        const held = side.find(epoch, sequence)
        if (held === undefined) continue
        if (held.inStage) this.#parts.distillations.expiries.expiredByLink(held)
        else if (held.end === undefined) this.#parts.inner.expiredByLink(held)
        else this.#parts.ends.expiredByLink(held)
        return
      }
    }
  }

  /** The link gives one of this layer's requests up. */
  requestFailed(link: number, failed: CreateFailed): void {
    for (const { downstream } of this.#parts.core.circuits.values()) {
      if (downstream?.port.link === link && downstream.createId === failed.createId)
        return this.#parts.supply.failed(downstream)
    }
  }

  /** A link came up, went down, or became fit or unfit. */
  changed(link: number): void {
    this.#parts.routing.ownLinksChanged()
    if (this.#parts.portOf(link)?.fit === true) this.#parts.supply.fit(link)
  }
}
