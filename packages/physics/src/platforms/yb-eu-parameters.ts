import type { TaggedParameter } from './tagged-parameter.js'

/**
 * The ion and the crystal of "Heterogeneous entanglement between a trapped ion and a solid-state quantum memory" (Cui,
 * Zhou, Huang, Li and others), number by number. The published text has lost many of its symbols and numbers; what is
 * not in it is tagged here as derived, fitted or assumed and is this model's. That the ion is ytterbium (369 nm) and
 * the crystal Eu:YSO (580 nm, two sites) is read from the wavelengths. The two columns of the table of efficiencies,
 * one for each polarisation, have lost their names: they are first and second here.
 */
export const ybEuParameters = {
  converterCoupling: { symbol: 'η_c', value: 0.708, unit: '1', tag: 'published', note: '369 nm into the converter' },
  converterTransmission: {
    symbol: 'η_t',
    value: 0.478,
    unit: '1',
    tag: 'published',
    note: 'optical path of the converter at 580 nm'
  },
  fibreEfficiency: {
    symbol: 'η_SMF',
    value: 0.4,
    unit: '1',
    tag: 'published',
    note: 'coupling and transmission of the 90 m fibre'
  },
  conversionFirst: {
    symbol: 'η_int',
    value: 0.007,
    unit: '1',
    tag: 'published',
    note: 'first polarisation, 2.00 W of pump'
  },
  conversionSecond: {
    symbol: 'η_int',
    value: 0.0075,
    unit: '1',
    tag: 'published',
    note: 'second polarisation, 2.13 W of pump'
  },
  modulatorEfficiency: {
    symbol: 'η_AOM',
    value: 0.8,
    unit: '1',
    tag: 'published',
    note: 'diffraction of the modulator that cuts noise; the published 0.076 % and 0.011 % include it'
  },
  bandwidthMatching: { symbol: 'η_bw', value: 0.74, unit: '1', tag: 'published' },
  deviceFirst: {
    symbol: 'η_dev',
    value: 0.195,
    unit: '1',
    tag: 'published',
    note: 'first polarisation, one period of storage, optical losses counted'
  },
  deviceSecond: {
    symbol: 'η_dev',
    value: 0.183,
    unit: '1',
    tag: 'published',
    note: 'second polarisation, one period of storage, optical losses counted'
  },
  memoryPathFirst: {
    symbol: 'η_path',
    value: 0.63,
    unit: '1',
    tag: 'published',
    note: 'cryostat to fibre; that it goes with the first polarisation is assumed'
  },
  memoryPathSecond: {
    symbol: 'η_path',
    value: 0.634,
    unit: '1',
    tag: 'published',
    note: 'cryostat to fibre; that it goes with the second polarisation is assumed'
  },
  combSpacing: {
    symbol: 'Δ',
    value: 2,
    unit: 'MHz',
    tag: 'derived',
    note: 'from the storage times of 0.5 and 1 µs; the number is missing in the text'
  },
  memoryBandwidth: { symbol: 'B', value: 48.2, unit: 'MHz', tag: 'published' },
  preparation: { symbol: 'T_prep', value: 8, unit: 's', tag: 'published' },
  storagePhase: { symbol: 'T_phase', value: 250, unit: 's', tag: 'published' },
  frames: { symbol: 'N_frames', value: 406_000, unit: '1', tag: 'published', note: 'in one storage phase' },
  attemptsPerFrame: { symbol: 'N_att', value: 100, unit: '1', tag: 'published' },
  rate: {
    symbol: 'R',
    value: 0.2,
    unit: '1/s',
    tag: 'published',
    note: 'ion–memory pairs detected; whether the preparation is counted is not said'
  },
  noiseRate: { symbol: 'R_noise', value: 0.007, unit: '1/s', tag: 'published', note: 'inside the gates' },
  signalToNoise: { symbol: 'SNR', value: 28, unit: '1', tag: 'published' },
  gate: { symbol: 'τ', value: 30, unit: 'ns', tag: 'published' },
  collection: {
    symbol: 'η_coll',
    value: 0.1,
    unit: '1',
    tag: 'published',
    note: 'approximately; objective of NA 0.64'
  },
  branching: {
    symbol: 'η_branch',
    value: 2 / 3,
    unit: '1',
    tag: 'derived',
    note: 'two of three decays of 1/3 each send a photon along the axis'
  },
  detectorEfficiency: {
    symbol: 'η_SNSPD',
    value: 0.85,
    unit: '1',
    tag: 'assumed',
    note: 'the number is missing in the text'
  },
  sourceAndDetector: {
    symbol: 'η_src·η_SNSPD',
    value: 0.01123,
    unit: '1',
    tag: 'fitted',
    note: 'to 0.2 /s, taken while frames run, with the mean efficiency of both polarisations'
  },
  fidelity: { symbol: 'F', value: 0.8921, error: 0.0223, unit: '1', tag: 'published', note: 'ion and memory' },
  tomographyEvents: {
    symbol: 'N',
    value: 1780,
    unit: '1',
    tag: 'published',
    note: 'of the tomography; that the Bell test had as many is assumed'
  },
  flipProbability: {
    symbol: 'e_z',
    value: 0.02,
    unit: '1',
    tag: 'assumed',
    note: 'picked from 0, 0.01, 0.02 and 0.03, which make S between 2.50 and 2.46'
  },
  fibreLength: { symbol: 'l', value: 90, unit: 'm', tag: 'published' },
  refractiveIndex: { symbol: 'n', value: 1.46, unit: '1', tag: 'assumed' }
} as const satisfies Record<string, TaggedParameter>
