import type { GeographicPosition } from '../topology.js'

/** The mean radius R1 of the Earth: "Geodetic Reference System 1980", Moritz, 2000. */
const EARTH_RADIUS_METRES = 6_371_008.8
const RADIANS_PER_DEGREE = Math.PI / 180

/** Metres along the great circle, by the haversine formula, which keeps its precision for places close together. */
export function greatCircleDistance(one: GeographicPosition, other: GeographicPosition): number {
  const [phi, psi] = [one.latitude * RADIANS_PER_DEGREE, other.latitude * RADIANS_PER_DEGREE]
  const [north, east] = [psi - phi, (other.longitude - one.longitude) * RADIANS_PER_DEGREE]
  const haversine = Math.sin(north / 2) ** 2 + Math.cos(phi) * Math.cos(psi) * Math.sin(east / 2) ** 2
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, haversine)))
}
