import { MemoryShelf, MemoryVault } from '../src/store/memory.js'

/** Where the process of a test dies. */
export class Killed extends Error {}

/** A disk that outlives its process, which dies at the write that it is told. */
export class FragileDisk {
  readonly shelf = new FragileShelf(this)
  readonly vault = new FragileVault(this)
  /** Writes up to now. */
  writes = 0
  /** The process dies in the write of this number. */
  dies = Number.POSITIVE_INFINITY

  write(): void {
    this.writes += 1
    if (this.writes === this.dies) throw new Killed()
  }

  /** Lets nothing die any more. @returns whether the process has died */
  calm(): boolean {
    const died = this.writes >= this.dies
    this.dies = Number.POSITIVE_INFINITY
    return died
  }
}

class FragileShelf extends MemoryShelf {
  readonly #disk: FragileDisk

  constructor(disk: FragileDisk) {
    super()
    this.#disk = disk
  }

  override put(name: string, record: object | number): void {
    this.#disk.write()
    super.put(name, record)
  }

  override remove(name: string): void {
    this.#disk.write()
    super.remove(name)
  }

  override transaction<T>(work: () => T): T {
    const result = super.transaction(work)
    this.#disk.write()
    return result
  }
}

class FragileVault extends MemoryVault {
  readonly #disk: FragileDisk

  constructor(disk: FragileDisk) {
    super()
    this.#disk = disk
  }

  override create(block: string, octets: Uint8Array): void {
    // Half of it is there when the process dies.
    super.create(block, octets.subarray(0, octets.length >> 1))
    this.#disk.write()
    super.create(block, octets)
    this.#disk.write()
  }

  override erase(block: string, offset: number, length: number): void {
    this.#disk.write()
    super.erase(block, offset, length)
  }

  override remove(block: string): void {
    this.#disk.write()
    super.remove(block)
  }
}
