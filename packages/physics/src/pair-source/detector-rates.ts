import type { MeasuringEnd, PairSourceParameters } from './parameters.js'
import { TAG_LABELS } from './time-tags.js'

/** Which of an end's detectors gives a label: four of them, one for each, or two, one for each outcome. */
export function detectorOf(end: MeasuringEnd, label: number): number {
  return end.basisChoice.kind === 'passive' ? label : label & 1
}

/** Probability that a photon of random outcome goes to a label: half the share of its basis. */
export function labelShare(end: MeasuringEnd, label: number): number {
  const { zShare } = end.basisChoice
  return (label < 2 ? zShare : 1 - zShare) / 2
}

/** Probability that a photon of the source would make a click at an end whose detectors are ready. */
export function endEfficiency(end: MeasuringEnd): number {
  return end.channelEfficiency * end.detector.efficiency
}

/**
 * Clicks per second of a detector that sees nothing for a time after each click, and whose dead time is not prolonged
 * by what comes in it: r = λ/(1 + λT), with λ those it would have without dead time, a Poisson stream.
 */
export function rateAfterDeadTime(incidentPerSecond: number, deadTimeNanoseconds: number): number {
  return incidentPerSecond * readyShare(incidentPerSecond, deadTimeNanoseconds)
}

/** Share of the time in which such a detector is ready: 1/(1 + λT). */
export function readyShare(incidentPerSecond: number, deadTimeNanoseconds: number): number {
  return 1 / (1 + incidentPerSecond * deadTimeNanoseconds * 1e-9)
}

/** λ = r/(1 − rT): the rate without dead time behind a measured one. Infinite where r is 1/T. */
export function rateBeforeDeadTime(measuredPerSecond: number, deadTimeNanoseconds: number): number {
  return measuredPerSecond / (1 - measuredPerSecond * deadTimeNanoseconds * 1e-9)
}

/** [detector] clicks per second that an end's detectors would have without dead time: photons and dark counts. */
export function incidentRates(source: PairSourceParameters, end: MeasuringEnd): Float64Array {
  const detectors = end.basisChoice.kind === 'passive' ? 4 : 2
  const rates = new Float64Array(detectors).fill(end.detector.darkCountsPerSecond)
  const photons = source.pairsPerSecond * endEfficiency(end)
  for (let label = 0; label < TAG_LABELS; label++) {
    const detector = detectorOf(end, label)
    rates[detector] = (rates[detector] as number) + photons * labelShare(end, label)
  }
  return rates
}

/** [label] clicks per second with dead time: what one end counts by itself. */
export function singlesRates(source: PairSourceParameters, end: MeasuringEnd): Float64Array {
  const incident = incidentRates(source, end)
  const { zShare } = end.basisChoice
  return Float64Array.from({ length: TAG_LABELS }, (_, label) => {
    const clicks = rateAfterDeadTime(incident[detectorOf(end, label)] as number, end.detector.deadTimeNanoseconds)
    // A detector of both bases divides its clicks as the settings divide the time.
    if (end.basisChoice.kind === 'passive') return clicks
    return clicks * (label < 2 ? zShare : 1 - zShare)
  })
}
