import type {
  EntangledPair,
  EntanglementSource,
  ReceivedQubit,
  TeleportEnd,
  TeleportSender
} from '@bellwire/application-layer'
import { Basis, type QubitId, type Rotation } from '@bellwire/device'
import type { Node } from '@bellwire/node'
import { type Estimate, pairFidelity } from '@bellwire/quantum'
import type { Nanoseconds } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import { ShareTally } from '../run/tallies.js'
import type { TeleportInput } from '../schema/application.js'
import type { Ends } from './ends.js'
import { MeanTally } from '../run/mean-tally.js'
import { choiceByName } from '../../programs/pair-names.js'
import { PlayedApplication } from './played-application.js'
import type { TeleportReport } from './report.js'
import { nodeOf } from './stage.js'

const QUARTER = Math.PI / 2

/** The six cardinal states, as rotations of |0⟩. */
const STATES: readonly { readonly name: string; readonly rotation: Rotation }[] = [
  { name: 'X+', rotation: { x1: 0, y: QUARTER, x2: 0 } },
  { name: 'X-', rotation: { x1: 0, y: -QUARTER, x2: 0 } },
  { name: 'Y+', rotation: { x1: -QUARTER, y: 0, x2: 0 } },
  { name: 'Y-', rotation: { x1: QUARTER, y: 0, x2: 0 } },
  { name: 'Z+', rotation: { x1: 0, y: 0, x2: 0 } },
  { name: 'Z-', rotation: { x1: Math.PI, y: 0, x2: 0 } }
]

type State = (typeof STATES)[number]

/** Which state is sent over a pair. */
function stateOf(pair: EntangledPair): State {
  return STATES[choiceByName(pair, STATES.length)] as State
}

function backwards({ x1, y, x2 }: Rotation): Rotation {
  return { x1: -x2, y: -y, x2: -x1 }
}

/** Teleports qubits in six states, and has the other end find out whether they are what was sent. */
export class TeleportApplication extends PlayedApplication<TeleportInput> {
  readonly #from: Node = nodeOf(this.stage, this.entry.from)
  readonly #to: Node = nodeOf(this.stage, this.entry.to)
  #source: EntanglementSource | undefined
  #sender: TeleportSender | undefined
  /** Pairs that wait for their qubit to be prepared. */
  readonly #preparing = new Set<number>()
  /** A qubit for the next one to be sent, and the life of the hardware in which it was allocated. */
  #spare: QubitId = -1
  #spareLife = 0
  #request: number | undefined
  #sent = 0
  readonly #told: Record<TeleportEnd, number> = { delivered: 0, void: 0, unknown: 0 }
  #withoutQubit = 0
  readonly #found = new Map(STATES.map(({ name }) => [name, new ShareTally()]))
  readonly #estimated = new MeanTally()
  readonly #true = new MeanTally()

