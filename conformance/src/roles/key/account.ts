import type { KeySetting } from '../../subject/key.js'
import { bitsOf, packed } from './distillation/bits.js'
import { transcriptTag } from './distillation/field.js'
import type { View } from './view.js'

/** Bits of the hash key, of a pad and of a tag; and of what a session reserves. */
const TAG = 128
export const SESSION = 2 * TAG

/** Where the pads of sessions begin. */
export const FIRST_PAD = TAG

/** The authentication key that two nodes share, and what is to be made of it (sections 9.7 and 9.8). */
export class Account {
  readonly #bits

  constructor(private readonly setting: KeySetting) {
    const octets = Uint8Array.from(atob(setting.pool), (character) => character.charCodeAt(0))
    this.#bits = bitsOf(octets)
  }

  get length(): number {
    return this.#bits.length
  }

  /** The first bit of a node's pad in a session whose pads begin at an offset: APP-033. */
  padOf(node: number, offset: number): number {
    const { node: one, peer } = this.setting
    return node === Math.min(one, peer) ? offset : offset + TAG
  }

  /** The tag that a node has to make of the FINISH at a place; undefined where nothing was agreed. */
  tagOf(view: View, place: number, node: number): Uint8Array | undefined {
    const offset = view.of('reference', 'AGREEMENT')?.poolOffset
    if (offset === undefined) return undefined
    const pad = this.padOf(node, offset)
    return transcriptTag(view.transcriptOf(place), this.#octets(0), this.#octets(pad))
  }

  #octets(from: number): Uint8Array {
    return packed(this.#bits.slice(from, from + TAG))
  }
}
