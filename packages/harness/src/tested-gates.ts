import type { PairName } from '@bellwire/application-layer'
import type { Answer, GateWish } from '@bellwire/conformance'
import type { Node } from '@bellwire/node'
import { TestedSource } from './tested-source.js'

/** What the programs' qubits are prepared in: nothing hangs on it. */
const ROTATION = { x1: 1, y: 2, x2: 3 }

const nothing = (): void => undefined

/** Programs at a node that do gates with another node's, as the tester wants. */
export class TestedGates {
  readonly #node: Node
  readonly #answer: (answer: Answer) => void
  readonly #sources = new Map<string, TestedSource>()

  constructor(node: Node, answer: (answer: Answer) => void) {
    this.#node = node
    this.#answer = answer
  }

  ask(wish: GateWish): void {
    if (wish.type === 'target') this.#target(wish)
    else this.#controlling(wish).request(1)
  }

  /** All gates that the peer asks for have the same target. */
  #target({ link, purpose }: GateWish): void {
    const source = this.#sourceOf(link, purpose)
    source.accept()
    let target = -1
    this.#node.applications.gates.accept(source, () => {
      if (target < 0) target = this.#prepared()
      return target < 0 ? undefined : target
    })
  }

  #controlling({ link, purpose }: GateWish): TestedSource {
    const key = `${link} ${purpose}`
    const known = this.#sources.get(key)
    if (known !== undefined) return known
    const { applications, qubits } = this.#node
    const source = this.#sourceOf(link, purpose)
    source.listen({
      delivered: (pair) => {
        const control = pair.asked ? this.#prepared() : -1
        if (control < 0) return void source.release(pair.pair)
        applications.gates.cnot(source, pair, control, (end) => {
          this.#answer({ type: 'gated', link, ...numbersOf(pair), end })
          qubits.giveBack(control)
        })
      },
      expired: nothing,
      ended: nothing
    })
    this.#sources.set(key, source)
    return source
  }

  /** A qubit of the program's own; -1 where there is none. */
  #prepared(): number {
    const { qubits } = this.#node
    const qubit = qubits.allocate()
    if (qubit >= 0) qubits.prepare(qubit, ROTATION, nothing)
    return qubit
  }

  #sourceOf(link: number, purpose: number): TestedSource {
    return new TestedSource(this.#node, link, purpose, this.#answer)
  }
}

function numbersOf({ headEpoch, headSequence }: PairName): { readonly epoch: number; readonly sequence: number } {
  return { epoch: headEpoch, sequence: headSequence }
}
