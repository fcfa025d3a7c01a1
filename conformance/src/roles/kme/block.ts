import type { KmeSetting } from '../../subject/kme.js'
import { unitName } from './names.js'

/** A block of key bits, as both KMEs are to cut it (section 8.2). */
export class Block {
  /** Names of its units, in order. */
  readonly units: readonly string[]

  /** @param peer the KME at the other end */
  constructor(
    private readonly setting: KmeSetting,
    readonly session: string,
    readonly octets: Uint8Array,
    readonly label: string,
    readonly peer: string
  ) {
    const number = Math.floor((8 * octets.length) / setting.unitSize)
    this.units = Array.from({ length: number }, (_, index) => unitName(session, index))
  }

  /** Those that the KME under test may reserve: KEY-005. */
  get own(): readonly string[] {
    return this.units.filter((_, index) => this.isOwn(index))
  }

  /** Those of the peer. */
  get theirs(): readonly string[] {
    return this.units.filter((_, index) => !this.isOwn(index))
  }

  isOwn(index: number): boolean {
    const peer = this.setting.peers.find(({ id }) => id === this.peer)
    return (index % 2 === 0) === this.setting.node < (peer?.node ?? 0)
  }

  /** The octets of a unit. */
  octetsOf(unit: string): Uint8Array {
    const length = this.setting.unitSize / 8
    const index = this.units.indexOf(unit)
    return this.octets.slice(index * length, (index + 1) * length)
  }
}

/** The key of these units: KEY-006. Undefined where one of them is of none of the blocks. */
export function keyOf(blocks: readonly Block[], units: readonly string[], size: number): Uint8Array | undefined {
  const octets: number[] = []
  for (const unit of units) {
    const block = blocks.find((one) => one.units.includes(unit))
    if (block === undefined) return undefined
    octets.push(...block.octetsOf(unit))
  }
  return Uint8Array.from(octets.slice(0, size / 8))
}