  protected override open(): void {
    this.share((ends) => this.#begin(ends))
  }

  #begin({ from, to }: Ends): void {
    this.began()
    this.#source = from
    this.#to.applications.teleports.receiver(to, {
      received: (qubit) => this.#received(qubit),
      voided: () => undefined
    })
    this.#sender = this.#from.applications.teleports.sender(from)
    from.listen({
      delivered: (pair) => this.#given(pair),
      expired: (pair) => void this.#preparing.delete(pair),
      ended: (request, code) => {
        if (request === this.#request) this.#ended(code)
      }
    })
    this.#allocate()
    this.#ask()
  }

  #ask(): void {
    const missing = this.entry.number - this.#sent - this.#preparing.size
    this.#request = missing > 0 ? this.#source?.request(missing) : undefined
  }

  #ended(code: ErrorCode): void {
    this.#request = undefined
    if (code === ErrorCode.UNSPECIFIED) this.#goOn()
    else this.requestFailed(code, () => this.#ask())
  }

  /** Pairs may have gone without being used. */
  #goOn(): void {
    if (this.#request !== undefined || this.over) return
    if (this.#sent + this.#preparing.size < this.entry.number) this.#ask()
    else if (this.#told.delivered + this.#told.void + this.#told.unknown === this.#sent) this.#finish()
  }

  #finish(): void {
    if (this.#preparing.size > 0) return
    const qubit = this.#takeSpare()
    if (qubit >= 0) this.#from.qubits.giveBack(qubit)
    this.end()
  }

  #allocate(): void {
    if (this.#spare >= 0 && this.#spareLife === this.#from.qubits.life) return
    this.#spare = this.#from.qubits.allocate()
    this.#spareLife = this.#from.qubits.life
  }

  #takeSpare(): QubitId {
    this.#allocate()
    const qubit = this.#spare
    this.#spare = -1
    return qubit
  }

  #given(pair: EntangledPair): void {
    if (!pair.asked) return
    const data = this.over ? -1 : this.#takeSpare()
    if (data < 0) {
      this.#withoutQubit += 1
      this.#source?.release(pair.pair)
      return this.#allocate()
    }
    this.#note(pair)
    this.#preparing.add(pair.pair)
    this.#from.qubits.prepare(data, stateOf(pair).rotation, (done) => {
      if (this.#preparing.delete(pair.pair) && done) this.#send(pair, data)
      else {
        if (done) this.#from.qubits.giveBack(data)
        this.#goOn()
      }
    })
    this.#allocate()
  }

  #send(pair: EntangledPair, data: QubitId): void {
    this.#sent += 1
    this.#sender?.send(pair, data, (end) => {
      this.#told[end] += 1
      this.#goOn()
    })
  }

  #received({ pair, qubit }: ReceivedQubit): void {
    const { name, rotation } = stateOf(pair)
    this.#to.qubits.measureDirect(
      qubit,
      Basis.Rotated,
      (outcome) => {
        if (outcome === null) return
        this.#to.qubits.giveBack(qubit)
        this.#found.get(name)?.add(outcome.reveal() === 0)
      },
      backwards(rotation)
    )
  }

  #note(pair: EntangledPair): void {
    this.#estimated.add(pair.fidelity)
    const { oracle } = this.stage.network.world
    const own = { node: this.entry.from, qubit: pair.qubit }
    const view = oracle.pair(own)
    if (view?.partner.node === this.entry.to)
      this.#true.add(pairFidelity(oracle.state(own, view.partner), pair.corrected ? 0 : pair.bellIndex))
  }

  override report(end: Nanoseconds): TeleportReport {
    const { delivered, void: voided, unknown } = this.#told
    const arrived = [...this.#found].filter(([, { rounds }]) => rounds > 0)
    return {
      kind: 'teleport',
      ...this.head(end),
      asked: this.entry.number,
      sent: this.#sent,
      delivered,
      void: voided,
      unknown,
      withoutQubit: this.#withoutQubit,
      perSecond: this.perSecond(delivered, end),
      fidelity: arrived.length === STATES.length ? meanOf(arrived.map(([, tally]) => tally.estimate())) : null,
      states: Object.fromEntries(arrived.map(([name, tally]) => [name, tally.estimate()])),
      expected: expectedOf(this.#estimated.estimate()),
      expectedOracle: expectedOf(this.#true.estimate())
    }
  }
}

/** Of estimates that know nothing of each other. */
function meanOf(estimates: readonly Estimate[]): Estimate {
  const { length } = estimates
  return {
    value: estimates.reduce((sum, { value }) => sum + value, 0) / length,
    standardError: Math.hypot(...estimates.map(({ standardError }) => standardError)) / length
  }
}

/**
 * Mean fidelity of what is teleported over pairs of fidelity F, over all pure states or the six cardinal ones ("General
 * teleportation channel, singlet fraction, and quasidistillation", Horodecki, Horodecki and Horodecki, Physical Review A 60,
 * 1999).
 */
function expectedOf(pairs: Estimate | null): Estimate | null {
  if (pairs === null) return null
  return { value: (2 * pairs.value + 1) / 3, standardError: (2 * pairs.standardError) / 3 }
}
