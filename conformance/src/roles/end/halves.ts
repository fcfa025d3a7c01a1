import type { PairName, Track } from '@bellwire/wire'
import type { CircuitPair } from '../../subject/circuit-service.js'
import type { Happening, Herald } from '../../stage/happening.js'
import type { Stage } from '../../stage/stage.js'
import type { EndSetting } from '../../subject/setting.js'

/** The end's half of a pair of its link, from the herald on: what has been done to it, and what the pair is that it is a part of. */
export class Half {
  /** The pair from end to end, as it was when all nodes between had swapped; undefined before. */
  bellIndex: number | undefined
  /** The other end's name of it. */
  far: PairName | undefined
  /** Pauli operators applied to the half, together; and how many times. */
  turned = 0
  corrections = 0
  measured: { readonly basis: number; readonly outcome: number } | undefined
  isReleased = false
  /** It was kept in a step of distillation, which has made another pair of it. */
  isDistilled = false
  /** The TRACK of the end under test. */
  sent: Track | undefined
  /** The TRACK of the other end, when it is there. */
  came: Track | undefined
  /** The end has heard of it, or said, that the pair is void: before it was handed over tracked. */
  isVoid = false
  /** As it was handed over: before it was tracked, and after. */
  early: CircuitPair | undefined
  delivered: CircuitPair | undefined
  /** The application was told that it is void. */
  expired = false
  isReturned = false

  constructor(
    readonly herald: Herald,
    readonly qubit: number
  ) {}

  get epoch(): number {
    return this.herald.epoch
  }

  get sequence(): number {
    return this.herald.sequence
  }
}

/** All halves that the end has had, by everything that happens at its edges. */
export class Halves {
  readonly all: Half[] = []
  /** TRACKs and expiries that came before the pair. */
  readonly #foretold = new Map<string, { track?: Track; isVoid?: true }>()
  /** What the hardware was last told to measure, by qubit. */
  readonly #bases = new Map<number, number>()

  constructor(
    stage: Stage<EndSetting>,
    private readonly isHead: boolean
  ) {
    stage.watch((happening) => this.#see(happening))
  }

  find({ epoch, sequence }: PairName): Half | undefined {
    return this.all.find((half) => half.epoch === epoch && half.sequence === sequence)
  }

  /** By what the end told its application. */
  of(pair: CircuitPair): Half | undefined {
    return this.find(
      this.isHead
        ? { epoch: pair.headEpoch, sequence: pair.headSequence }
        : { epoch: pair.tailEpoch, sequence: pair.tailSequence }
    )
  }

  /** By the end's name for a pair. */
  named(pair: number): Half | undefined {
    return this.all.findLast(({ early, delivered }) => early?.pair === pair || delivered?.pair === pair)
  }

  #see(happening: Happening): void {
    switch (happening.kind) {
      case 'herald':
        return this.#heralded(happening)
      case 'command':
        return this.#command(happening.message)
      case 'result':
        if (happening.message.type === 'MEASURED') this.#measured(happening.message)
        return
      case 'sent':
      case 'came':
        return this.#frame(happening)
      case 'answer':
        if (happening.answer.type === 'pair') this.#delivered(happening.answer)
        else if (happening.answer.type === 'void') {
          const half = this.named(happening.answer.pair)
          if (half !== undefined) half.expired = true
        }
        return
      case 'wish':
        if (happening.wish.type === 'return') {
          const half = this.named(happening.wish.pair)
          if (half !== undefined) half.isReturned = true
        }
        return
      default:
    }
  }

  #heralded(herald: Herald): void {
    if (herald.qubit === undefined) return
    const half = new Half(herald, herald.qubit)
    const said = this.#foretold.get(keyOf(herald))
    half.came = said?.track
    // A TRACK that came before says what has become of it.
    half.bellIndex = said?.track?.bellIndex
    half.isVoid = said?.isVoid === true
    this.all.push(half)
  }

  #command(message: Extract<Happening, { kind: 'command' }>['message']): void {
    if (message.type === 'DISTIL') {
      const kept = this.#on(message.keep)
      if (kept !== undefined) kept.isDistilled = true
    }
    const half = 'qubit' in message ? this.#on(message.qubit) : undefined
    if (message.type === 'MEASURE') this.#bases.set(message.qubit, message.basis)
    if (half === undefined) return
    if (message.type === 'CORRECT') {
      half.turned ^= message.pauli
      half.corrections += 1
    } else if (message.type === 'RELEASE') half.isReleased = true
  }

  #measured({ qubit, outcome }: { readonly qubit: number; readonly outcome: number }): void {
    const half = this.#on(qubit)
    const basis = this.#bases.get(qubit)
    if (half !== undefined && basis !== undefined) half.measured ??= { basis, outcome }
  }

  #frame({ kind, frame }: Extract<Happening, { kind: 'sent' | 'came' }>): void {
    if (frame.type !== 'TRACK' && frame.type !== 'PAIR_EXPIRE') return
    const half = this.find(frame)
    if (kind === 'sent') {
      if (half === undefined) return
      if (frame.type === 'TRACK') half.sent ??= frame
      else half.isVoid ||= half.delivered === undefined
    } else if (half === undefined) {
      const said = this.#foretold.get(keyOf(frame)) ?? {}
      if (frame.type === 'TRACK') said.track ??= frame
      else said.isVoid = true
      this.#foretold.set(keyOf(frame), said)
    } else if (frame.type === 'TRACK') half.came ??= frame
    else half.isVoid ||= half.delivered === undefined
  }

  #delivered(pair: CircuitPair): void {
    const half = this.of(pair)
    if (half === undefined) return
    if (pair.tracked) half.delivered ??= pair
    else half.early ??= pair
  }

  /** The half that a qubit holds. */
  #on(qubit: number): Half | undefined {
    return this.all.findLast((half) => half.qubit === qubit)
  }
}

function keyOf({ epoch, sequence }: PairName): string {
  return `${epoch}:${sequence}`
}
