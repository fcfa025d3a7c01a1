// Generated from spec/wire by scripts/generate.js. Do not edit.
import { checkInteger } from '../check.js'
import type {
  TransportHello
} from '../transport-messages.js'
import { member, scalar, schema } from '../schema.js'
import { bellwire } from '#protocol'

const { v1 } = bellwire

const transportHelloSchema = schema(
  'HELLO',
  [
    scalar('minimumVersion', 1, 'uint32', 1, 65535),
    scalar('maximumVersion', 2, 'uint32', 1, 65535),
    scalar('node', 3, 'uint32', 0, 4294967295),
    scalar('peer', 4, 'uint32', 0, 4294967295),
    scalar('incarnation', 5, 'fixed32', 1, 4294967295)
  ],
  (v): TransportHello => ({
    type: 'HELLO',
    minimumVersion: v[0] as number,
    maximumVersion: v[1] as number,
    node: v[2] as number,
    peer: v[3] as number,
    incarnation: v[4] as number
  })
)

function checkTransportHello(message: TransportHello): void {
  checkInteger('minimumVersion', message.minimumVersion, 1, 65535)
  checkInteger('maximumVersion', message.maximumVersion, 1, 65535)
  checkInteger('node', message.node, 0, 4294967295)
  checkInteger('peer', message.peer, 0, 4294967295)
  checkInteger('incarnation', message.incarnation, 1, 4294967295)
}

/** Every message of a connection between two parties that is not made of frames, by type. */
export const TRANSPORT_MEMBERS = {
  HELLO: member(1, transportHelloSchema, checkTransportHello, v1.TransportHello.encode)
}
