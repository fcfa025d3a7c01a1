import * as v from 'valibot'
import { quantity, quantityAbove } from '../components/parameter.js'

export const attemptScheduleParameters = v.strictObject({
  /** Time in which the memory is prepared and no attempt is made, seconds. */
  preparationSeconds: quantity(0, Infinity),
  /** Time of frames after it, seconds. */
  storageSeconds: quantityAbove(0),
  /** Frames in the time of frames. Each begins with cooling. */
  framesPerCycle: quantityAbove(0),
  attemptsPerFrame: quantityAbove(0)
})

/**
 * How a memory that must be prepared anew shares its time: preparation, then frames of cooling and attempts, then
 * preparation again.
 */
export type AttemptSchedule = v.InferOutput<typeof attemptScheduleParameters>

/** What follows from a schedule. */
export interface AttemptRates {
  readonly attemptsPerCycle: number
  /** Mean rate while frames run, cooling counted, 1/s. */
  readonly attemptsPerSecondInPhase: number
  /** Mean rate over whole cycles, preparation counted, 1/s. */
  readonly attemptsPerSecondOverall: number
  readonly frameSeconds: number
  /** Frame over its attempts: cooling is spread over them. */
  readonly meanAttemptSeconds: number
  /** Share of the time in which frames run, 0..1. */
  readonly dutyCycle: number
}

/** Arithmetic on the schedule, no rounding. */
export function attemptRates(schedule: AttemptSchedule): AttemptRates {
  const { preparationSeconds, storageSeconds, framesPerCycle, attemptsPerFrame } = schedule
  const attemptsPerCycle = framesPerCycle * attemptsPerFrame
  const cycleSeconds = preparationSeconds + storageSeconds
  return {
    attemptsPerCycle,
    attemptsPerSecondInPhase: attemptsPerCycle / storageSeconds,
    attemptsPerSecondOverall: attemptsPerCycle / cycleSeconds,
    frameSeconds: storageSeconds / framesPerCycle,
    meanAttemptSeconds: storageSeconds / attemptsPerCycle,
    dutyCycle: storageSeconds / cycleSeconds
  }
}
