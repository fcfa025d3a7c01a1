import { decibelsToEfficiency, type IdealParameters } from '@bellwire/physics'
import { requireOption } from '../topology-error.js'
import type { LinkHardware, LinkHardwareOf } from './hardware.js'

export interface IdealLinkOptions {
  /** Decibels per kilometre, where the edge does not say. Default 0.2. */
  readonly attenuation?: number
  /** Probability that a photon that the fibre does not lose is collected, converted and detected, 0..1. Default 1. */
  readonly efficiency?: number
  /** Of every pair, 1/4..1. Default 1. */
  readonly fidelity?: number
  /** The Bell states that heralds announce, by BellIndex. Default [0], Φ+. */
  readonly announced?: readonly number[]
  /** Nanoseconds. Default 100. */
  readonly window?: number
  /** Nanoseconds. Default 100. */
  readonly guard?: number
}

/**
 * Links whose heralds deliver stated states, as often as two photons meet in the middle: both must arrive, and a
 * station of linear optics tells two of the four Bell states, so that an attempt succeeds with probability η²/2, where
 * η is the efficiency of one arm, half of the fibre included ("Efficient high-fidelity quantum computation using matter
 * qubits and linear optics", Barrett and Kok, Physical Review A 71, 2005).
 *
 * @throws TopologyError for an option out of range
 */
export function idealLinks(options: IdealLinkOptions = {}): LinkHardwareOf {
  const { efficiency = 1, fidelity = 1, announced, window = 100, guard = 100 } = options
  requireOption('attenuation', options.attenuation ?? 0, 0, Number.MAX_VALUE, 'decibels per kilometre')
  requireOption('efficiency', efficiency, 0, 1)
  requireOption('fidelity', fidelity, 0.25, 1)
  return ({ length, attenuation = options.attenuation ?? 0.2 }): LinkHardware => {
    const arm = efficiency * decibelsToEfficiency((attenuation * length) / 2000)
    const parameters: IdealParameters = { successProbability: arm ** 2 / 2, fidelity, ...(announced && { announced }) }
    return { model: { kind: 'ideal', parameters }, window, guard }
  }
}
