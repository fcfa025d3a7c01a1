import { type PairName, serialLess } from '@bellwire/wire'

/** At the upstream node of a link: the room of the downstream node, by its last word and what has come since. */
export class Credit {
  #room = 0
  #counted: PairName = { epoch: 0, sequence: 0 }
  /** Pairs that have come here and that the neighbour's last word does not count. */
  #uncounted: PairName[] = []

  /** The neighbour has told its room, with the last pair that it counts. */
  heard(room: number, counted: PairName): void {
    this.#room = room
    this.#counted = counted
    this.#uncounted = this.#uncounted.filter((pair) => this.#isAfterCount(pair))
  }

  /** Pairs that the neighbour has room for. Negative where more have come. */
  get left(): number {
    return this.#room - this.#uncounted.length
  }

  arrived(pair: PairName): void {
    if (this.#isAfterCount(pair)) this.#uncounted.push({ epoch: pair.epoch, sequence: pair.sequence })
  }

  expired({ epoch, sequence }: PairName): void {
    this.#uncounted = this.#uncounted.filter((pair) => pair.epoch !== epoch || pair.sequence !== sequence)
  }

  #isAfterCount({ epoch, sequence }: PairName): boolean {
    const counted = this.#counted
    return epoch > counted.epoch || (epoch === counted.epoch && serialLess(counted.sequence, sequence))
  }
}

/** At the downstream node of a link: this node's room, and what the neighbour has been told of it. */
export class GrantedCredit {
  /** Pairs that this node has room for when it holds none. */
  readonly #window: number
  #epoch = 0
  #sequence = 0
  /** Room as the neighbour believes it to be. */
  #believed = 0

  constructor(window: number) {
    this.#window = window
  }

  /** The neighbour has been told the first room. */
  opened(): void {
    this.#believed = this.#window
  }

  arrived({ epoch, sequence }: PairName): void {
    this.#epoch = epoch
    this.#sequence = sequence
    this.#believed -= 1
  }

  /**
   * What to tell the neighbour, where that is worth a frame.
   *
   * @param free negative where this node holds more pairs than it has room for
   */
  news(free: number): (PairName & { readonly window: number }) | undefined {
    const news = free - this.#believed
    // Where more has come than there was room for, that some of it has left is no room yet.
    if (free <= 0 || news <= 0 || (this.#believed > 0 && 2 * news < this.#window)) return undefined
    this.#believed = free
    return { window: free, epoch: this.#epoch, sequence: this.#sequence }
  }
}
