import type { BounceWays } from '@bellwire/application-layer'
import type { Answer, BounceWish } from '@bellwire/conformance'
import type { Node } from '@bellwire/node'
import { TestedSource } from './tested-source.js'

/** Runs of one and of two round trips: as few as give a result. */
const [LENGTHS, REPETITIONS] = [[1, 2], 1] as const

/** Programs at a node that teleport qubits to and fro with another node's, as the tester wants. */
export class TestedBounces {
  readonly #node: Node
  readonly #answer: (answer: Answer) => void

  constructor(node: Node, answer: (answer: Answer) => void) {
    this.#node = node
    this.#answer = answer
  }

  ask(wish: BounceWish): void {
    const { link, purpose } = wish
    const { characterisations } = this.#node.applications
    const ways: BounceWays = { outward: this.#sourceOf(link, purpose), back: this.#sourceOf(link, wish.back) }
    if (wish.type === 'reflect') {
      characterisations.reflect(ways)
      return
    }
    const over = (code: number): void => this.#answer({ type: 'benchmarked', link, purpose, code })
    const { timeLimit } = wish
    const runs = { lengths: LENGTHS, repetitions: REPETITIONS, timeLimit }
    characterisations.benchmark(ways, runs, { done: () => over(0), failed: over })
  }

  #sourceOf(link: number, purpose: number): TestedSource {
    return new TestedSource(this.#node, link, purpose, this.#answer)
  }
}
