import type { DeviceMessage } from './device-messages.js'
import { checkDeviceRelations } from './device-relations.js'
import { DEVICE_MEMBERS } from './generated/device-members.js'
import { MEMBERS, QKD_MEMBERS } from './generated/members.js'
import { TRANSPORT_MEMBERS } from './generated/transport-members.js'
import { LIMITS } from './limits.js'
import type { Frame, QkdMessage } from './messages.js'
import { checkRelations } from './relations.js'
import type { Member } from './schema.js'
import type { TransportHello } from './transport-messages.js'
import { WireError } from './wire-error.js'

/** One of several messages: what a frame is, what is in the steps of an application, what goes to hardware and back. */
export interface Union<T> {
  readonly name: string
  readonly maximumBytes: number
  readonly memberByType: Readonly<Record<string, Member<T>>>
  readonly memberByNumber: readonly (Member<T> | undefined)[]
  /** What must hold between fields that are in range each. @throws WireError INCONSISTENT, with a path relative to the message */
  readonly checkRelations: (message: T) => void
}

function unionOf<T>(
  name: string,
  maximumBytes: number,
  members: Readonly<Record<string, { readonly number: number }>>,
  relations: (message: T) => void
): Union<T> {
  const memberByType = members as unknown as Readonly<Record<string, Member<T>>>
  const memberByNumber: Member<T>[] = []
  for (const member of Object.values(memberByType)) memberByNumber[member.number] = member
  return { name, maximumBytes, memberByType, memberByNumber, checkRelations: relations }
}

export const frames = unionOf<Frame>('Frame', LIMITS.frameBytes, MEMBERS, checkRelations)
export const qkdMessages = unionOf<QkdMessage>('QkdMessage', LIMITS.qkdBytes, QKD_MEMBERS, () => undefined)
export const deviceMessages = unionOf<DeviceMessage>(
  'DeviceMessage',
  LIMITS.deviceBytes,
  DEVICE_MEMBERS,
  checkDeviceRelations
)
export const transportMessages = unionOf<TransportHello>(
  'TransportMessage',
  LIMITS.transportBytes,
  TRANSPORT_MEMBERS,
  checkTransportHello
)

function checkTransportHello({ minimumVersion, maximumVersion }: TransportHello): void {
  if (minimumVersion <= maximumVersion) return
  throw new WireError('INCONSISTENT', 'minimumVersion', minimumVersion, `at most maximumVersion, ${maximumVersion}`)
}
