import type { NetworkCircuit, NetworkService } from '@bellwire/node'
import type { ConnectionWish } from '@bellwire/network-layer'
import { ApiError } from '../management/api.js'
import { known } from './known.js'

/** A circuit that a bearer has opened at this node. */
export interface OpenedCircuit {
  /** This node's own name for it, which stays when the circuit moves. */
  readonly id: number
  readonly owner: string
  readonly circuit: NetworkCircuit
}

/** The circuits that were opened by the management of a node. */
export class OpenedCircuits {
  readonly #network: () => NetworkService
  readonly #byId = new Map<number, OpenedCircuit>()
  #last = 0

  constructor(network: () => NetworkService) {
    this.#network = network
  }

  get all(): readonly OpenedCircuit[] {
    return [...this.#byId.values()]
  }

  /** @throws ApiError where there is no way, or no network layer */
  async open(owner: string, wish: ConnectionWish, signal: AbortSignal): Promise<OpenedCircuit> {
    const circuit = await known(() => this.#network().openCircuit(wish, { signal }))
    this.#last += 1
    const opened = { id: this.#last, owner, circuit }
    this.#byId.set(opened.id, opened)
    void circuit.closed.then(() => this.#byId.delete(opened.id))
    return opened
  }

  /** @throws ApiError 404 */
  get(id: number): OpenedCircuit {
    const opened = this.#byId.get(id)
    if (opened === undefined) throw ApiError.notFound(`no circuit ${id} was opened at this node`)
    return opened
  }
}
