import type { CircuitAnswer, CircuitPlan, CircuitRequest, CircuitWish, Output } from '@bellwire/conformance'
import type { NetworkService } from '@bellwire/node'
import { choiceOf } from './measurement.js'

/** Circuits of a node that is an end of them, whose application is the tester. */
export class TestedCircuits {
  constructor(
    /** Of the node. */
    private readonly self: number,
    private readonly network: NetworkService,
    private readonly put: (output: Output) => void
  ) {
    network.subscribe({
      circuitOpened: ({ initiator, circuit, head, peer, purpose, burst }) =>
        this.#answer({
          type: 'opened',
          initiator,
          circuit,
          head,
          peer,
          purpose,
          burst: Number.isFinite(burst) ? burst : 0
        }),
      circuitEnded: ({ initiator, circuit, reason, node }) =>
        this.#answer({ type: 'ended', initiator, circuit, reason, node }),
      delivered: ({ peer: _peer, outcome, basis, ...pair }) => {
        const measured = outcome?.reveal() ?? -1
        this.#answer({ type: 'pair', ...pair, outcome: measured, basis: measured < 0 ? -1 : basis })
      },
      expired: ({ initiator, circuit, request, pair }) =>
        this.#answer({ type: 'void', initiator, circuit, request, pair }),
      requestEnded: ({ initiator, circuit, request, code, delivered }) =>
        this.#answer({ type: 'over', initiator, circuit, request, reason: code, delivered })
    })
  }

  ask(wish: CircuitWish): void {
    switch (wish.type) {
      case 'open':
        return this.#open(wish.plan)
      case 'close':
        return this.network.close(wish)
      case 'request':
        return this.#request(wish, wish.request)
      case 'withdraw':
        return this.network.cancel(wish.request)
      case 'return':
        this.network.release(wish)
        return
    }
  }

  #open(plan: CircuitPlan): void {
    const circuit = this.network.setUp(plan)
    this.#answer(
      'error' in circuit
        ? { type: 'opening', initiator: this.self, circuit: 0, code: circuit.error }
        : { type: 'opening', ...circuit, code: 0 }
    )
  }

  #request({ initiator, circuit }: { readonly initiator: number; readonly circuit: number }, request: CircuitRequest) {
    const name = { initiator, circuit }
    const { originator, responder } = request
    const asked = this.network.request(name, {
      ...request,
      originator: choiceOf(originator),
      responder: choiceOf(responder)
    })
    this.#answer(
      typeof asked === 'number'
        ? { type: 'requested', ...name, request: asked, code: 0 }
        : { type: 'requested', ...name, request: 0, code: asked.error }
    )
  }

  #answer(answer: CircuitAnswer): void {
    this.put({ type: 'answer', answer })
  }
}
