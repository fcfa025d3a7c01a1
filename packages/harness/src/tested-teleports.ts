import type { EntanglementSource, PairName, TeleportSender } from '@bellwire/application-layer'
import type { Answer, TeleportWish } from '@bellwire/conformance'
import type { Node } from '@bellwire/node'

const nothing = (): void => undefined

/** Programs at a node that send and take qubits over its links, as the tester wants. */
export class TestedTeleports {
  readonly #node: Node
  readonly #answer: (answer: Answer) => void
  readonly #senders = new Map<string, { readonly source: EntanglementSource; readonly sender: TeleportSender }>()

  constructor(node: Node, answer: (answer: Answer) => void) {
    this.#node = node
    this.#answer = answer
  }

  ask(wish: TeleportWish): void {
    if (wish.type === 'receive') this.#receive(wish)
    else {
      const createId = this.#senderOf(wish).source.request(1)
      this.#answer({ type: 'created', link: wish.link, createId, code: 0 })
    }
  }

  #receive({ link, purpose }: TeleportWish): void {
    const { applications, qubits } = this.#node
    applications.teleports.receiver(this.#sourceOf(link, purpose), {
      received: ({ pair, qubit, pauli }) => {
        this.#answer({ type: 'arrived', link, ...numbersOf(pair), qubit, pauli })
        qubits.giveBack(qubit)
      },
      voided: (name) => this.#answer({ type: 'lost', link, ...numbersOf(name) })
    })
  }

  #senderOf({ link, purpose }: TeleportWish) {
    const key = `${link} ${purpose}`
    const known = this.#senders.get(key)
    if (known !== undefined) return known
    const { applications, qubits } = this.#node
    const source = this.#sourceOf(link, purpose)
    const sender = applications.teleports.sender(source)
    source.listen({
      delivered: (pair) => {
        const qubit = pair.asked ? qubits.allocate() : -1
        if (qubit < 0) return void source.release(pair.pair)
        qubits.prepare(qubit, { x1: 1, y: 2, x2: 3 }, nothing)
        sender.send(pair, qubit, (end) => this.#answer({ type: 'teleported', link, ...numbersOf(pair), end }))
      },
      expired: nothing,
      ended: nothing
    })
    const made = { source, sender }
    this.#senders.set(key, made)
    return made
  }

  #sourceOf(link: number, purpose: number): EntanglementSource {
    return this.#node.linkSource(link, { purpose, request: { minimumFidelity: 0.5 } })
  }
}

function numbersOf({ headEpoch, headSequence }: PairName): { readonly epoch: number; readonly sequence: number } {
  return { epoch: headEpoch, sequence: headSequence }
}
