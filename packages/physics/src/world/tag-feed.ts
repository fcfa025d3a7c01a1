import type { Nanoseconds, Picoseconds, RandomSource } from '@bellwire/runtime'
import { aliceTime, type ClockRelation } from '../pair-source/clock-relation.js'
import { usualClockSearch } from '../pair-source/clock-search.js'
import type { BasisSettings } from '../pair-source/basis-settings.js'
import { type StampLine, trueTimeOfStamp } from '../pair-source/stamp-line.js'
import { TagBlocks } from '../pair-source/tag-blocks.js'
import type { PairSourceLinkParameters, RecordedTags } from './pair-source-model.js'

/** Tags of one end as its clock has stamped them, in order; items from `length` on are spare. */
export interface FedTags {
  /** Picoseconds since the feed's origin, on the end's clock. */
  readonly picoseconds: Float64Array
  readonly labels: Uint8Array
  readonly length: number
}

/** Where a link's tags come from: the model, or a recording. */
export interface TagFeed {
  /** Instant on either clock that stamps count from, nanoseconds. Changes with `cover`. */
  readonly origin: Nanoseconds
  readonly ends: readonly [{ readonly tags: FedTags }, { readonly tags: FedTags }]
  /** How an end's modulator is set; null where nobody can set it. */
  readonly settings: readonly [BasisSettings | null, BasisSettings | null]
  /**
   * True nanoseconds from which on there are no tags of one end or the other.
   *
   * @param relation of the two clocks; null where it is not known yet
   */
  end(relation: ClockRelation | null): number
  /** Bob's tags may be there for so much more time on either side, picoseconds: those of a recording are, on any clock. */
  readonly slack: Picoseconds
  /** Makes ready the tags of what leaves the source between two true instants, nanoseconds. */
  cover(from: number, until: number): void
  /** A clock or a setting has changed. */
  forget(): void
}

export function tagFeed(
  { source, tags, clockSearch = usualClockSearch }: PairSourceLinkParameters,
  random: RandomSource,
  lines: readonly [StampLine, StampLine]
): TagFeed {
  return tags === undefined
    ? new ModelFeed(new TagBlocks(source, random, lines))
    : new RecordedFeed(tags, lines, clockSearch.largestOffsetPicoseconds)
}

class ModelFeed implements TagFeed {
  readonly slack = 0
  readonly settings: TagFeed['settings']
  readonly #blocks: TagBlocks

  constructor(blocks: TagBlocks) {
    this.#blocks = blocks
    this.settings = [blocks.ends[0].settings, blocks.ends[1].settings]
  }

  get origin(): Nanoseconds {
    return this.#blocks.origin
  }

  get ends(): TagFeed['ends'] {
    return this.#blocks.ends
  }

  end(): number {
    return Infinity
  }

  cover(from: number, until: number): void {
    this.#blocks.cover(from, until)
  }

  forget(): void {
    this.#blocks.forget()
  }
}

class RecordedFeed implements TagFeed {
  readonly origin = 0
  readonly settings = [null, null] as const
  readonly ends: TagFeed['ends']
  readonly #lines: readonly [StampLine, StampLine]

  constructor(
    { alice, bob }: RecordedTags,
    lines: readonly [StampLine, StampLine],
    readonly slack: Picoseconds
  ) {
    this.#lines = lines
    this.ends = [
      { tags: { ...alice, length: alice.picoseconds.length } },
      { tags: { ...bob, length: bob.picoseconds.length } }
    ]
  }

  /** By Alice's clock: Bob's tags go by hers, as far as the two are known. */
  end(relation: ClockRelation | null): number {
    const [alice, bob] = this.ends.map(({ tags }) => tags.picoseconds[tags.length - 1]) as [number?, number?]
    if (alice === undefined || bob === undefined) return 0
    const last = relation === null ? bob + this.slack : aliceTime(relation, bob)
    return trueTimeOfStamp(this.#lines[0], 0, Math.min(alice, last))
  }

  cover(): void {
    // All is there.
  }

  forget(): void {
    // Stamps stay what they are.
  }
}
