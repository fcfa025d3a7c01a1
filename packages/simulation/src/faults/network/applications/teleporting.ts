import type { EntangledPair, PairName, ReceivedQubit, TeleportEnd, TeleportSender } from '@bellwire/application-layer'
import { Basis, type Rotation } from '@bellwire/device'
import { CircuitSource, type Node } from '@bellwire/node'
import { OpenedCircuit } from '../../../programs/opened-circuit.js'
import { choiceByName, pairKey } from '../../../programs/pair-names.js'
import { MILLISECOND } from '../../times.js'
import { type ApplicationParts, FIRST_APPLICATION_PURPOSE, type SoakApplication } from './soak-application.js'

const QUARTER = Math.PI / 2

/** The six cardinal states, as rotations of |0⟩. */
const STATES: readonly Rotation[] = [
  { x1: 0, y: 0, x2: 0 },
  { x1: Math.PI, y: 0, x2: 0 },
  { x1: 0, y: QUARTER, x2: 0 },
  { x1: 0, y: -QUARTER, x2: 0 },
  { x1: -QUARTER, y: 0, x2: 0 },
  { x1: QUARTER, y: 0, x2: 0 }
]

const REOPENING = 2 * MILLISECOND

function stateOf(name: PairName): Rotation {
  return STATES[choiceByName(name, STATES.length)] as Rotation
}

/** Teleports qubits in six states over circuits, and keeps what either end was told of each. */
export class Teleporting implements SoakApplication {
  readonly #parts: ApplicationParts
  readonly #from: Node
  readonly #to: Node
  readonly #circuit: OpenedCircuit
  #sender: TeleportSender | undefined
  #request: number | undefined
  #ended = false
  #begins = false
  /** Teleportations. */
  #begun = 0
  /** By the names of their pairs. */
  readonly #sent = new Map<string, TeleportEnd[]>()
  readonly #received = new Map<string, ('received' | 'voided')[]>()
  readonly #wrong: string[] = []
  #checked = 0

  constructor(parts: ApplicationParts) {
    this.#parts = parts
    const { network, programs, planned, index, numbers } = parts
    this.#from = network.node(planned.from)
    this.#to = network.node(planned.to)
    const purpose = FIRST_APPLICATION_PURPOSE + index
    const wish = { to: numbers[1], purpose, minimumFidelity: 0.5 }
    const told = { opened: () => this.#opened(), failed: () => undefined }
    this.#circuit = new OpenedCircuit({
      node: this.#from,
      clock: network.clock,
      programs,
      wish,
      told,
      pause: REOPENING
    })
    this.#from.network.subscribe({ connectionChanged: programs.call })
    const source = new CircuitSource(this.#to.network, this.#to.qubits, network.clock, { purpose, peer: numbers[0] })
    source.accept()
    this.#to.applications.teleports.receiver(source, {
      received: (qubit) => this.#arrived(qubit),
      voided: (name) => note(this.#received, name, 'voided')
    })
  }

  begin(): void {
    if (this.#ended) return
    this.#begins = true
    this.#circuit.open()
  }

  crashed(node: string): void {
    if (node === this.#parts.planned.from) this.#circuit.crashed()
  }

  recovered(node: string): void {
    if (node !== this.#parts.planned.from || !this.#begins || this.#ended) return
    this.#circuit.recovered()
  }

  end(): void {
    this.#ended = true
    if (this.#request !== undefined) this.#circuit.cancel(this.#request)
    this.#circuit.close()
  }

  get left(): number {
    return this.#sender?.underWay ?? 0
  }

  /** Each has ended once at either end, both say the same, and what arrived is what was sent. */
  breaches(): readonly string[] {
    const breaches = [...this.#wrong]
    for (const [name, ends] of this.#sent) {
      const told = this.#received.get(name) ?? []
      if (ends.length !== 1) breaches.push(`the sender of ${name} was told of ${ends.length} ends`)
      const contradicts = { delivered: told[0] !== 'received', void: told[0] === 'received', unknown: false }
      for (const end of ends)
        if (contradicts[end]) breaches.push(`${name} is ${end}, and the receiver was told ${told.join()}`)
    }
    for (const [name, told] of this.#received)
      if (told.length !== 1) breaches.push(`the receiver of ${name} was told ${told.join(', ')}`)
    return breaches
  }

  get counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const end of [...this.#sent.values()].flat())
      counts.set(`teleported: ${end}`, (counts.get(`teleported: ${end}`) ?? 0) + 1)
    if (this.#checked > 0) counts.set('teleported: state found', this.#checked)
    return counts
  }

  #opened(): void {
    this.#sender = this.#from.applications.teleports.sender(this.#circuit)
    this.#circuit.listen({
      delivered: (pair) => this.#given(pair),
      expired: () => undefined,
      ended: (request) => {
        if (request === this.#request) this.#later()
      }
    })
    this.#ask()
  }

  #ask(): void {
    this.#request = undefined
    const missing = this.#parts.planned.number - this.#begun
    if (missing > 0 && !this.#ended) this.#request = this.#circuit.request(missing)
  }

  #later(): void {
    const { clock } = this.#parts.network
    clock.at(clock.now() + MILLISECOND / 2, { run: () => this.#ask() })
  }

  #given(pair: EntangledPair): void {
    const { qubits } = this.#from
    const data = this.#ended ? -1 : qubits.allocate()
    if (data < 0) {
      this.#circuit.release(pair.pair)
      return
    }
    this.#begun += 1
    // Takes no time on this hardware.
    qubits.prepare(data, stateOf(pair), () => {
      this.#sent.set(pairKey(pair), [])
      this.#sender?.send(pair, data, (end) => note(this.#sent, pair, end))
    })
  }

  #arrived({ pair, qubit }: ReceivedQubit): void {
    note(this.#received, pair, 'received')
    const { x1, y, x2 } = stateOf(pair)
    const { qubits } = this.#to
    qubits.measureDirect(
      qubit,
      Basis.Rotated,
      (outcome) => {
        if (outcome === null) return
        qubits.giveBack(qubit)
        if (!this.#parts.perfect) return
        this.#checked += 1
        if (outcome.reveal() === 1) this.#wrong.push(`what came over ${pairKey(pair)} is not what was sent`)
      },
      { x1: -x2, y: -y, x2: -x1 }
    )
  }
}

function note<T>(notes: Map<string, T[]>, name: PairName, what: T): void {
  const key = pairKey(name)
  notes.set(key, [...(notes.get(key) ?? []), what])
}
