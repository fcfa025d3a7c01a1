import type { AbsorptiveLinkParameters } from '../absorptive-memory/absorptive-link.js'
import type { AttemptSchedule } from '../absorptive-memory/attempt-schedule.js'
import { correlatorsOfFidelity, noiseFractionOf } from '../absorptive-memory/detected-pair.js'
import { chainEfficiency, type OpticsElement } from '../components/optics-chain.js'
import { ybEuParameters as ybEu } from './yb-eu-parameters.js'

/** A column of the published table of efficiencies; the names of the polarisations are lost. */
export type YbEuPolarisation = 'first' | 'second'

/** Preparation, frames and attempts as published. */
export const ybEuSchedule: AttemptSchedule = {
  preparationSeconds: ybEu.preparation.value,
  storageSeconds: ybEu.storagePhase.value,
  framesPerCycle: ybEu.frames.value,
  attemptsPerFrame: ybEu.attemptsPerFrame.value
}

/** From 369 nm in the fibre to 580 nm behind the 90 m fibre: the end-to-end efficiency of the conversion. */
export function ybEuConversionChain(polarisation: YbEuPolarisation): readonly OpticsElement[] {
  const conversion = polarisation === 'first' ? ybEu.conversionFirst : ybEu.conversionSecond
  return [
    { name: 'coupling at 369 nm', efficiency: ybEu.converterCoupling.value },
    { name: 'conversion to 580 nm', efficiency: conversion.value },
    { name: 'optical path at 580 nm', efficiency: ybEu.converterTransmission.value },
    { name: 'modulator against noise', efficiency: ybEu.modulatorEfficiency.value },
    { name: 'fibre, 90 m', efficiency: ybEu.fibreEfficiency.value }
  ]
}

/** The whole published chain, conversion and memory, element by element for a budget. */
export function ybEuOpticsChain(polarisation: YbEuPolarisation): readonly OpticsElement[] {
  const [device, path] =
    polarisation === 'first'
      ? [ybEu.deviceFirst.value, ybEu.memoryPathFirst.value]
      : [ybEu.deviceSecond.value, ybEu.memoryPathSecond.value]
  return [
    ...ybEuConversionChain(polarisation),
    { name: 'bandwidth matching', efficiency: ybEu.bandwidthMatching.value },
    { name: 'memory, optical path', efficiency: path },
    { name: 'memory, storage for 0.5 µs', efficiency: device / path }
  ]
}

/** Mean of both polarisations' whole chains: a photon is in either with probability ½. */
export function ybEuMeanEfficiency(): number {
  return (chainEfficiency(ybEuOpticsChain('first')) + chainEfficiency(ybEuOpticsChain('second'))) / 2
}

/**
 * The published link as parameters of the model. One chain stands for both polarisations, with their mean efficiency;
 * the Z error probability is what the measured fidelity leaves beside noise and the assumed flips.
 */
export function ybEuLink(): AbsorptiveLinkParameters {
  const flipProbability = ybEu.flipProbability.value
  const noiseFraction = noiseFractionOf(ybEu.signalToNoise.value)
  return {
    sourceEfficiency: ybEu.sourceAndDetector.value / ybEu.detectorEfficiency.value,
    chain: [{ name: 'conversion and memory, both polarisations', efficiency: ybEuMeanEfficiency() }],
    detectorEfficiency: ybEu.detectorEfficiency.value,
    noiseCountsPerSecond: ybEuRawNoise(),
    gateNanoseconds: ybEu.gate.value,
    schedule: ybEuSchedule,
    flipProbability,
    dephasingProbability: correlatorsOfFidelity(ybEu.fidelity.value, noiseFraction, flipProbability)
      .dephasingProbability
  }
}

/** Noise clicks per second of detectors that are always open: the published rate over the share of open time. */
export function ybEuRawNoise(): number {
  const openShare = (ybEu.frames.value * ybEu.attemptsPerFrame.value * ybEu.gate.value * 1e-9) / ybEu.storagePhase.value
  return ybEu.noiseRate.value / openShare
}
