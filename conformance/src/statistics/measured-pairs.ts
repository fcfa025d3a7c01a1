import { ErrorCode, type Measurement, RandomBasis, RequestKind } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import type { MeasurementWish } from '../subject/measurement.js'
import type { Delivered } from '../subject/service.js'
import type { Test } from '../verdict/test.js'

/** Pairs that one request asks for. */
const PAIRS_OF_REQUEST = 30

/** A pair that the node has measured and delivered. */
export interface Sample {
  readonly pair: Delivered
  /** In which basis the hardware was told to measure, and what came out. */
  readonly basis: number
  readonly outcome: number
}

/** How both ends of a request measure, and which of them asks. */
export interface Asked {
  readonly asker: 'node' | 'peer'
  readonly originator: MeasurementWish
  readonly responder: MeasurementWish
}

/** Has the node measure pair after pair, and takes what it delivers. */
export class MeasuredPairs {
  /** So many were delivered. */
  count = 0
  readonly #test: Test
  /** Numbers of heralded pairs by qubit. */
  readonly #heralded = new Map<number, number>()
  /** What the hardware is told to measure, by qubit, and what it has, by number of the pair. */
  readonly #told = new Map<number, Omit<Sample, 'pair' | 'outcome'> & { readonly sequence: number }>()
  readonly #found = new Map<number, Omit<Sample, 'pair'>>()
  #take: (sample: Sample) => void = () => undefined

  constructor(test: Test) {
    this.#test = test
    test.scene.stage.watch((happening) => this.#watch(happening))
  }

  /**
   * Makes pairs until there are enough, or as many as are looked at; those of the last request all the same.
   *
   * @param asked what each request says, by its place: 0, 1, …
   * @throws Unreached where none come
   */
  async until(
    isEnough: () => boolean,
    most: number,
    asked: (place: number) => Asked,
    take: (sample: Sample) => void
  ): Promise<void> {
    const { scene } = this.#test
    const end = this.count + most
    this.#take = take
    for (let place = 0; !isEnough() && this.count < end && place < most; place++) {
      const all = this.count + PAIRS_OF_REQUEST
      const isOver = await this.#ask(asked(place))
      // One whose last pairs are expired ends with fewer.
      const made = await scene.until(() => this.count >= all || isOver())
      this.#test.need(made, `${PAIRS_OF_REQUEST} pairs are measured`)
    }
  }

  /** Asks for pairs. Returns what tells whether the request has ended with fewer. */
  async #ask({ asker, originator, responder }: Asked): Promise<() => boolean> {
    const { scene } = this.#test
    if (asker === 'node') {
      const { code } = await scene.create({ kind: 'measure', number: PAIRS_OF_REQUEST, originator, responder })
      this.#test.need(code === 0, 'a request that can be met is taken')
      return () => scene.answers.at(-1)?.type === 'err'
    }
    const fields = { originator: inFrame(originator), responder: inFrame(responder) }
    const serial = scene.peer.create(PAIRS_OF_REQUEST, { kind: RequestKind.MEASURE, ...fields })
    return () => {
      const outcome = scene.peer.outcomeOf(serial)
      return typeof outcome === 'object' && (outcome.ended ?? ErrorCode.UNSPECIFIED) !== ErrorCode.UNSPECIFIED
    }
  }

  #watch(happening: Happening): void {
    if (happening.kind === 'herald' && happening.qubit !== undefined)
      this.#heralded.set(happening.qubit, happening.sequence)
    else if (happening.kind === 'command' && happening.message.type === 'MEASURE') {
      const { qubit, basis } = happening.message
      const sequence = this.#heralded.get(qubit)
      if (sequence !== undefined) this.#told.set(qubit, { sequence, basis })
    } else if (happening.kind === 'result' && happening.message.type === 'MEASURED') {
      const { qubit, outcome } = happening.message
      const told = this.#told.get(qubit)
      if (told !== undefined) this.#found.set(told.sequence, { basis: told.basis, outcome })
    } else if (happening.kind === 'answer' && happening.answer.type === 'ok') this.#deliver(happening.answer)
  }

  #deliver(pair: Delivered): void {
    const found = this.#found.get(pair.sequence)
    if (found === undefined) return
    this.#found.delete(pair.sequence)
    this.count += 1
    this.#take({ pair, ...found })
  }
}

/** As an ADD has it. */
function inFrame({ set, probabilities, rotation }: MeasurementWish): Measurement {
  const [probability1 = 0, probability2 = 0] = probabilities
  const [rotationX1, rotationY, rotationX2] = rotation
  return { randomBasis: RandomBasis[set], probability1, probability2, rotationX1, rotationY, rotationX2 }
}
