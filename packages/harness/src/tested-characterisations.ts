import type { Answer, CharacteriseWish } from '@bellwire/conformance'
import type { Node } from '@bellwire/node'
import { TestedSource } from './tested-source.js'

/** Programs at a node that measure with another node's what a link delivers, as the tester wants. */
export class TestedCharacterisations {
  readonly #node: Node
  readonly #answer: (answer: Answer) => void

  constructor(node: Node, answer: (answer: Answer) => void) {
    this.#node = node
    this.#answer = answer
  }

  ask(wish: CharacteriseWish): void {
    const { link, purpose } = wish
    const { characterisations } = this.#node.applications
    const source = new TestedSource(this.#node, link, purpose, this.#answer)
    if (wish.type === 'assist') {
      source.accept()
      characterisations.answer(source)
      return
    }
    const { pairs, seed, timeLimit } = wish
    const over = (code: number, counts: readonly number[]): void =>
      this.#answer({ type: 'characterised', link, purpose, code, counts })
    characterisations.characterise(
      source,
      { pairs, seed, timeLimit },
      {
        done: ({ counts }) => over(0, [...counts]),
        failed: (code) => over(code, [])
      }
    )
  }
}
