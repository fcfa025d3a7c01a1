/**
 * Length of a route on the ground where only the air distance is known: half as much again up to 1000 km, a quarter
 * more from 1200 km on, 1500 km between. Assumed: these are the factors commonly given for Recommendation ITU-T G.826,
 * and were not checked against its text.
 *
 * @param metres along the great circle
 */
export function routeLength(metres: number): number {
  if (metres < 1e6) return 1.5 * metres
  return metres < 1.2e6 ? 1.5e6 : 1.25 * metres
}
