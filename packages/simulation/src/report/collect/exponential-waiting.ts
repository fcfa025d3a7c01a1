import type { BrightnessPoint, BrightnessSamples, WaitingLaw } from '../samples.js'

/**
 * The law of waits when attempts are rare successes: exponential at each brightness used, at the rate of the closed
 * form. Null where the curve does not tell the rate of every one.
 */
export function exponentialWaiting(
  used: readonly BrightnessPoint[],
  curve: BrightnessSamples['curve']
): WaitingLaw | null {
  const total = used.reduce((sum, point) => sum + point.count, 0)
  if (total === 0) return null
  const parts: { share: number; law: WaitingLaw }[] = []
  for (const { brightness, count } of used) {
    const ratePerSecond = rateAt(curve, brightness)
    if (ratePerSecond === undefined) return null
    parts.push({ share: count / total, law: { kind: 'exponential', ratePerSecond } })
  }
  return parts.length === 1 ? (parts[0]?.law ?? null) : { kind: 'mixture', parts }
}

/** Straight between points: the rate is nearly proportional to the brightness. */
function rateAt(curve: BrightnessSamples['curve'], brightness: number): number | undefined {
  const after = curve.findIndex((point) => point.brightness >= brightness)
  const [left, right] = [curve[after - 1], curve[after]]
  if (right === undefined) return undefined
  if (right.brightness === brightness) return right.ratePerSecond
  if (left === undefined) return undefined
  const share = (brightness - left.brightness) / (right.brightness - left.brightness)
  return left.ratePerSecond + share * (right.ratePerSecond - left.ratePerSecond)
}
