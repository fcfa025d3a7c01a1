/**
 * Attempts per second of a link whose attempt must wait for the answer of its mid-point station before the next one
 * starts: 1/(fixed + length/velocity). The light goes half the length in and the answer half the length back, so one
 * full length.
 *
 * @param fixedMicroseconds cooling, pumping, and everything else that does not depend on the length
 * @param lengthKilometres of fibre between the two nodes
 */
export function attemptsPerSecond(
  fixedMicroseconds: number,
  lengthKilometres: number,
  groupVelocityMetresPerSecond: number
): number {
  return 1 / (fixedMicroseconds * 1e-6 + (lengthKilometres * 1e3) / groupVelocityMetresPerSecond)
}
