import type {
  Answer,
  BounceWish,
  CharacteriseWish,
  DialogueWish,
  GateWish,
  SocketWish,
  TeleportWish,
  Wish
} from '@bellwire/conformance'
import type { Node } from '@bellwire/node'
import { TestedBounces } from './tested-bounces.js'
import { TestedCharacterisations } from './tested-characterisations.js'
import { TestedDialogues } from './tested-dialogues.js'
import { TestedGates } from './tested-gates.js'
import { TestedSockets } from './tested-sockets.js'
import { TestedTeleports } from './tested-teleports.js'

type ProgramWish = TeleportWish | DialogueWish | GateWish | CharacteriseWish | BounceWish | SocketWish

const TYPES: readonly Wish['type'][] = [
  'teleport',
  'receive',
  'converse',
  'reply',
  'gate',
  'target',
  'characterise',
  'assist',
  'benchmark',
  'reflect',
  'socket-create',
  'socket-receive',
  'socket-return'
]

export function isProgramWish(wish: Wish): wish is ProgramWish {
  return TYPES.includes(wish.type)
}

/** Programs at a node that do what the tester wishes with its applications (chapter 7). */
export class TestedPrograms {
  readonly #teleports: TestedTeleports
  readonly #dialogues: TestedDialogues
  readonly #gates: TestedGates
  readonly #characterisations: TestedCharacterisations
  readonly #bounces: TestedBounces
  readonly #sockets: TestedSockets

  constructor(node: Node, answer: (answer: Answer) => void) {
    this.#teleports = new TestedTeleports(node, answer)
    this.#dialogues = new TestedDialogues(node, answer)
    this.#gates = new TestedGates(node, answer)
    this.#characterisations = new TestedCharacterisations(node, answer)
    this.#bounces = new TestedBounces(node, answer)
    this.#sockets = new TestedSockets(node, answer)
  }

  /** What programs do by promises is done. */
  settled(): Promise<void> {
    return this.#sockets.settled()
  }

  ask(wish: ProgramWish): void {
    switch (wish.type) {
      case 'teleport':
      case 'receive':
        return this.#teleports.ask(wish)
      case 'converse':
      case 'reply':
        return this.#dialogues.ask(wish)
      case 'gate':
      case 'target':
        return this.#gates.ask(wish)
      case 'characterise':
      case 'assist':
        return this.#characterisations.ask(wish)
      case 'benchmark':
      case 'reflect':
        return this.#bounces.ask(wish)
      case 'socket-create':
      case 'socket-receive':
      case 'socket-return':
        return this.#sockets.ask(wish)
    }
  }
}
