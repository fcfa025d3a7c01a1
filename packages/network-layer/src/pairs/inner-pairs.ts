import type { Nanoseconds } from '@bellwire/runtime'
import type { Hop, Reach, Track } from '@bellwire/wire'
import { type Circuit, type HeldPair, Junction, pairKey, type Side } from '../circuit/circuit.js'
import type { Origin } from '../circuit/machine.js'
import type { SwapRank } from '../circuit/swap-rank.js'
import { HEADER, type NetworkCore, TAG_BASE } from '../core.js'
import { fidelityOnWire, wernerAt, wernerFromWire } from './estimate.js'
import type { Foretellings } from './foretellings.js'
import type { Supply } from './supply.js'

const SWAP = { type: 'SWAP' } as const
const VOID = { type: 'VOID' } as const
const SWAPPED = { type: 'SWAPPED' } as const
const TRACK_DOWN = { type: 'TRACK_DOWN' } as const
const TRACK_UP = { type: 'TRACK_UP' } as const

/**
 * The pairs of circuits that go through this node: swapped as soon as both sides have one that may be, and tracked
 * through the swaps. A half that is void, for whatever reason, is told on every side that does not know.
 */
export class InnerPairs {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #foretellings: Foretellings
  /** Halves that wait, and not for ever: a half without a cut-off time needs no machine. */
  readonly #timed = new Map<number, HeldPair>()
  readonly #junctions = new Map<number, Junction>()
  /** A pair that is being distilled has waited too long. */
  readonly #lateInStage: (pair: HeldPair) => void

  constructor(core: NetworkCore, supply: Supply, foretellings: Foretellings, lateInStage: (pair: HeldPair) => void) {
    this.#core = core
    this.#supply = supply
    this.#foretellings = foretellings
    this.#lateInStage = lateInStage
  }

  get size(): number {
    let waiting = 0
    for (const { role, upstream, downstream } of this.#core.circuits.values())
      if (role === 'inner') waiting += (upstream?.waiting.length ?? 0) + (downstream?.waiting.length ?? 0)
    return waiting + this.#junctions.size
  }

  /** The link has delivered a pair of a circuit; its qubit is this layer's. */
  arrived(half: HeldPair): void {
    const core = this.#core
    const { side } = half
    const { circuit } = side
    const said = this.#foretellings.take(side, half.epoch, half.sequence)
    if (said?.void === true) {
      side.forget(half)
      core.freeQubit(side, half.qubit)
      this.#supply.freed(side)
      return
    }
    half.track = said?.track
    if (circuit.rank !== undefined)
      half.reach = said?.reach ?? circuit.position + (side.direction === 'upstream' ? -1 : 1)
    side.pairs.set(pairKey(half.epoch, half.sequence), half)
    side.waiting.push(half)
    if (!this.#timed.has(half.id)) this.watch(half)
    this.#join(circuit)
  }

  /** A pair's wait at this node begins, where it has an end. */
  watch(half: HeldPair): void {
    const cutoff = cutoffOf(half.side)
    if (cutoff !== Infinity) this.#await(half, this.#core.now() + cutoff)
  }

  /** The pair waits no more by itself: it is gone, or a part of the kept one, which waits no longer than it would have. */
  unwatch(half: HeldPair, kept?: HeldPair): void {
    if (!this.#timed.delete(half.id)) return
    // Closed, not told: the name may be used again before the machine hears of anything.
    this.#core.tables.half.close(half.id)
    if (kept === undefined || half.deadline >= kept.deadline) return
    this.#core.tables.half.close(kept.id)
    this.#await(kept, half.deadline)
  }

  #await(half: HeldPair, deadline: Nanoseconds): void {
    half.deadline = deadline
    this.#timed.set(half.id, half)
    this.#core.tables.half.open(half.id, { half: half.id, cutoff: Math.max(0, deadline - this.#core.now()) })
  }

  /** Swaps the oldest half of one side with the oldest of the other, of those that may be joined by now. */
  #join({ upstream, downstream, rank }: Circuit): void {
    if (upstream === undefined || downstream === undefined) return
    if (rank !== undefined) return this.#joinByRank(rank, upstream.waiting, downstream.waiting)
    while (upstream.waiting.length > 0 && downstream.waiting.length > 0)
      this.#joinTwo(upstream.waiting.shift() as HeldPair, downstream.waiting.shift() as HeldPair)
  }

  #joinByRank(rank: SwapRank, upstream: HeldPair[], downstream: HeldPair[]): void {
    const mayBeJoined = ({ reach }: HeldPair): boolean => rank.allows(reach)
    for (;;) {
      const a = upstream.findIndex(mayBeJoined)
      const b = downstream.findIndex(mayBeJoined)
      if (a < 0 || b < 0) return
      this.#joinTwo(upstream.splice(a, 1)[0] as HeldPair, downstream.splice(b, 1)[0] as HeldPair)
    }
  }

