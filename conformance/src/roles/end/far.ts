import type { PairName, Settle, Settled, Track } from '@bellwire/wire'
import type { Random } from '../../stage/random.js'
import type { Stage } from '../../stage/stage.js'
import type { CircuitName } from '../../subject/circuit-service.js'
import type { EndSetting } from '../../subject/setting.js'
import type { Neighbour } from '../repeater/neighbour.js'
import type { Half } from './halves.js'

/** Of routed frames, when they come to a neighbour. */
const HOP_LIMIT = 250

/**
 * The other end of the circuits, and the swap between: what lies behind the neighbour. It does nothing but answer what it is
 * asked about pairs, truly; tests make it do more.
 */
export class Far {
  /** Pairs that this end has, by its own names; and those of which it has said so to the other one. */
  readonly #has = new Set<string>()
  readonly #said = new Set<string>()
  readonly #epoch = 12
  #sequence: number
  #number: number
  /** What it answers when it is asked which pairs it has; undefined: nothing. */
  answer: (settle: Settle) => Partial<Settled> | undefined

  constructor(
    private readonly stage: Stage<EndSetting>,
    private readonly neighbour: Neighbour,
    private readonly random: Random,
    readonly node: number
  ) {
    this.#sequence = random.bits32()
    this.#number = random.bits32()
    this.answer = ({ pairs }) => {
      const refused = pairs.filter((pair) => !this.#has.has(keyOf(pair)))
      for (const pair of pairs) if (!refused.includes(pair)) this.#said.add(keyOf(pair))
      return { refused }
    }
    neighbour.hears = (frame) => {
      if (frame.type !== 'SETTLE' || frame.target !== node) return
      const said = this.answer(frame)
      if (said !== undefined) stage.after(2 * neighbour.delay, () => this.#settled(frame, said))
    }
  }

  /**
   * The neighbour swaps its half of a pair with that of another one, whose far half is here.
   *
   * @param bellIndex of the pair that comes of it. Default: neither 0 nor that of the pair of the link, so that what is left
   * out shows
   */
  join(half: Half, bellIndex = this.#other(half.herald.bellIndex)): void {
    this.#sequence = (this.#sequence + 1) >>> 0
    half.far = { epoch: this.#epoch, sequence: this.#sequence }
    half.bellIndex = bellIndex
  }

  /** What a TRACK for a half says when it comes to the end under test. @param request as the far end names it */
  trackOf(half: Half, { initiator, circuit }: CircuitName, request: number): Omit<Track, HeaderField> {
    if (half.far === undefined) this.join(half)
    const { epoch, sequence, bellIndex = 0, far = half } = half
    return {
      type: 'TRACK',
      initiator,
      circuit,
      request,
      originEpoch: far.epoch,
      originSequence: far.sequence,
      epoch,
      sequence,
      bellIndex,
      fidelity: 60_000
    }
  }

  /** It has its half of a pair, and says so: TRACK. */
  track(half: Half, name: CircuitName, request: number): void {
    const track = this.trackOf(half, name, request)
    if (half.far !== undefined) this.#has.add(keyOf(half.far))
    this.neighbour.say(track)
  }

  has({ far }: Half): boolean {
    return far !== undefined && this.#has.has(keyOf(far))
  }

  /** It will not have a pair after all, unless it has said that it has. */
  lose({ far }: Half): void {
    if (far !== undefined && !this.#said.has(keyOf(far))) this.#has.delete(keyOf(far))
  }

  /** Asks about pairs, by their names at the end under test. Returns the number of the question. */
  settle(
    { initiator, circuit }: CircuitName,
    pairs: readonly PairName[],
    fields: Partial<Omit<Settle, HeaderField>> = {}
  ): number {
    this.#number = (this.#number + 1) >>> 0
    const settle = {
      type: 'SETTLE',
      initiator,
      circuit,
      source: this.node,
      target: this.stage.setting.node,
      hopLimit: HOP_LIMIT,
      number: this.#number,
      pairs: pairs.map(({ epoch, sequence }) => ({ epoch, sequence })),
      last: false,
      lost: [],
      tests: [],
      ...fields
    } as const
    this.neighbour.say(settle)
    return settle.number
  }

  /** The neighbour says that a pair is void. */
  expire({ initiator, circuit }: CircuitName, { epoch, sequence }: PairName): void {
    this.neighbour.say({ type: 'PAIR_EXPIRE', initiator, circuit, epoch, sequence })
  }

  #other(bellIndex: number): number {
    const others = [1, 2, 3].filter((one) => one !== bellIndex)
    return others[this.random.below(others.length)] ?? 0
  }

  #settled({ initiator, circuit, number }: Settle, said: Partial<Settled>): void {
    const { node, stage } = this
    const routed = { source: node, target: stage.setting.node, hopLimit: HOP_LIMIT, number }
    const answer = { refused: [], known: true, open: [], ...said }
    this.neighbour.say({ ...routed, ...answer, type: 'SETTLED', initiator, circuit })
  }
}

/** Fields that the session of a neighbour adds. */
type HeaderField = 'session' | 'peerSession' | 'serial' | 'expected'

function keyOf({ epoch, sequence }: PairName): string {
  return `${epoch}:${sequence}`
}
