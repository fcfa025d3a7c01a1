/**
 * Seeds of test rounds of the epochs that this end begins: one is drawn for each, and told to the peer alone (requirements
 * LNK-170, LNK-175, LNK-176).
 */
export class TestSeeds {
  #epoch = 0
  #seed = 0

  /** @param draw 32 uniform bits that nobody else can foretell */
  constructor(private readonly draw: () => number) {}

  /** The seed of an epoch, the same however often its OPEN is said. */
  of(epoch: number): number {
    if (epoch !== this.#epoch) {
      this.#epoch = epoch
      this.#seed = this.draw()
    }
    return this.#seed
  }
}
