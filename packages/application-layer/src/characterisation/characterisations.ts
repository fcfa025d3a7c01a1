import type { Clock } from '@bellwire/runtime'
import type { DialoguePort } from '../dialogue/port.js'
import type { LocalQubits } from '../entanglement/local-qubits.js'
import type { EntanglementSource } from '../entanglement/source.js'
import type { Teleports } from '../teleportation/teleports.js'
import { type BounceListener, Bounces, type BounceWays, type BounceWish } from './bounces.js'
import { Characterisation, type CharacterisationListener, type CharacterisationWish } from './characterisation.js'
import { CharacterisationAnswerer } from './characterisation-answerer.js'
import { Mirror } from './mirror.js'
import { Undertakings } from './undertakings.js'

export interface CharacterisationsOptions {
  readonly clock: Clock
  readonly dialogues: DialoguePort
  readonly teleports: Teleports
  readonly qubits: LocalQubits
}

/** What a node measures of its links and circuits together with other nodes, and does for theirs. */
export class Characterisations {
  readonly #options: CharacterisationsOptions
  readonly #undertakings: Undertakings
  readonly #answerers = new Set<CharacterisationAnswerer>()

  constructor(options: CharacterisationsOptions) {
    this.#options = options
    this.#undertakings = new Undertakings(options.clock)
  }

  /**
   * Measures what a source delivers: kept pairs, each measured at both ends in one of nine pairs of bases, until `pairs` have
   * been asked for; then the peer's outcomes are asked for, and the state is reconstructed. The peer's program must have
   * been told to `answer`. Returns what stops it; then the listener is told nothing.
   *
   * @throws ApplicationError INPUT
   */
  characterise(source: EntanglementSource, wish: CharacterisationWish, listener: CharacterisationListener): () => void {
    const one = new Characterisation(source, this.#options.dialogues, this.#undertakings, wish, listener)
    return () => one.stop()
  }

  /** Measures the pairs of a source as its peer wants, and says what was found. Returns what ends that. @throws ApplicationError TAKEN */
  answer(source: EntanglementSource): () => void {
    const answerer = new CharacterisationAnswerer(source)
    const refuse = this.#options.dialogues.answer(source.purpose, answerer)
    this.#answerers.add(answerer)
    return () => {
      this.#answerers.delete(answerer)
      answerer.stop()
      refuse()
    }
  }

  /**
   * Benchmarks a way between two nodes by qubits that are teleported to and fro ("A benchmarking procedure for quantum
   * networks", Helsen and Wehner, npj Quantum Information 9, 2023). Teleportation over any pair is a channel of Pauli errors
   * ("Teleportation as a depolarizing quantum channel, relative entropy, and classical capacity", Bowen and Bose, Physical
   * Review Letters 87, 2001), so that each axis decays by a factor of its own, and no random gates are needed.
   *
   * The other node's program must have been told to `reflect`. Returns what stops it; then the listener is told nothing.
   *
   * @throws ApplicationError INPUT; TAKEN where somebody teleports over the ways already
   */
  benchmark(ways: BounceWays, wish: BounceWish, listener: BounceListener): () => void {
    const { teleports, qubits } = this.#options
    const one = new Bounces(ways, wish, listener, { teleports, qubits, undertakings: this.#undertakings })
    return () => one.stop()
  }

  /** Sends every qubit back that comes over the one way over the other. Returns what ends that. @throws ApplicationError TAKEN */
  reflect(ways: BounceWays): () => void {
    const mirror = new Mirror(ways, this.#options.teleports, this.#options.qubits)
    return () => mirror.close()
  }

  /** The process dies. What that is for those under way is told by `tellLost`. */
  abandon(): void {
    for (const answerer of this.#answerers) answerer.stop()
    this.#undertakings.abandon()
  }

  tellLost(): void {
    this.#undertakings.tellLost()
  }
}
