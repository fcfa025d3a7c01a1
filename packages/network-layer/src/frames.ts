import type { OrderedFrame } from '@bellwire/wire'
import type { Circuit, Side } from './circuit/circuit.js'
import { HEADER } from './core.js'
import type { Parts } from './parts.js'

type AboutPair = Extract<OrderedFrame, { type: 'TRACK' | 'PAIR_EXPIRE' | 'REACH' }>
type AboutStage = Extract<OrderedFrame, { type: 'DISTIL' | 'DISTILLED' | 'STAGE_EXPIRE' }>

/** Gives a neighbour's frame to the part that it is for. */
export function receive(parts: Parts, peer: number, frame: OrderedFrame): void {
  switch (frame.type) {
    case 'TRACK':
    case 'PAIR_EXPIRE':
    case 'REACH':
      return aboutPair(parts, peer, frame)
    case 'DISTIL':
    case 'DISTILLED':
    case 'STAGE_EXPIRE':
      return aboutStage(parts, peer, frame)
    case 'CREDIT':
      return parts.supply.credit(peer, frame)
    case 'FORWARD':
      return parts.requests.forward(peer, frame)
    case 'COMPLETE':
      return parts.requests.complete(peer, frame)
    case 'ADVERTISEMENT':
      return parts.routing.received(peer, frame)
    case 'PATH':
      return parts.signalling.path(peer, frame)
    case 'RESV':
      return parts.signalling.resv(peer, frame)
    case 'RESV_CONF':
      return parts.signalling.resvConf(peer, frame)
    case 'TEAR':
    case 'CIRCUIT_ERR':
      return parts.signalling.tear(peer, frame)
    case 'SETTLE':
    case 'SETTLED':
      if (frame.target !== parts.core.node) parts.passOn(frame.target, frame)
      else if (frame.type === 'SETTLE') parts.settlements.settle(frame)
      else parts.settlements.answered(frame)
  }
}

function aboutPair({ core, inner, ends, distillations }: Parts, peer: number, frame: AboutPair): void {
  const circuit = core.find(frame.initiator, frame.circuit)
  const side = circuit === undefined || !circuit.open ? undefined : sideTo(circuit, peer)
  if (circuit === undefined || side === undefined) return core.options.ignored('not-on-circuit')
  const pairs = circuit.role === 'inner' ? inner : ends
  if (frame.type === 'TRACK') pairs.track(side, frame)
  else if (frame.type === 'REACH') {
    if (circuit.role === 'inner') inner.reach(side, frame)
    else core.options.ignored('REACH')
  } else if (!distillations.expiries.expiredByNeighbour(side, frame))
    pairs.expiredByNeighbour(side, frame.epoch, frame.sequence)
}

/** Between the two nodes of a stage: passed on where this is neither of them. */
function aboutStage({ core, distillations }: Parts, peer: number, frame: AboutStage): void {
  const circuit = core.find(frame.initiator, frame.circuit)
  const side = circuit === undefined || !circuit.open ? undefined : sideTo(circuit, peer)
  const stage = circuit?.stages[frame.stage]
  if (circuit === undefined || side === undefined || stage === undefined) return core.options.ignored('not-on-circuit')
  const { position } = circuit
  const down = side.direction === 'upstream'
  const wrongWay = frame.type === 'DISTIL' ? !down : frame.type === 'DISTILLED' && down
  if (
    wrongWay ||
    (down ? stage.last < position || stage.first >= position : stage.first > position || stage.last <= position)
  )
    return core.options.ignored('wrong-way')
  if ((down ? stage.last : stage.first) !== position) {
    const on = (down ? circuit.downstream : circuit.upstream) as Side
    return core.send(on.port.peer, { ...frame, ...HEADER })
  }
  if (frame.type === 'DISTIL') distillations.following.distil(circuit, frame)
  else if (frame.type === 'DISTILLED') distillations.leading.distilled(circuit, frame)
  else distillations.expiries.stageExpire(circuit, frame)
}

function sideTo({ upstream, downstream }: Circuit, peer: number): Side | undefined {
  if (upstream?.port.peer === peer) return upstream
  return downstream?.port.peer === peer ? downstream : undefined
}
