import type { OrderedFrame } from '@bellwire/wire'
import type { Circuit, Side } from './circuit/circuit.js'
import type { Parts } from './parts.js'

type AboutPair = Extract<OrderedFrame, { type: 'TRACK' | 'PAIR_EXPIRE' | 'REACH' }>

/** Gives a neighbour's frame to the part that it is for. */
export function receive(parts: Parts, peer: number, frame: OrderedFrame): void {
  switch (frame.type) {
    case 'TRACK':
    case 'PAIR_EXPIRE':
    case 'REACH':
      return aboutPair(parts, peer, frame)
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

function aboutPair({ core, inner, ends }: Parts, peer: number, frame: AboutPair): void {
  const circuit = core.find(frame.initiator, frame.circuit)
  const side = circuit === undefined || !circuit.open ? undefined : sideTo(circuit, peer)
  if (circuit === undefined || side === undefined) return core.options.ignored('not-on-circuit')
  const pairs = circuit.role === 'inner' ? inner : ends
  if (frame.type === 'TRACK') pairs.track(side, frame)
  else if (frame.type === 'PAIR_EXPIRE') pairs.expiredByNeighbour(side, frame.epoch, frame.sequence)
  else if (circuit.role === 'inner') inner.reach(side, frame)
  else core.options.ignored('REACH')
}

function sideTo({ upstream, downstream }: Circuit, peer: number): Side | undefined {
  if (upstream?.port.peer === peer) return upstream
  return downstream?.port.peer === peer ? downstream : undefined
}
