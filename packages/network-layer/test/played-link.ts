import type { PairExpired } from '@bellwire/link-layer'
import type { Clock, RandomStream } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import type { LinkPort } from '../src/index.js'

/** One half of a link's pair, as it truly is. */
export interface Half {
  readonly node: number
  readonly link: number
  readonly sequence: number
  readonly bellIndex: number
  other: Half | undefined
  /** What it was swapped with, and what that found. */
  joined: { readonly half: Half; readonly outcome: number } | undefined
}

export interface Asked {
  readonly createId: number
  readonly purpose: number
  /** Pairs called for. */
  number: number
  made: number
}

/** What a played link needs of the chain that it is part of. */
interface PlayedChain {
  readonly clock: Clock
  readonly random: RandomStream
  readonly options: {
    /** Probability that a link expires a pair which it has delivered. */
    readonly expiry?: number
    /** Mean time of a link for a pair, nanoseconds. */
    readonly time?: number
  }
  /** A whole number of nanoseconds of so many on average. */
  time(mean: number): number
  /** A link's pair comes to one of its nodes. */
  deliver(half: Half, asked: Asked): void
  expire(node: number, pair: PairExpired): void
  free(node: number, qubit: number): void
}

/** Makes pairs for its upstream node, one after the other. */
export class PlayedLink {
  /** Those of the upstream node, by sequence number. */
  readonly halves = new Map<number, Half>()
  readonly #chain: PlayedChain
  #asked: Asked[] = []
  #lastId = 0
  #sequence = 0
  #busy = false
  /** Each node gets pairs in their order. */
  readonly #latest: [number, number] = [0, 0]

  /** @param link also the number of its upstream node */
  constructor(
    chain: PlayedChain,
    readonly link: number
  ) {
    this.#chain = chain
  }

  port(node: number): LinkPort {
    return {
      link: this.link,
      peer: node === this.link ? node + 1 : node - 1,
      up: true,
      fit: true,
      operatingPoints: [{ fidelity: 0.9, rate: 100 }],
      create: ({ purpose }) => {
        this.#asked.push({ createId: ++this.#lastId, purpose, number: 0, made: 0 })
        return { createId: this.#lastId, error: ErrorCode.UNSPECIFIED, detail: '' }
      },
      more: (createId, number) => {
        for (const asked of this.#asked) if (asked.createId === createId) asked.number += number
        this.#make()
      },
      cancel: (createId) => void (this.#asked = this.#asked.filter((asked) => asked.createId !== createId)),
      take: () => true,
      release: ({ qubit }) => {
        this.#chain.free(node, qubit)
        return true
      },
      accept: () => undefined,
      refuse: () => undefined
    }
  }

  #make(): void {
    const { clock, options } = this.#chain
    if (this.#busy || !this.#asked.some(({ number, made }) => made < number)) return
    this.#busy = true
    clock.at(clock.now() + this.#chain.time(options.time ?? 2000), {
      run: () => {
        this.#busy = false
        const asked = this.#asked.find(({ number, made }) => made < number)
        if (asked !== undefined) this.#made(asked)
        this.#make()
      }
    })
  }

  #made(asked: Asked): void {
    const chain = this.#chain
    const { clock } = chain
    asked.made += 1
    const facts = {
      link: this.link,
      sequence: ++this.#sequence,
      bellIndex: chain.random.below(4),
      joined: undefined
    }
    const up: Half = { ...facts, node: this.link, other: undefined }
    const down: Half = { ...facts, node: this.link + 1, other: up }
    up.other = down
    this.halves.set(facts.sequence, up)
    const expires = chain.random.bernoulli(chain.options.expiry ?? 0)
    for (const [index, half] of [up, down].entries()) {
      const at = Math.max(this.#latest[index as 0 | 1], clock.now() + chain.time(1000))
      this.#latest[index as 0 | 1] = at
      clock.at(at, {
        run: () => chain.deliver(half, asked)
      })
      if (expires) clock.at(at + chain.time(3000), { run: () => this.#expire(half, asked) })
    }
  }

  #expire({ node, sequence }: Half, asked: Asked): void {
    const originator = node === this.link
    if (originator && this.#asked.includes(asked)) asked.number += 1
    this.#chain.expire(node, {
      createId: asked.createId,
      originator,
      link: this.link,
      epoch: 3,
      sequence,
      pair: sequence
    })
    this.#make()
  }
}
