import type { Measured, Strategy } from '@bellwire/application-layer'
import type { BasisCode } from '@bellwire/device'
import type { NetworkObserver } from '@bellwire/transport'
import { type Frame, isDialogueFrame, type QkdMessage, QkdReason } from '@bellwire/wire'
import { messageIn } from './message.js'
import { isSame } from './middle.js'

type Said = { readonly from: number; readonly step: number; readonly message: QkdMessage }

/** What goes over the network in a session between two nodes, the first of which opened it: what anybody can hear. */
export class Transcript implements NetworkObserver {
  readonly nodes: readonly [number, number]
  readonly bodies: Uint8Array[] = []
  /** Bodies that were sent before settings were. */
  beforeInputs = 0
  /** Messages, each once, in the order in which they were said first. */
  readonly said: Said[] = []
  readonly breaches: string[] = []
  readonly happened = new Set<string>()
  readonly #first = new Map<string, Uint8Array>()
  #listStep: number | undefined
  #listed = false
  #inputs = false

  constructor(nodes: readonly [number, number]) {
    this.nodes = nodes
  }

  sent(from: number, _to: number, frame: Frame): void {
    if (!isDialogueFrame(frame)) return
    const { step, body, dialogue, type } = frame
    if (type !== (from === this.nodes[0] ? 'ASK' : 'ANSWER')) return
    const name = `${from}/${dialogue}/${step}`
    const first = this.#first.get(name)
    const message = messageIn(body)
    if (first !== undefined) {
      if (isSame(first, body)) this.happened.add('body sent again')
      else if (from === this.nodes[0] && isLeave(message)) this.happened.add('leave taken in the step of another body')
      else this.breaches.push(`node ${from} has two bodies of step ${step}`)
      return
    }
    this.#first.set(name, body)
    if (message !== undefined) this.#hear(from, step, message)
    this.bodies.push(body)
    if (!this.#inputs) this.beforeInputs = this.bodies.length
  }

  received(from: number, _to: number, frame: Frame): void {
    if (!isDialogueFrame(frame)) return
    if (from !== this.nodes[0] && frame.step === this.#listStep) this.#listed = true
  }

  dropped(_from: number, _to: number, _frame: Frame | undefined, reason: string): void {
    this.happened.add(`frame lost: ${reason}`)
  }

  malformed(): void {
    this.breaches.push('bytes arrived that are no frame')
  }

  #hear(from: number, step: number, message: QkdMessage): void {
    this.said.push({ from, step, message })
    if (message.type === 'INPUTS') this.#inputs = true
    if (message.type === 'ROUNDS') this.#listStep = step
    const early = (message.type === 'INPUTS' || message.type === 'OUTCOMES') && !this.#listed
    if (early) this.breaches.push(`${message.type} is said by ${from} before the list of rounds is answered`)
  }

  /** All messages of a type that an end has said. */
  of<T extends QkdMessage['type']>(from: number, type: T): Extract<QkdMessage, { type: T }>[] {
    return this.said
      .filter((one) => one.from === from && one.message.type === type)
      .map(({ message }) => message as Extract<QkdMessage, { type: T }>)
  }
}

/** Where a corrector has lost rounds it does not know what it had said last: its last word may take the place of that (APP-145). */
function isLeave(message: QkdMessage | undefined): boolean {
  return message?.type === 'FINISH' && message.tag.length === 0 && message.reason === QkdReason.ROUNDS
}

/** Writes down what devices are asked and answer. */
export class RecordedDevices implements Strategy {
  readonly #devices: Strategy
  /** Of each end, by round. */
  readonly played: readonly [Measured[], Measured[]] = [[], []]
  readonly breaches: string[] = []

  constructor(devices: Strategy) {
    this.#devices = devices
  }

  outcome(end: 0 | 1, basis: BasisCode, round: number, other: Measured | undefined): 0 | 1 | null {
    const outcome = this.#devices.outcome(end, basis, round, other)
    if (this.played[end][round] !== undefined) this.breaches.push(`end ${end} measures round ${round} twice`)
    this.played[end][round] = { basis, outcome }
    return outcome
  }
}
