import { createRandom } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { bobTime, type ClockRelation } from '../pair-source/clock-relation.js'
import { ClockFollower } from './clock-follower.js'

const START = 5e9
const fit = { offsetError: 20, driftError: 1e-9, jitterPicoseconds: 70, pairs: 2000 }

/** Least squares by both numbers with what is known before as two more measurements: what the filter must come to. */
function leastSquares(points: readonly (readonly [time: number, residual: number])[], noise: number): [number, number] {
  let [a, b, c, u, v] = [1 / fit.offsetError ** 2, 0, 1 / fit.driftError ** 2, 0, 0]
  for (const [time, residual] of points) {
    a += 1 / noise
    b += time / noise
    c += time ** 2 / noise
    u += residual / noise
    v += (time * residual) / noise
  }
  const determinant = a * c - b * b
  return [(c * u - b * v) / determinant, (a * v - b * u) / determinant]
}

it('comes to the weighted least squares of all it has seen, where the drift has no time to wander', () => {
  const random = createRandom(1).stream('residuals')
  const noise = 5000
  // A hundredth of a second: wander shifts nothing by more than a thousandth of a picosecond.
  const follower = new ClockFollower(
    { ...fit, offsetPicoseconds: 300, drift: 2e-7, referencePicoseconds: 0 },
    START,
    noise
  )
  const seen: [number, number][] = []
  const first: ClockRelation = { offsetPicoseconds: 300, drift: 2e-7, referencePicoseconds: 0 }
  for (let k = 1; k <= 200; k++) {
    const time = k * 5e7
    const bob = bobTime(first, time) + 15 + 8e-10 * time + Math.sqrt(noise) * random.normal()
    seen.push([time, bob - bobTime(first, time)])
    follower.observe(START + time / 1000, bob - bobTime(follower.relation(START), time))
    const [offset, drift] = leastSquares(seen, noise)
    const expected = bobTime({ offsetPicoseconds: 300 + offset, drift: 2e-7 + drift, referencePicoseconds: 0 }, time)
    expect(Math.abs(bobTime(follower.relation(START), time) - expected)).toBeLessThan(0.05)
  }
})

it('says how well it knows the relation, and for how long', () => {
  const random = createRandom(2).stream('runs')
  const noise = 4900
  let [within, runs] = [0, 0]
  for (let run = 0; run < 300; run++) {
    const [offset, drift] = [20 * random.normal(), 1e-9 * random.normal()]
    const follower = new ClockFollower({ ...fit, offsetPicoseconds: 0, drift: 0, referencePicoseconds: 0 }, 0, noise)
    const truth = { offsetPicoseconds: offset, drift, referencePicoseconds: 0 }
    for (let k = 1; k <= 10; k++) {
      const time = k * 1e10
      follower.observe(time / 1000, bobTime(truth, time) + 70 * random.normal() - bobTime(follower.relation(0), time))
    }
    const later = 3e11
    const error = bobTime(follower.relation(0), later) - bobTime(truth, later)
    runs++
    if (Math.abs(error) < follower.uncertaintyAt(later / 1000)) within++
  }
  // Two thirds of normal errors are within one standard deviation.
  expect(Math.abs(within / runs - 0.683)).toBeLessThan(5 * Math.sqrt((0.683 * 0.317) / runs))
  const follower = new ClockFollower({ ...fit, offsetPicoseconds: 0, drift: 0, referencePicoseconds: 0 }, START, noise)
  const until = follower.trustedUntil(START, 100, 1e12)
  expect(follower.uncertaintyAt(until)).toBeCloseTo(100, 1)
  expect(follower.trustedUntil(START, 10, 1e12)).toBe(START)
  expect(follower.trustedUntil(START, 1e9, 1e6)).toBe(START + 1e6)
})
