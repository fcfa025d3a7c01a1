import type { TaggedParameter } from './tagged-parameter.js'

/**
 * The calcium-ion single-click link of "A building block of quantum repeaters" (Liu et al.), number by number. A
 * fitted or assumed number is this model's, not the paper's.
 */
export const ca40Parameters = {
  collectionEfficiencyA: {
    symbol: 'ε_A',
    value: 0.026,
    unit: '1',
    tag: 'published',
    note: 'photon in the single-mode fibre, before frequency conversion'
  },
  collectionEfficiencyB: {
    symbol: 'ε_B',
    value: 0.028,
    unit: '1',
    tag: 'published',
    note: 'photon in the single-mode fibre, before frequency conversion'
  },
  linkEfficiency10km: {
    symbol: 'L',
    value: 0.091,
    unit: '1',
    tag: 'published',
    note: 'at 10 km and about 60 mW of pump; read as from 393 nm in the fibre to a click'
  },
  filterTransmission: {
    symbol: 'η_filter',
    value: 0.28,
    unit: '1',
    tag: 'published',
    note: 'bandpass, volume Bragg grating and etalon together'
  },
  conversionAndDetection: {
    symbol: 'η_rest',
    value: 0.409,
    unit: '1',
    tag: 'fitted',
    note: 'conversion, coupling and detector: what is left of L after filters and 5 km of fibre'
  },
  noiseCounts10km: {
    symbol: 'N',
    value: 9.6,
    unit: '1/s',
    tag: 'published',
    note: 'that it is per detector is assumed'
  },
  darkCounts: {
    symbol: 'N_dark',
    value: 2,
    unit: '1/s',
    tag: 'assumed',
    note: 'the part of N that does not come through the fibre; decides the noise at 101 km'
  },
  window: {
    symbol: 'τ',
    value: 50,
    unit: 'ns',
    tag: 'assumed',
    note: 'a signal-to-noise ratio above 100 needs at most 64 ns with two detectors at N'
  },
  fibreAttenuation: {
    symbol: 'a',
    value: 0.2,
    unit: 'dB/km',
    tag: 'assumed',
    note: 'station at the midpoint'
  },
  fibreVelocity: { symbol: 'v', value: 2.042e8, unit: 'm/s', tag: 'assumed' },
  phaseContrast: { symbol: 'V_ph', value: 0.986, error: 0.005, unit: '1', tag: 'published' },
  operationsContrast: {
    symbol: 'V_o',
    value: 0.9469,
    unit: '1',
    tag: 'fitted',
    note: 'to S at 10 km: recoil, operations and photon overlap together, not separable'
  },
  photonOverlap: {
    symbol: 'M',
    value: 1,
    unit: '1',
    tag: 'assumed',
    note: 'any lack of overlap is inside V_o'
  },
  readoutFlip: {
    symbol: 'e',
    value: 0.00307,
    unit: '1',
    tag: 'fitted',
    note: 'to Q at 10 km: preparation and readout of each ion; the paper states 99.9 % preparation'
  },
  attemptRate10km: {
    symbol: 'f_att',
    value: 2662.2,
    unit: '1/s',
    tag: 'fitted',
    note: 'to the rate at α = 17 %; not in the paper'
  },
  brightnessMemory: { symbol: 'α', value: 0.17, unit: '1', tag: 'published', note: 'memory experiment' },
  brightnessDiqkd10km: {
    symbol: 'α',
    value: 0.02208,
    unit: '1',
    tag: 'fitted',
    note: 'to the DI-QKD rate at the same f_att; α = 2.5 % with a duty cycle of 88.4 % would do as well'
  },
  brightnessDiqkd101km: {
    symbol: 'α',
    value: 0.05,
    unit: '1',
    tag: 'assumed',
    note: 'published only for the scan of fidelity over distance; not separable from N_dark'
  },
  transferZFactor: { symbol: 't_Z', value: 0.9782, unit: '1', tag: 'fitted', note: 'flips on transfer into storage' },
  coherenceTime: { symbol: 'τ_c', value: 550, error: 36, unit: 'ms', tag: 'published' },
  metastableLifetime: {
    symbol: 'T_D',
    value: 1160,
    unit: 'ms',
    tag: 'published',
    note: 'of ↑ = D5/2; the wait before storage is short against it and neglected'
  },
  zzSlope: {
    symbol: 'k',
    value: 0.35491,
    unit: '1/s',
    tag: 'fitted',
    note: 'linear fall of ZZ of a stored pair'
  },
  gateErrorA: { symbol: 'p_A', value: 6.1e-4, unit: '1', tag: 'published', note: 'per decoupling gate' },
  gateErrorB: { symbol: 'p_B', value: 5.7e-4, unit: '1', tag: 'published', note: 'per decoupling gate' },
  decouplingInterval: { symbol: 'T_KDD', value: 0.5, unit: 'ms', tag: 'published' },
  gateErrorFraction: {
    symbol: 'f',
    value: 0.236,
    unit: '1',
    tag: 'fitted',
    note: 'gate errors per interval that k needs; in full (f = 1) they would contradict the measured fidelities'
  }
} as const satisfies Record<string, TaggedParameter>
