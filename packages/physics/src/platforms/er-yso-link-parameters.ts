import type { TaggedParameter } from './tagged-parameter.js'

/**
 * What a link of two devices of "In situ multimode photon-memory entanglement" takes besides their own table. The paper
 * names the link as future work and has no number for it: whatever is not published in it is assumed or inferred here.
 */
export const erYsoLinkParameters = {
  modeBandwidth: {
    symbol: 'B',
    value: 150,
    unit: 'rad/µs',
    tag: 'assumed',
    note: 'band of a temporal mode, as wide as κ: the paper has time bins defined by the lifetime 1/κ, and no filter'
  },
  pump: {
    symbol: 'τ',
    value: 1,
    unit: 'µs',
    tag: 'assumed',
    note: 'as long as the comb stores; the paper requires a pulse shorter than that'
  },
  modes: {
    symbol: 'M',
    value: 23,
    unit: '1',
    tag: 'derived',
    note: 'modes of 2π/B that fit into the pulse'
  },
  collection: {
    symbol: 'η_c',
    value: 0.5,
    unit: '1',
    tag: 'assumed',
    note: 'idler from the ring into the fibre and through the filter'
  },
  detectorEfficiency: { symbol: 'η_d', value: 0.9, unit: '1', tag: 'assumed' },
  darkCounts: { symbol: 'd', value: 10, unit: '1/s', tag: 'assumed', note: 'of each detector' },
  fibreAttenuation: {
    symbol: 'a',
    value: 0.2,
    unit: 'dB/km',
    tag: 'assumed',
    note: 'standard fibre; the idler lies within nanometres of 1538 nm, so nothing is converted'
  },
  fibreVelocity: { symbol: 'c_f', value: 2.042e8, unit: 'm/s', tag: 'assumed' },
  photonOverlap: { symbol: 'M_ph', value: 0.95, unit: '1', tag: 'assumed', note: 'of idlers of two devices' },
  phaseContrast: { symbol: 'V_ph', value: 0.97, unit: '1', tag: 'assumed', note: 'phase noise of 14° in all' },
  combKilometres: {
    symbol: 'ℓ_T',
    value: 0.2042,
    unit: 'km',
    tag: 'derived',
    note: 'length at which the answer is there when the comb re-emits: beyond it the spin-wave storage is needed that the paper calls feasible'
  }
} as const satisfies Record<string, TaggedParameter>
