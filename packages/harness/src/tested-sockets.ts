import type { Answer, SocketWish } from '@bellwire/conformance'
import {
  EntanglementSocket,
  LinkPath,
  type LinkService,
  type Node,
  type SocketLink,
  type SocketRequest
} from '@bellwire/node'
import type { SocketPair } from '@bellwire/node'
import { choiceOf } from './measurement.js'

/** Turns of the programs' promises, after each thing that happens: more than a pair takes from the link to its program. */
const TURNS = 30

/** Programs at a node that share pairs with another node's by sockets over its links, as the tester wants. */
export class TestedSockets {
  readonly #node: Node
  readonly #answer: (answer: Answer) => void
  readonly #sockets = new Map<string, EntanglementSocket>()
  /** Kept pairs that programs have, by their names. */
  readonly #pairs = new Map<string, SocketPair>()

  constructor(node: Node, answer: (answer: Answer) => void) {
    this.#node = node
    this.#answer = answer
  }

  ask(wish: SocketWish): void {
    if (wish.type === 'socket-return') {
      const key = keyOf(wish)
      this.#pairs.get(key)?.release()
      this.#pairs.delete(key)
      return
    }
    const socket = this.#socketOf(wish)
    const { number } = wish
    if (wish.type === 'socket-create') {
      const [basis, remoteBasis] = [choiceOf(wish.originator), choiceOf(wish.responder)]
      const requests = {
        keep: () => socket.createKeep({ number }),
        measure: () => socket.createMeasure({ number, basis, remoteBasis }),
        prepare: () => socket.createRemoteState({ number, basis })
      }
      void this.#take(wish, requests[wish.kind]())
    } else {
      const requests = {
        keep: () => socket.receiveKeep({ number }),
        measure: () => socket.receiveMeasure({ number }),
        prepare: () => socket.receiveRemoteState({ number })
      }
      void this.#take(wish, requests[wish.kind]())
    }
  }

  /** What the programs do when their promises are kept is done. */
  async settled(): Promise<void> {
    if (this.#sockets.size === 0) return
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve()
  }

  async #take({ link, id }: { readonly link: number; readonly id: number }, request: SocketRequest): Promise<void> {
    try {
      for await (const pair of request) {
        const { headEpoch: epoch, headSequence: sequence } = pair.name
        const { qubit } = pair
        if (qubit >= 0) this.#pairs.set(keyOf({ link, epoch, sequence }), pair)
        const outcome = pair.outcome?.reveal() ?? -1
        const basis = outcome < 0 ? -1 : pair.basis
        this.#answer({ type: 'socket-pair', link, id, epoch, sequence, qubit, outcome, basis })
      }
    } catch {
      // A request that has failed gives no more pairs: that is all that is judged of it.
    }
  }

  #socketOf({ link, id, remoteId }: Exclude<SocketWish, { type: 'socket-return' }>): EntanglementSocket {
    const key = `${link} ${id} ${remoteId}`
    const known = this.#sockets.get(key)
    if (known !== undefined) return known
    const path = new LinkPath(this.#told(this.#node.link(link)), this.#node.qubits.total)
    const socket = new EntanglementSocket(path, { id, remoteId })
    this.#sockets.set(key, socket)
    return socket
  }

  /** The tester hears what is asked of a link. */
  #told(service: LinkService): SocketLink {
    return {
      create: (request, options) => {
        const made = service.create(request, options)
        this.#answer({ type: 'created', link: service.link, createId: made.createId, code: 0 })
        return made
      },
      receive: (purpose, options) => service.receive(purpose, options),
      release: (pair) => {
        const isReleased = service.release(pair)
        const { epoch, sequence } = pair
        if (isReleased) this.#answer({ type: 'spent', link: service.link, epoch, sequence })
        return isReleased
      }
    }
  }
}

function keyOf({
  link,
  epoch,
  sequence
}: {
  readonly link: number
  readonly epoch: number
  readonly sequence: number
}): string {
  return `${link} ${epoch} ${sequence}`
}
