import type { EntangledPair, EntanglementListener, EntanglementSource } from '@bellwire/application-layer'
import type { Answer } from '@bellwire/conformance'
import type { Node } from '@bellwire/node'

/** Pairs of a link for a program of a node's own: the tester hears what it asks for, and what it has no use for any more. */
export class TestedSource implements EntanglementSource {
  readonly peer: number
  readonly purpose: number
  readonly origin: EntanglementSource['origin']
  readonly #source: EntanglementSource
  readonly #link: number
  readonly #answer: (answer: Answer) => void
  readonly #pairs = new Map<number, EntangledPair>()

  constructor(node: Node, link: number, purpose: number, answer: (answer: Answer) => void) {
    this.#source = node.linkSource(link, { purpose, request: { minimumFidelity: 0.5 } })
    this.#link = link
    this.#answer = answer
    this.peer = this.#source.peer
    this.purpose = purpose
    this.origin = this.#source.origin
  }

  listen(listener: EntanglementListener): () => void {
    return this.#source.listen({
      delivered: (pair) => {
        this.#pairs.set(pair.pair, pair)
        listener.delivered(pair)
      },
      expired: (pair) => listener.expired(pair),
      ended: (request, code, delivered) => listener.ended(request, code, delivered)
    })
  }

  accept(): void {
    this.#source.accept()
  }

  refuse(): void {
    this.#source.refuse()
  }

  request(number: number): number {
    const createId = this.#source.request(number)
    this.#answer({ type: 'created', link: this.#link, createId, code: 0 })
    return createId
  }

  cancel(request: number): void {
    this.#source.cancel(request)
  }

  measure(...what: Parameters<EntanglementSource['measure']>): void {
    this.#source.measure(...what)
  }

  take(pair: number): boolean {
    const isTaken = this.#source.take(pair)
    if (isTaken) this.#spent(pair)
    return isTaken
  }

  release(pair: number): boolean {
    const isReleased = this.#source.release(pair)
    if (isReleased) this.#spent(pair)
    return isReleased
  }

  #spent(pair: number): void {
    const known = this.#pairs.get(pair)
    this.#pairs.delete(pair)
    if (known === undefined) return
    const { headEpoch: epoch, headSequence: sequence } = known
    this.#answer({ type: 'spent', link: this.#link, epoch, sequence })
  }
}
