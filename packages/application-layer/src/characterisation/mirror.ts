import type { QubitId } from '@bellwire/device'
import type { Timer } from '@bellwire/runtime'
import type { LocalQubits } from '../entanglement/local-qubits.js'
import type { EntangledPair } from '../entanglement/source.js'
import type { TeleportReceiver } from '../teleportation/receiver.js'
import type { TeleportSender } from '../teleportation/sender.js'
import type { Teleports } from '../teleportation/teleports.js'
import type { BounceWays } from './bounces.js'

/**
 * The node that sends everything back, each qubit over the next pair of the way back. A qubit or a pair that waits for the
 * other for longer than a teleportation waits for its correction is given back: the node that benchmarks is gone, or has lost it.
 */
export class Mirror {
  readonly #back: BounceWays['back']
  readonly #teleports: Teleports
  readonly #qubits: LocalQubits
  readonly #sender: TeleportSender
  readonly #receiver: TeleportReceiver
  readonly #unlisten: () => void
  readonly #hold: Timer
  #qubit: QubitId | undefined
  /** Of the hardware, when it came. */
  #life = 0
  #pair: EntangledPair | undefined

  constructor({ outward, back }: BounceWays, teleports: Teleports, qubits: LocalQubits) {
    this.#back = back
    this.#teleports = teleports
    this.#qubits = qubits
    this.#hold = teleports.options.clock.timer({ run: () => this.#giveBack() })
    this.#sender = teleports.sender(back)
    this.#receiver = teleports.receiver(outward, {
      received: ({ qubit }) => {
        // An earlier one was lost to the node that benchmarks.
        this.#giveQubitBack()
        this.#qubit = qubit
        this.#life = qubits.life
        this.#send()
      },
      voided: () => undefined
    })
    this.#unlisten = back.listen({
      delivered: (pair) => {
        if (this.#pair !== undefined) back.release(this.#pair.pair)
        this.#pair = pair
        this.#send()
      },
      expired: (pair) => {
        if (this.#pair?.pair === pair) this.#pair = undefined
      },
      ended: () => undefined
    })
  }

  close(): void {
    this.#hold.cancel()
    this.#unlisten()
    this.#sender.close()
    this.#receiver.close()
    this.#giveBack()
  }

  #giveBack(): void {
    this.#giveQubitBack()
    if (this.#pair !== undefined) this.#back.release(this.#pair.pair)
    this.#pair = undefined
  }

  /** A qubit of before a reset is another's by now. */
  #giveQubitBack(): void {
    if (this.#qubit !== undefined && this.#life === this.#qubits.life) this.#qubits.giveBack(this.#qubit)
    this.#qubit = undefined
  }

  #send(): void {
    if (this.#life !== this.#qubits.life) this.#qubit = undefined
    const pair = this.#pair
    const qubit = this.#qubit
    if (pair === undefined || qubit === undefined) {
      const { clock, configuration } = this.#teleports.options
      return this.#hold.arm(clock.now() + configuration.hold)
    }
    this.#hold.cancel()
    this.#pair = undefined
    this.#qubit = undefined
    this.#sender.send(pair, qubit, () => undefined)
  }
}
