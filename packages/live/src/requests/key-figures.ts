import type { SessionListener } from '@bellwire/application-layer'
import type { Sample } from '@bellwire/dashboard'

/** Rounds of a session are told in steps of so many. */
const STEP = 10

/** What key distribution has come to between a node and its peers, for those who watch. Nothing of it is secret. */
export class KeyFigures {
  readonly #nameOf: (peer: number) => string
  readonly #samples = new Map<string, Sample>()
  /** Bits of all sessions, by peer. */
  readonly #bits = new Map<number, number>()

  /** @param nameOf what figures with a peer are of: 'alice-bob' */
  constructor(nameOf: (peer: number) => string) {
    this.#nameOf = nameOf
  }

  get samples(): readonly Sample[] {
    return [...this.#samples.values()]
  }

  /** Listens to one session with a peer. */
  sessionWith(peer: number): Required<Pick<SessionListener, 'progressed' | 'over'>> {
    const bits = () => this.#bits.get(peer) ?? 0
    const set = (quantity: Sample['quantity'], value: number | undefined): void => {
      if (value === undefined) return
      const of = this.#nameOf(peer)
      this.#samples.set(`${quantity} ${of}`, { quantity, of, value })
    }
    set('key', bits())
    return {
      progressed: (rounds) => {
        if (rounds % STEP === 0) set('rounds', rounds)
      },
      over: (_reason, { length, chsh, testErrorRate }) => {
        this.#bits.set(peer, bits() + length)
        set('key', bits())
        set('chsh', chsh)
        set('qber', testErrorRate)
      }
    }
  }
}
