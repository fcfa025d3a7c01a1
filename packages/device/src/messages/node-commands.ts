import { type DeviceBasisShare, DeviceDistillation, type DeviceMessage, WireError } from '@bellwire/wire'
import type { ArrivalBases, BasisCode, DeviceCommand, DistillationProtocol } from '../device.js'

const PROTOCOLS = {
  bbpssw: DeviceDistillation.BBPSSW,
  dejmps: DeviceDistillation.DEJMPS,
  doubleSelection: DeviceDistillation.DOUBLE_SELECTION
} as const satisfies Record<DistillationProtocol, number>

const PROTOCOL_NAMES = Object.keys(PROTOCOLS) as DistillationProtocol[]

/** The message that tells a node's hardware a command. @throws WireError for bases without a share each */
export function messageOfCommand(command: DeviceCommand): DeviceMessage {
  switch (command.type) {
    case 'generate': {
      const { link, qubit, firstSlot, slots, brightness, arrival, period, arrivalBases } = command
      const train = { link, qubit, firstSlot, slots, brightness, arrival, period }
      return { type: 'GENERATE', ...train, arrivalBases: arrivalBases === undefined ? [] : sharesOf(arrivalBases) }
    }
    case 'halt':
      return { type: 'HALT', link: command.link }
    case 'measure': {
      const { qubit, basis, rotation, tag } = command
      return { type: 'MEASURE', qubit, basis, rotation: rotation ?? undefined, tag }
    }
    case 'prepare':
      return { type: 'PREPARE', qubit: command.qubit, rotation: command.rotation, tag: command.tag }
    case 'correct':
      return { type: 'CORRECT', qubit: command.qubit, pauli: command.pauli, tag: command.tag }
    case 'store':
      return { type: 'STORE', qubit: command.qubit, tag: command.tag }
    case 'swap':
      return { type: 'SWAP', a: command.a, b: command.b, tag: command.tag }
    case 'gate':
      return { type: 'GATE', gate: 0, control: command.control, target: command.target, tag: command.tag }
    case 'distil': {
      const { keep, sacrifice, second, protocol, side, twirls, tag } = command
      const turned = twirls && { keep: twirls[0], sacrifice: twirls[1] }
      return { type: 'DISTIL', keep, sacrifice, second, protocol: PROTOCOLS[protocol], side, twirls: turned, tag }
    }
    case 'release':
      return { type: 'RELEASE', qubit: command.qubit }
    case 'calibrate':
      return { type: 'CALIBRATE', link: command.link, tag: command.tag }
  }
}

/** The command of a message; undefined where it is none for a node's hardware. */
export function commandOfMessage(message: DeviceMessage): DeviceCommand | undefined {
  switch (message.type) {
    case 'GENERATE': {
      const { link, qubit, firstSlot, slots, brightness, arrival, period, arrivalBases } = message
      const train = { link, qubit, firstSlot, slots, brightness, arrival, period }
      return { type: 'generate', ...train, ...(arrivalBases.length > 0 && { arrivalBases: basesOf(arrivalBases) }) }
    }
    case 'HALT':
      return { type: 'halt', link: message.link }
    case 'MEASURE': {
      const { qubit, basis, rotation, tag } = message
      return { type: 'measure', qubit, basis: basis as BasisCode, rotation: rotation ?? null, tag }
    }
    case 'PREPARE':
      return { type: 'prepare', qubit: message.qubit, rotation: message.rotation, tag: message.tag }
    case 'CORRECT':
      return { type: 'correct', qubit: message.qubit, pauli: message.pauli, tag: message.tag }
    case 'STORE':
      return { type: 'store', qubit: message.qubit, tag: message.tag }
    case 'SWAP':
      return { type: 'swap', a: message.a, b: message.b, tag: message.tag }
    case 'GATE':
      return { type: 'gate', gate: 'cnot', control: message.control, target: message.target, tag: message.tag }
    case 'DISTIL': {
      const { keep, sacrifice, second, side, twirls, tag } = message
      const protocol = PROTOCOL_NAMES[message.protocol] as DistillationProtocol
      return {
        type: 'distil',
        keep,
        sacrifice,
        ...(second !== undefined && { second }),
        protocol,
        side: side as 0 | 1,
        ...(twirls && { twirls: [twirls.keep, twirls.sacrifice] as const }),
        tag
      }
    }
    case 'RELEASE':
      return { type: 'release', qubit: message.qubit }
    case 'CALIBRATE':
      return { type: 'calibrate', link: message.link, tag: message.tag }
    default:
      return undefined
  }
}

function sharesOf({ bases, shares }: ArrivalBases): DeviceBasisShare[] {
  if (bases.length === 0 || bases.length !== shares.length)
    throw new WireError(
      'INCONSISTENT',
      'GENERATE.arrivalBases',
      shares.length,
      'one base at least, and a share of each'
    )
  return bases.map((basis, index) => ({ basis, share: shares[index] as number }))
}

function basesOf(shares: readonly DeviceBasisShare[]): ArrivalBases {
  return { bases: shares.map(({ basis }) => basis as BasisCode), shares: shares.map(({ share }) => share) }
}