  #joinTwo(a: HeldPair, b: HeldPair): void {
    const junction = new Junction(this.#core.nextName(), a, b)
    junction.fromUpstream = a.track
    junction.fromDownstream = b.track
    for (const half of [a, b]) {
      half.junction = junction
      if (this.#timed.delete(half.id)) this.#core.tables.half.tell(half.id, SWAP)
    }
    this.#junctions.set(junction.id, junction)
    this.#core.tables.junction.open(junction.id, {
      junction: junction.id,
      fromUpstream: a.track !== undefined,
      fromDownstream: b.track !== undefined
    })
  }

  /** A neighbour says how far a pair of the link between reaches now on its side. */
  reach(side: Side, frame: Reach): void {
    const { circuit, direction } = side
    const half = side.find(frame.epoch, frame.sequence)
    if (half === undefined) return this.#foretellings.reach(side, frame)
    if (circuit.rank?.isFarther(direction, frame.position, half.reach) !== true)
      return this.#core.options.ignored('REACH')
    half.reach = frame.position
    const { junction } = half
    if (junction === undefined) return this.#join(circuit)
    const state = this.#core.tables.junction.state(junction.id)
    // While the hardware swaps nothing is told yet, and after the TRACK nothing any more.
    if (state === 'joined' || state === (direction === 'upstream' ? 'passedUp' : 'passedDown'))
      this.#tellReach(half, otherOf(half, junction))
  }

  /** Tells the neighbour with the other half of one pair how far that reaches now, by the pair that it was joined with. */
  #tellReach({ reach }: HeldPair, { side, epoch, sequence }: HeldPair): void {
    const { name, rank } = side.circuit
    if (side.direction === 'upstream' ? rank?.tellsUpstream : rank?.tellsDownstream)
      this.#core.send(side.port.peer, { type: 'REACH', ...HEADER, ...name, epoch, sequence, position: reach })
  }

  /** A TRACK from a neighbour, for a pair of the link between. */
  track(side: Side, frame: Track): void {
    const half = side.find(frame.epoch, frame.sequence)
    if (half === undefined) return this.#foretellings.track(side, frame)
    const { junction } = half
    const fromUpstream = side.direction === 'upstream'
    if (half.track !== undefined || (fromUpstream ? junction?.fromUpstream : junction?.fromDownstream) !== undefined) {
      return this.#core.options.ignored('repeated-TRACK')
    }
    if (junction === undefined) {
      half.track = frame
      return
    }
    if (fromUpstream) junction.fromUpstream = frame
    else junction.fromDownstream = frame
    this.#core.tables.junction.tell(junction.id, fromUpstream ? TRACK_DOWN : TRACK_UP)
  }

  /** The neighbour says that what a pair of the link between belongs to is void. */
  expiredByNeighbour(side: Side, epoch: number, sequence: number): void {
    const half = side.find(epoch, sequence)
    if (half === undefined) this.#foretellings.void(side, epoch, sequence)
    else this.#void(half, side.direction)
  }

  /** The link says that a pair which it delivered is void. */
  expiredByLink(half: HeldPair): void {
    this.#void(half, 'here')
  }

  #void(half: HeldPair, origin: Origin): void {
    const { junction } = half
    if (junction !== undefined) {
      this.#core.tables.junction.tell(junction.id, { type: 'VOID', origin })
      return
    }
    if (this.#timed.delete(half.id)) this.#core.tables.half.tell(half.id, VOID)
    this.#drop(half, origin)
  }

  /** A half that is not swapped is given up. */
  #drop(half: HeldPair, origin: Origin): void {
    const { side } = half
    side.forget(half)
    const index = side.waiting.indexOf(half)
    if (index >= 0) side.waiting.splice(index, 1)
    if (origin === 'here') this.#core.pairExpire(side, half.epoch, half.sequence)
    this.#core.freeQubit(side, half.qubit)
    this.#supply.freed(side)
  }

  /** The hardware has swapped. */
  swapped(tag: number, outcome: number): void {
    const junction = this.#junctions.get(TAG_BASE - tag)
    if (junction === undefined) return this.#core.options.ignored('no-junction')
    junction.outcome = outcome
    junction.swappedAt = this.#core.now()
    const { upstream, downstream } = junction
    // Before any TRACK goes on.
    if (upstream.side.circuit.rank !== undefined && this.#core.tables.junction.state(junction.id) === 'swapping') {
      this.#tellReach(downstream, upstream)
      this.#tellReach(upstream, downstream)
    }
    this.#core.tables.junction.tell(junction.id, SWAPPED)
  }

  /** The circuit is over: everything of it is dropped without a word. */
  drop({ upstream, downstream }: Circuit): void {
    for (const side of [upstream, downstream]) {
      if (side === undefined) continue
      for (const half of side.pairs.values()) {
        const { junction } = half
        if (half.inStage) continue
        if (junction !== undefined) {
          // Both sides come by here; the machine takes the second for granted, or is gone.
          if (this.#junctions.has(junction.id) && this.#core.tables.junction.has(junction.id))
            this.#core.tables.junction.tell(junction.id, { type: 'VOID', origin: 'here' })
        } else {
          if (this.#timed.delete(half.id)) this.#core.tables.half.tell(half.id, VOID)
          this.#core.freeQubit(side, half.qubit)
        }
      }
      side.waiting.length = 0
      this.#foretellings.drop(side)
    }
  }

  // ---- what the machines say ----

  cutOff(id: number): void {
    const half = this.#timed.get(id)
    if (half === undefined) return
    this.#timed.delete(id)
    if (half.inStage) this.#lateInStage(half)
    else this.#drop(half, 'here')
  }

  swap(id: number): void {
    const { upstream, downstream } = this.#junctions.get(id) as Junction
    this.#core.options.device.execute({ type: 'swap', a: upstream.qubit, b: downstream.qubit, tag: TAG_BASE - id })
  }

  spent(id: number): void {
    const { upstream, downstream } = this.#junctions.get(id) as Junction
    for (const half of [upstream, downstream]) this.#core.freeQubit(half.side, half.qubit)
    this.#supply.freed(upstream.side)
    this.#supply.freed(downstream.side)
  }

  pass(id: number, down: boolean): void {
    const junction = this.#junctions.get(id) as Junction
    const { capabilities } = this.#core.options
    const [frame, from, to] = down
      ? [junction.fromUpstream as Track, junction.upstream, junction.downstream]
      : [junction.fromDownstream as Track, junction.downstream, junction.upstream]
    const { coherenceTime } = capabilities
    // The pair that the frame came with aged here until the swap, and so did the one that it goes on with.
    const waited = Math.exp(-Math.max(0, junction.swappedAt - from.goodnessTime) / coherenceTime)
    const werner = wernerFromWire(frame.fidelity) * waited * wernerAt(to, junction.swappedAt, coherenceTime)
    this.#core.send(to.side.port.peer, {
      type: 'TRACK',
      session: 0,
      peerSession: 0,
      serial: 0,
      expected: 0,
      initiator: frame.initiator,
      circuit: frame.circuit,
      request: frame.request,
      originEpoch: frame.originEpoch,
      originSequence: frame.originSequence,
      epoch: to.epoch,
      sequence: to.sequence,
      bellIndex: frame.bellIndex ^ junction.outcome ^ to.bellIndex,
      fidelity: fidelityOnWire(werner)
    })
  }

  voided(id: number, origin: Origin): void {
    const { upstream, downstream } = this.#junctions.get(id) as Junction
    for (const { side, epoch, sequence } of [upstream, downstream]) {
      if (side.direction !== origin) this.#core.pairExpire(side, epoch, sequence)
    }
  }

  settled(id: number): void {
    const { upstream, downstream } = this.#junctions.get(id) as Junction
    this.#junctions.delete(id)
    for (const half of [upstream, downstream]) half.side.forget(half)
  }
}

function otherOf(half: HeldPair, { upstream, downstream }: Junction): HeldPair {
  return half === upstream ? downstream : upstream
}

/** A pair waits at most so long, infinity where it may wait for ever. */
function cutoffOf({ circuit, direction }: Side): number {
  const { cutoff } = circuit.hops[direction === 'upstream' ? circuit.position - 1 : circuit.position] as Hop
  return cutoff === 0 ? Infinity : cutoff
}
