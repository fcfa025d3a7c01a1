import type { EntanglementSource, Teleports } from '@bellwire/application-layer'
import { Basis } from '@bellwire/device'
import type { HeldQubits, LinkService, NetworkService } from '@bellwire/node'
import { collect, circuitResult, linkResult } from './measure.js'
import type { LiveRequest } from './live-request.js'
import { linkPairName, pairName } from './names.js'
import type { WishOf } from './wish.js'

/** This end's half of pairs that the peer of a link asks for. */
export function receiveOverLink(link: LinkService, wish: WishOf<'receive-measured'>, request: LiveRequest): () => void {
  const { purpose } = wish
  let left = wish.number
  const known = new Set<string>()
  const unsubscribe = link.subscribe({
    delivered: (pair) => {
      if (pair.originator || pair.purpose !== purpose) return
      // It was asked for as one to be kept.
      if (pair.outcome === null) return void link.release(pair)
      request.add(linkResult(pair))
      known.add(linkPairName(pair))
      left -= 1
      if (left > 0) return
      stop()
      request.end()
    },
    // Another one comes in its place.
    expired: (pair) => {
      if (known.delete(linkPairName(pair))) left += 1
    }
  })
  const stop = (): void => {
    unsubscribe()
    link.refuse(purpose)
  }
  link.accept(purpose)
  return stop
}

/** This end's half of pairs of circuits that another node has opened to this one. */
export function receiveOverCircuits(
  network: NetworkService,
  from: number,
  wish: WishOf<'receive-measured'>,
  request: LiveRequest
): () => void {
  const pairs = network.receive(wish.purpose, { from })
  let left = wish.number
  void collect(pairs, request, (pair) => {
    if (pair.peer !== from || pair.outcome === null) {
      network.release(pair)
      return undefined
    }
    left -= 1
    if (left === 0) void pairs.return?.()
    return circuitResult(pair)
  })
  return () => void pairs.return?.()
}

/** Takes the qubits that the peer of a source teleports, and measures each. */
export function receiveTeleported(
  teleports: Teleports,
  source: EntanglementSource,
  qubits: HeldQubits,
  wish: WishOf<'receive-teleported'>,
  request: LiveRequest
): () => void {
  const [x1, y, x2] = wish.rotation
  let left = wish.number
  const receiver = teleports.receiver(source, {
    received: ({ qubit, pair }) => {
      const name = pairName(pair)
      qubits.measureDirect(
        qubit,
        Basis.Rotated,
        (outcome) => {
          if (outcome === null) return
          request.add({ pair: name, outcome: outcome.reveal() })
          left -= 1
          if (left > 0) return
          stop()
          request.end()
        },
        { x1, y, x2 }
      )
      qubits.giveBack(qubit)
    },
    voided: (name) => request.add({ pair: pairName(name), void: true })
  })
  const stop = (): void => {
    source.refuse()
    receiver.close()
  }
  source.accept()
  return stop
}
