import type { TaggedParameter } from './tagged-parameter.js'

/**
 * The example device of "In situ multimode photon-memory entanglement", a silicon micro-ring on Er:Y₂SiO₅, number by
 * number. It is a proposal, not an experiment: a published number here is one the paper assumes or estimates. An
 * assumed or fitted one is this model's, not the paper's.
 */
export const erYsoParameters = {
  inhomogeneousLinewidth: {
    symbol: 'Γ',
    value: 150,
    unit: 'MHz',
    tag: 'published',
    note: 'table I; full width at half maximum of a Lorentzian line'
  },
  collectiveCoupling: {
    symbol: 'G',
    value: 300,
    unit: 'MHz',
    tag: 'published',
    note: 'table I; estimated there for the doping below, before the comb'
  },
  cavityDecay: { symbol: 'κ', value: 150, unit: 'MHz', tag: 'published', note: 'table I; of signal and idler alike' },
  parametricDrive: { symbol: 'λ', value: 40, unit: 'MHz', tag: 'published', note: 'table I' },
  combFinesse: { symbol: '𝓕', value: 3, unit: '1', tag: 'published', note: 'table I' },
  storageTime: { symbol: 'T_M', value: 1, unit: 'µs', tag: 'published', note: 'table I' },
  combSpacing: { symbol: 'Δ', value: 1, unit: 'MHz', tag: 'published' },
  toothWidth: { symbol: 'γ', value: 0.3, unit: 'MHz', tag: 'published', note: 'given as about' },
  wavelength: { symbol: 'λ_S', value: 1538, unit: 'nm', tag: 'published', note: 'of the signal' },
  freeSpectralRange: { symbol: 'Δλ', value: 5, unit: 'nm', tag: 'published', note: 'given as about; not in the model' },
  doping: { symbol: 'n_Er', value: 50, unit: 'ppm', tag: 'published', note: 'not in the model, which has G' },
  ringQuality: {
    symbol: 'Q',
    value: 4e6,
    unit: '1',
    tag: 'published',
    note: 'as the bound that belongs to κ < 50 MHz; that is ν/κ, so it takes κ for an ordinary frequency'
  },
  radiansPerCycle: {
    symbol: 'ω/MHz',
    value: 1,
    unit: 'rad/µs',
    tag: 'fitted',
    note:
      'what a MHz of the table stands for in the model: chosen as 1 because it meets the paper’s entanglement rate, ' +
      'which 2π misses sixfold; the quality factor contradicts it'
  },
  combCouplingFraction: {
    symbol: 'G_comb²/G²',
    value: 1 / 3,
    unit: '1',
    tag: 'assumed',
    note: '1/𝓕, the fraction of the atoms in the teeth; the paper says only that C should take 𝓕 into account'
  },
  cooperativityWithoutComb: { symbol: 'C', value: 16, unit: '1', tag: 'derived', note: '4G²/κΓ' },
  cooperativity: {
    symbol: 'C_comb',
    value: 16 / 3,
    unit: '1',
    tag: 'derived',
    note: '4G²/κΓ𝓕, if 𝓕 counts as assumed above'
  },
  driveAxisEnd: {
    symbol: 'λ_max',
    value: 50,
    unit: 'MHz',
    tag: 'assumed',
    note: 'end of the axis of fig. 4 over which its peak is taken; decides that peak'
  },
  weakDrive: {
    symbol: 'λ/κ',
    value: 0.1,
    unit: '1',
    tag: 'published',
    note: 'fig. 2(a), the weak drive of the map over coupling and linewidth'
  }
} as const satisfies Record<string, TaggedParameter>
