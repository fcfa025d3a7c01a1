/** The wire version that this implementation writes by preference. */
export const WIRE_VERSION = 1

/** Inclusive range of wire versions. */
export interface VersionRange {
  readonly minimum: number
  readonly maximum: number
}

/** Versions that this implementation speaks, as announced in HELLO. */
export const WIRE_VERSIONS: VersionRange = Object.freeze({ minimum: 1, maximum: WIRE_VERSION })

/** The highest version that both speak; undefined where there is none. An empty range (minimum above maximum) speaks none. */
export function commonVersion(a: VersionRange, b: VersionRange): number | undefined {
  const highest = Math.min(a.maximum, b.maximum)
  return highest >= Math.max(a.minimum, b.minimum) ? highest : undefined
}

/** Versions of the device protocol that this implementation speaks. */
export const DEVICE_VERSIONS: VersionRange = Object.freeze({ minimum: 1, maximum: 1 })

/** Versions of the protocol between the two ends of a connection that this implementation speaks. */
export const TRANSPORT_VERSIONS: VersionRange = Object.freeze({ minimum: 1, maximum: 1 })
