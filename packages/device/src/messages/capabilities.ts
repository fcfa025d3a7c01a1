import type { DeviceCapabilities as Stated, DeviceLink } from '@bellwire/wire'
import type { ArrivalCapabilities, BasisCode, DeviceCapabilities, LinkCapabilities } from '../device.js'

/** What a node's hardware can do, as it is stated on the wire. */
export function stated(capabilities: DeviceCapabilities): Stated {
  const { swapQuality, prepareDuration, gateDuration, links, ...rest } = capabilities
  return { ...rest, swapQuality, prepareDuration, gateDuration, links: links.map(statedLink) }
}

function statedLink({ link, keep, arrival, operatingPoints, holds }: LinkCapabilities): DeviceLink {
  return {
    link,
    keep,
    arrival: arrival && {
      hardware: arrival.choice === 'hardware',
      bases: arrival.bases.map((basis, index) => ({ basis, share: arrival.shares?.[index] ?? 0 }))
    },
    points: operatingPoints,
    holds: holds === true
  }
}

/** What a statement says of a node's hardware. */
export function capabilitiesOf(statement: Stated): DeviceCapabilities {
  const { swapQuality, prepareDuration, gateDuration, links, ...rest } = statement
  return {
    ...rest,
    ...(swapQuality !== undefined && { swapQuality }),
    ...(prepareDuration !== undefined && { prepareDuration }),
    ...(gateDuration !== undefined && { gateDuration }),
    links: links.map(({ link, keep, arrival, points, holds }) => ({
      link,
      keep,
      ...(arrival && { arrival: arrivalOf(arrival) }),
      operatingPoints: points,
      ...(holds && { holds })
    }))
  }
}

function arrivalOf({ hardware, bases }: NonNullable<DeviceLink['arrival']>): ArrivalCapabilities {
  const codes = bases.map(({ basis }) => basis as BasisCode)
  return hardware
    ? { bases: codes, choice: 'hardware', shares: bases.map(({ share }) => share) }
    : { bases: codes, choice: 'set' }
}
