import { ErrorCode } from '@bellwire/wire'
import type { Circuit } from './circuit/circuit.js'
import type { NetworkOutput } from './core.js'
import type { Parts } from './parts.js'

/** Does what a machine of circuits and their pairs says. */
export function carryOut(parts: Parts, event: NetworkOutput, table: string, key: number | string): void {
  switch (event.type) {
    // the way of a pair, first: a switch over names is a chain of comparisons
    case 'swap':
      return parts.inner.swap(event.junction)
    case 'spent':
      return parts.inner.spent(event.junction)
    case 'passDown':
      return parts.inner.pass(event.junction, true)
    case 'passUp':
      return parts.inner.pass(event.junction, false)
    case 'settled':
      return parts.inner.settled(event.junction)
    case 'deliver':
      return parts.handover.deliver(event.pair)
    case 'correct':
      return parts.handover.correct(event.pair)
    case 'freeQubit':
      return parts.handover.freeQubit(event.pair)
    case 'forget':
      return parts.handover.forget(event.pair)
    case 'measure':
      return parts.handover.measure(event.pair)
    case 'offer':
      return parts.handover.offer(event.pair)
    case 'lost':
      return parts.handover.lost(event.pair)
    case 'expired':
      return parts.handover.expired(event.pair)
    case 'cutOff':
      return parts.inner.cutOff(event.half)
    case 'distil':
      return parts.distillations.hardware.distil(event.step)
    case 'announce':
      return parts.distillations.leading.announce(event.step)
    case 'answer':
      return parts.distillations.following.answer(event.step)
    case 'succeeded':
      return parts.distillations.outcomes.succeeded(event.step)
    case 'unequal':
      return parts.distillations.outcomes.unequal(event.step)
    case 'stepVoid':
    case 'unmet':
      return parts.distillations.outcomes.voided(event.step)
    case 'stepOver':
      return parts.distillations.outcomes.over(event.step)
    case 'void':
      return parts.inner.voided(event.junction, event.origin)
    case 'lapsed':
      return parts.foretellings.lapsed(event.foretold)
    case 'resume':
      return withCircuit(parts, event.supply, (circuit) => parts.supply.pump(circuit))
    case 'serve':
      return parts.requests.serve(event.request)
    case 'complete':
      return parts.requests.ended(event.request, ErrorCode.UNSPECIFIED)
    case 'fail':
      return parts.requests.ended(event.request, event.reason as ErrorCode, event.delivered)
    case 'ask':
      return parts.settlements.ask(event.circuit, event.again)
    case 'done':
      return parts.settlements.done(event.circuit)
    case 'reserved':
      return withCircuit(parts, key, (circuit) => parts.signalling.reserved(circuit))
    case 'opened':
      return withCircuit(parts, key, (circuit) => parts.circuitOpened(circuit))
    case 'refresh':
      return withCircuit(parts, key, (circuit) => parts.signalling.refresh(circuit))
    case 'ended':
      return withCircuit(parts, key, (circuit) => parts.circuitEnded(circuit, event.reason, event.origin, event.node))
    case 'seek':
      return parts.connections.seek(event.connection, event.anew)
    case 'connected':
    case 'running':
      return parts.connections.changed(event.connection, 'running')
    case 'stalled':
    case 'closed':
      return parts.connections.changed(event.connection, event.type)
    case 'moving':
    case 'failed':
      return parts.connections.changed(event.connection, event.type, event.reason as ErrorCode)
    case 'leave':
      return parts.connections.leave(event.connection)
    case 'ignored':
      return parts.core.options.ignored(`${event.reason}-${table}`)
  }
}

function withCircuit({ core }: Parts, id: number | string, act: (circuit: Circuit) => void): void {
  const circuit = core.circuits.get(id as number)
  if (circuit !== undefined) act(circuit)
}
