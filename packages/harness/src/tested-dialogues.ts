import type { Answer, DialogueWish } from '@bellwire/conformance'
import type { Node } from '@bellwire/node'

const NOTHING_WRONG = 0

/** Programs at a node that ask others, and answer them, as the tester wants. */
export class TestedDialogues {
  readonly #dialogues: Node['applications']['dialogues']
  readonly #answer: (answer: Answer) => void

  constructor({ applications }: Node, answer: (answer: Answer) => void) {
    this.#dialogues = applications.dialogues
    this.#answer = answer
  }

  ask(wish: DialogueWish): void {
    if (wish.type === 'reply') this.#reply(wish.purpose)
    else this.#converse(wish)
  }

  /** Answers each step with the octets that it was asked. */
  #reply(purpose: number): void {
    this.#dialogues.accept(purpose, {
      asked: (conversation, step, body) => {
        const { peer, number: dialogue } = conversation
        this.#answer({ type: 'asked', peer, purpose, dialogue, step })
        conversation.reply(body)
      }
    })
  }

  /** Asks one octet a step, its number. */
  #converse({ peer, purpose, steps }: Extract<DialogueWish, { type: 'converse' }>): void {
    const over = (reason: number): void => this.#answer({ type: 'conversed', peer, purpose, dialogue, reason })
    const opened = this.#dialogues.open(peer, purpose, {
      answered: (step) => {
        if (step + 1 < steps) return opened.ask(Uint8Array.of(step + 1))
        opened.close()
        over(NOTHING_WRONG)
      },
      ended: over
    })
    const { number: dialogue } = opened
    opened.ask(Uint8Array.of(0))
  }
}
