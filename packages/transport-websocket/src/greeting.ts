import type { NodeId } from '@bellwire/transport'
import { commonVersion, TRANSPORT_VERSIONS, type TransportHello, type TransportMessage } from '@bellwire/wire'
import { CLOSE } from './web-socket-channel.js'

/** Who is at the two ends of a connection, as far as is known before the hello. */
export interface Introduction {
  /** This party. */
  readonly node: NodeId
  /** The party that was dialled; undefined where it is the other end that has dialled. */
  readonly dialled: NodeId | undefined
  /** The name that the other end has proven. */
  readonly proven: string | undefined
  /** The names of the parties. */
  readonly nameOf: (node: NodeId) => string | undefined
  /** Takes the hello's word where nothing was proven. Requirement SEC-017. */
  readonly unproven: boolean
}

/** Why a connection ends before it has begun. */
export interface GreetingRefusal {
  readonly code: number
  readonly reason: string
}

export function helloOf(node: NodeId, peer: NodeId, incarnation: number): TransportHello {
  const { minimum, maximum } = TRANSPORT_VERSIONS
  return { type: 'HELLO', minimumVersion: minimum, maximumVersion: maximum, node, peer, incarnation }
}

/** Judges the first message of the other end. Requirements TRN-010, TRN-012, TRN-013, SEC-016, SEC-017. */
export function refusalOf(message: TransportMessage, { node, dialled, proven, nameOf, unproven }: Introduction) {
  if (message.type !== 'HELLO') return refused('the first message is no hello')
  if (message.peer !== node) return refused(`this is ${node}, not ${message.peer}`)
  if (message.node === node) return refused(`${node} is this party itself`)
  const name = nameOf(message.node)
  if (name === undefined) return refused(`${message.node} is not known`)
  if (dialled !== undefined && message.node !== dialled) return refused(`${dialled} was dialled, not ${message.node}`)
  if (proven === undefined && !unproven) return refused('nothing is proven')
  if (proven !== undefined && proven !== name) return refused(`${message.node} is not ${proven}`)
  const versions = { minimum: message.minimumVersion, maximum: message.maximumVersion }
  if (commonVersion(TRANSPORT_VERSIONS, versions) === undefined) {
    return { code: CLOSE.noCommonVersion, reason: `versions ${versions.minimum} to ${versions.maximum}` }
  }
  return undefined
}

function refused(reason: string): GreetingRefusal {
  return { code: CLOSE.helloRefused, reason }
}
