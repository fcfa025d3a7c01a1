import type { BasisCode } from '@bellwire/device'
import { expectsEqual } from '@bellwire/link-layer'
import { type CircuitTest, ErrorCode } from '@bellwire/wire'
import type { Circuit, EndPair } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'
import { requireInteger, requirePositive, requireRange } from '../errors.js'
import { PAIRS_DEFAULTS, type PairsRequest } from '../service.js'
import { isBelow, type MeasuredFidelity, TestWindow } from './test-window.js'

/** Batches take turns. */
const BASES = ['Z', 'X', 'Y'] as const

/** One circuit at its head-end. */
interface Tested {
  readonly window: TestWindow
  /** Test pairs that the share allows and that have not been asked for. */
  owed: number
  /** Batches that were asked for. */
  batches: number
  /** The batch under way. */
  request: number | undefined
}

/** What the tests ask of the layer. */
export interface TestWork {
  /** Asks for pairs of the network's own. Returns the request's name. */
  request(circuit: Circuit, asked: PairsRequest): number
  /** Whether programs need more pairs of the circuit. */
  needed(circuit: Circuit): boolean
  measured(circuit: Circuit): void
}

/**
 * Test rounds of circuits, at their head-ends: now and then a batch of pairs is asked for that no program gets, measured
 * by both ends in one basis; the outcomes that the tail-end reveals with its SETTLE show what the circuit's pairs are
 * worth. A circuit that is worse than it was promised to be is closed.
 */
export class CircuitTests {
  readonly #core: NetworkCore
  readonly #work: TestWork
  readonly #byCircuit = new Map<Circuit, Tested>()

  /** @throws NetworkInputError for a share, a batch, a window or a confidence that makes no sense */
  constructor(core: NetworkCore, work: TestWork) {
    const { testShare, testBatch, testWindow, testSigmas } = core.configuration
    requireRange('testShare', testShare, 0, 0.9)
    requireInteger('testBatch', testBatch, 1, 2 ** 16)
    requirePositive('testSigmas', testSigmas)
    void new TestWindow(testWindow)
    this.#core = core
    this.#work = work
  }

  /** A pair that was handed over to a program may bring a batch of tests about. */
  delivered({ circuit, request }: EndPair): void {
    const { testShare, testBatch, testWindow } = this.#core.configuration
    if (testShare === 0 || circuit.role !== 'initiator' || request?.test !== false) return
    let tested = this.#byCircuit.get(circuit)
    if (tested === undefined) {
      tested = { window: new TestWindow(testWindow), owed: 0, batches: 0, request: undefined }
      this.#byCircuit.set(circuit, tested)
    }
    tested.owed += testShare / (1 - testShare)
    // A batch that is behind is not made up for later at once: one is under way at a time.
    if (tested.owed < testBatch || tested.request !== undefined || !circuit.open || !this.#work.needed(circuit)) return
    tested.owed = Math.min(tested.owed - testBatch, testBatch)
    const basis = BASES[tested.batches % BASES.length] as 'Z' | 'X' | 'Y'
    tested.batches += 1
    tested.request = this.#work.request(circuit, {
      ...PAIRS_DEFAULTS,
      kind: 'measure',
      number: testBatch,
      // The Bell state is taken into account where the outcomes meet.
      raw: true,
      originator: { basis },
      responder: { basis }
    })
  }

  /** A batch is complete, or has failed. */
  ended(circuit: Circuit): void {
    const tested = this.#byCircuit.get(circuit)
    if (tested !== undefined) tested.request = undefined
  }

  /** Outcomes of the tail-end have come. Counts those of pairs that were handed over here, once each. */
  heard(tests: readonly CircuitTest[], endOf: (pair: CircuitTest) => EndPair | undefined): void {
    let circuit: Circuit | undefined
    for (const test of tests) {
      const end = endOf(test)
      if (end === undefined || !end.delivered || end.compared || end.request?.test !== true || end.outcome === null)
        continue
      if (end.circuit.role !== 'initiator' || test.basis !== end.basis) continue
      const tested = this.#byCircuit.get(end.circuit)
      if (tested === undefined) continue
      end.compared = true
      // No secret: it is said for the sake of the comparison, and nothing else is made of it.
      const equal = end.outcome.reveal() === test.outcome
      tested.window.add(test.basis as 0 | 1 | 2, equal !== expectsEqual(end.bellIndex, test.basis))
      circuit = end.circuit
    }
    if (circuit === undefined) return
    this.#work.measured(circuit)
    const measured = this.measured(circuit)
    const promised = circuit.minimumFidelity / 0xffff
    if (measured !== undefined && isBelow(measured, promised, this.#core.configuration.testSigmas))
      this.#core.end(circuit, ErrorCode.UNSUPP, 'here')
  }

  measured(circuit: Circuit): MeasuredFidelity | undefined {
    return this.#byCircuit.get(circuit)?.window.measured()
  }

  circuitEnded(circuit: Circuit): void {
    this.#byCircuit.delete(circuit)
  }
}

/** What this end found in a test round, to be revealed; the pair as it is named at the other end. */
export function testOf(end: EndPair): CircuitTest | undefined {
  const { request, outcome, basis, circuit, remoteEpoch, remoteSequence } = end
  if (request?.test !== true || outcome === null || circuit.role !== 'responder' || !isTestBasis(basis))
    return undefined
  return { epoch: remoteEpoch, sequence: remoteSequence, basis, outcome: outcome.reveal() }
}

function isTestBasis(basis: BasisCode): basis is 0 | 1 | 2 {
  return basis <= 2
}
