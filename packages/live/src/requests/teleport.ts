import {
  type EntangledPair,
  type EntanglementSource,
  giveUp,
  type TeleportEnd,
  type Teleports,
  type TeleportSender
} from '@bellwire/application-layer'
import type { HeldQubits } from '@bellwire/node'
import { ERROR_CODE_NAMES } from '@bellwire/wire'
import type { LiveRequest } from './live-request.js'
import { pairName } from './names.js'
import type { WishOf } from './wish.js'

const nothing = (): void => undefined

/** One request for teleportations: its states, one after the other, each over a pair. */
interface Serving {
  readonly request: LiveRequest
  readonly states: WishOf<'teleport'>['states']
  next: number
  /** That have not ended. */
  left: number
  /** More pairs may come: those that were asked for, and others in the place of ones that have expired. */
  open: boolean
  /** Why there will be fewer than were asked for. */
  reason: string | undefined
}

/**
 * Teleports for all requests of this node over the pairs of one source: of one peer and purpose there is one sender, and
 * requests that are under way at a time share it.
 */
export class Teleporting {
  readonly #source: EntanglementSource
  readonly #qubits: HeldQubits
  readonly #sender: TeleportSender
  readonly #unlisten: () => void
  readonly #idle: () => void
  /** By the source's names of their requests. */
  readonly #serving = new Map<number, Serving>()

  /** @param idle called when no request is left: it is closed then */
  constructor(teleports: Teleports, source: EntanglementSource, qubits: HeldQubits, idle: () => void) {
    this.#source = source
    this.#qubits = qubits
    this.#idle = idle
    this.#sender = teleports.sender(source)
    this.#unlisten = source.listen({
      delivered: (pair) => this.#delivered(pair),
      expired: nothing,
      ended: (name, code, delivered) => this.#ended(name, ERROR_CODE_NAMES[code], delivered)
    })
  }

  /** Returns what gives up those that have not begun. */
  serve(request: LiveRequest, { states }: WishOf<'teleport'>): () => void {
    const serving: Serving = { request, states, next: 0, left: states.length, open: true, reason: undefined }
    const name = this.#source.request(states.length)
    this.#serving.set(name, serving)
    return () => {
      if (this.#serving.has(name)) this.#over(name, serving)
    }
  }

  #delivered(pair: EntangledPair): void {
    const serving = this.#serving.get(pair.request)
    const state = serving?.states[serving.next]
    if (!pair.asked || serving === undefined || state === undefined) return void this.#source.release(pair.pair)
    const qubit = this.#qubits.allocate()
    if (qubit < 0) {
      this.#source.release(pair.pair)
      return this.#result(pair.request, serving, { pair: pairName(pair), end: 'void', reason: 'NORES' })
    }
    const index = serving.next++
    const [x1, y, x2] = state
    this.#qubits.prepare(qubit, { x1, y, x2 }, nothing)
    this.#sender.send(pair, qubit, (end: TeleportEnd) =>
      this.#result(pair.request, serving, { pair: pairName(pair), state: index, end })
    )
  }

  #result(name: number, serving: Serving, result: object): void {
    serving.request.add(result)
    this.#done(name, serving, 1)
  }

  /** With fewer pairs than were asked for, no more come: those that are under way are waited for. */
  #ended(name: number, code: string, delivered: number): void {
    const serving = this.#serving.get(name)
    if (serving === undefined) return
    serving.open = false
    if (delivered >= serving.states.length) return
    serving.reason = code
    this.#done(name, serving, serving.states.length - delivered)
  }

  #done(name: number, serving: Serving, number: number): void {
    serving.left -= number
    if (serving.left > 0) return
    serving.request.end(serving.reason)
    this.#over(name, serving)
  }

  #over(name: number, { open }: Serving): void {
    this.#serving.delete(name)
    if (open) giveUp(this.#source, [name])
    if (this.#serving.size > 0) return
    this.#unlisten()
    this.#sender.close()
    this.#idle()
  }
}
