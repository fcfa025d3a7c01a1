import { Basis } from '@bellwire/device'
import type { Violation } from '@bellwire/invariants'
import type { NetworkPair } from '@bellwire/network-layer'
import type { Oracle } from '@bellwire/physics'
import type { ProgramWatcher } from './program.js'

interface Half {
  readonly node: string
  readonly pair: NetworkPair
}

/** What pairs really are against what programs are told of them, at the moment when the second end is told. */
export class Quality implements ProgramWatcher {
  readonly violations: Violation[] = []
  /** Pairs that were compared, by what was compared. */
  readonly compared = new Map<string, number>()
  readonly #halves = new Map<string, Half>()
  readonly #oracle: Pick<Oracle, 'fidelity' | 'joint'>
  readonly #least: number
  readonly #holds: (node: string, pair: number) => boolean
  readonly #exact: boolean

  /**
   * @param least fidelity that a kept pair has at least
   * @param exact every outcome is what theory says
   * @param holds whether a program still holds a pair
   */
  constructor(
    oracle: Pick<Oracle, 'fidelity' | 'joint'>,
    least: number,
    exact: boolean,
    holds: (node: string, pair: number) => boolean
  ) {
    this.#oracle = oracle
    this.#least = least
    this.#exact = exact
    this.#holds = holds
  }

  delivered(node: string, pair: NetworkPair): void {
    if (!pair.tracked) return
    const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = pair
    const key = [initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence].join('/')
    const other = this.#halves.get(key)
    if (other === undefined) {
      this.#halves.set(key, { node, pair })
      return
    }
    this.#halves.delete(key)
    const here = { node, pair }
    const [head, tail] = pair.head ? [here, other] : [other, here]
    if (pair.kind === 'keep') this.#kept(key, head, tail)
    else if (pair.kind === 'measure') this.#measured(key, head.pair, tail.pair)
    else this.#prepared(key, head.pair, tail)
  }

  expired(): void {}

  #kept(key: string, head: Half, tail: Half): void {
    if (head.pair.qubit < 0 || tail.pair.qubit < 0) return
    for (const { node, pair } of [head, tail]) if (!this.#holds(node, pair.pair)) return
    const bellIndex = head.pair.corrected ? 0 : head.pair.bellIndex
    const fidelity = this.#oracle.fidelity(
      { node: head.node, qubit: head.pair.qubit },
      { node: tail.node, qubit: tail.pair.qubit },
      bellIndex
    )
    this.#count('kept')
    if (fidelity < this.#least)
      this.#breach(`pair ${key} has fidelity ${fidelity} with Bell state ${bellIndex}; at least ${this.#least}`)
  }

  #measured(key: string, head: NetworkPair, tail: NetworkPair): void {
    if (!this.#exact || head.basis !== tail.basis || !AGREEING.has(head.basis)) return
    if (head.outcome === null || tail.outcome === null) return this.#breach(`pair ${key} was measured without outcome`)
    const bellIndex = head.corrected ? 0 : head.bellIndex
    const differ = head.outcome.reveal() !== tail.outcome.reveal()
    this.#count('measured')
    if (differ !== (flips(bellIndex, head.basis) !== (head.basis === Basis.Y)))
      this.#breach(`pair ${key}: outcomes ${differ ? 'differ' : 'agree'} in basis ${head.basis}, index ${bellIndex}`)
  }

  #prepared(key: string, head: NetworkPair, tail: Half): void {
    if (!this.#exact || tail.pair.qubit < 0 || !AGREEING.has(head.basis)) return
    if (head.outcome === null || !this.#holds(tail.node, tail.pair.pair)) return
    const bellIndex = head.corrected ? 0 : head.bellIndex
    const differ = flips(bellIndex, head.basis) !== (head.basis === Basis.Y)
    const wanted = (head.outcome.reveal() === 1) === differ ? 1 : -1
    const value = along(this.#oracle.joint([{ node: tail.node, qubit: tail.pair.qubit }]).data, head.basis)
    this.#count('prepared')
    if (Math.abs(value - wanted) > 1e-9)
      this.#breach(`pair ${key}: the tail-end's qubit has ${value} in basis ${head.basis} and should have ${wanted}`)
  }

  #count(what: string): void {
    this.compared.set(what, (this.compared.get(what) ?? 0) + 1)
  }

  #breach(message: string): void {
    this.violations.push({ invariant: 'network-quality', message, records: [] })
  }
}

const AGREEING: ReadonlySet<number> = new Set([Basis.Z, Basis.X, Basis.Y])

/** Whether outcomes of a Bell state are those of Φ+ with one of them flipped. */
function flips(bellIndex: number, basis: number): boolean {
  const parity = (bellIndex & 1) === 1
  const phase = bellIndex >> 1 === 1
  if (basis === Basis.Z) return parity
  return basis === Basis.X ? phase : parity !== phase
}

/** Expectation of a Pauli matrix in the density matrix of one qubit: rows of complex numbers, real part first. */
function along(data: Float64Array, basis: number): number {
  if (basis === Basis.Z) return (data[0] as number) - (data[6] as number)
  return basis === Basis.X ? 2 * (data[2] as number) : -2 * (data[3] as number)
}
