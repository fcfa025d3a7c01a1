import type { TaggedParameter } from './tagged-parameter.js'

/**
 * The rubidium-ensemble links of "Creation of memory–memory entanglement in a metropolitan quantum network" (Liu et
 * al.), number by number. "Prompt" is the experiment that retrieves 5 µs after writing, "stored" the one after 107 µs.
 * A fitted or assumed number is this model's, not the paper's; the paper's supplement was not used.
 */
export const rb87Parameters = {
  excitation: {
    symbol: 'χ',
    value: 0.01,
    unit: '1',
    tag: 'published',
    note: 'stated as about 1 %; 0.8 to 1.2 % fit the results as well'
  },
  conversionEfficiency: {
    symbol: 'η_QFC',
    value: 0.46,
    unit: '1',
    tag: 'published',
    note: '795 to 1342 nm, filters and fibre coupling included'
  },
  conversionNoise: {
    symbol: 'N',
    value: 1300,
    unit: '1/s',
    tag: 'published',
    note: 'stated as about 1.3 kHz; that it is per node, after the converter, is assumed'
  },
  fibreAttenuation: { symbol: 'a', value: 0.3, unit: 'dB/km', tag: 'published', note: 'at 1342 nm, standard fibre' },
  fibreLength: {
    symbol: 'ℓ',
    value: 10,
    unit: 'km',
    tag: 'assumed',
    note: 'node to server; the lengths are in a figure of the paper and not in its text'
  },
  writeOutEfficiencyPrompt: {
    symbol: 'η_w',
    value: 0.02563,
    unit: '1',
    tag: 'fitted',
    note: 'to the herald probability 6.9e-4: write-out photon to click'
  },
  writeOutEfficiencyStored: {
    symbol: 'η_w',
    value: 0.02972,
    unit: '1',
    tag: 'fitted',
    note: 'to the herald probability 8.0e-4: write-out photon to click'
  },
  noiseClickPrompt: {
    symbol: 'p_d',
    value: 8.63e-5,
    unit: '1',
    tag: 'fitted',
    note: 'per detector and trial, to 25 % of the heralds being noise'
  },
  noiseClickStored: {
    symbol: 'p_d',
    value: 1e-4,
    unit: '1',
    tag: 'fitted',
    note: 'per detector and trial, to 25 % of the heralds being noise'
  },
  photonOverlap: {
    symbol: 'M',
    value: 0,
    unit: '1',
    tag: 'assumed',
    note: 'in two-photon events only; full bunching instead lowers C by 1.5e-4'
  },
  phaseNoise: {
    symbol: 'σ',
    value: 17,
    unit: '°',
    tag: 'published',
    note: 'standard deviation 5 µs after the feedback'
  },
  phaseContrast: { symbol: 'V_ph', value: 0.9569, unit: '1', tag: 'derived', note: 'e^{−σ²/2}' },
  operationsContrast: {
    symbol: 'V_o',
    value: 0.668,
    unit: '1',
    tag: 'fitted',
    note: 'to C and C̃ of Alice–Bob; low, and not explained by the text: the bound by which d is found is tight to 0.1 %'
  },
  retrieval: {
    symbol: 'η_r',
    value: 0.2762,
    unit: '1',
    tag: 'fitted',
    note: 'to C and C̃ of Alice–Bob: retrieval and detection, 5 µs after writing'
  },
  probePhotonsPrompt: {
    symbol: 'μ',
    value: 0.0244,
    unit: '1',
    tag: 'fitted',
    note: 'to the rate 0.013 Hz: detected photons of the entanglement probe per node'
  },
  probePhotonsStored: {
    symbol: 'μ',
    value: 0.0194,
    unit: '1',
    tag: 'fitted',
    note: 'to the rate 0.0037 Hz: detected photons of the entanglement probe per node'
  },
  storagePrompt: { symbol: 't', value: 5, unit: 'µs', tag: 'published' },
  storageStored: { symbol: 't', value: 107, unit: 'µs', tag: 'published' },
  memoryLifetime: {
    symbol: 'τ',
    value: 560,
    unit: 'µs',
    tag: 'published',
    note: 'that retrieval falls as e^{−t/τ} is assumed; a Gaussian would leave η_r = 0.266 after 107 µs'
  },
  repetitionPrompt: { symbol: 'f_rep', value: 2760, unit: '1/s', tag: 'published' },
  repetitionStored: { symbol: 'f_rep', value: 1030, unit: '1/s', tag: 'published' },
  slot: { symbol: 'T', value: 5.8, unit: 's', tag: 'published', note: 'one pair of nodes is served' },
  links: {
    symbol: 'n',
    value: 3,
    unit: '1',
    tag: 'published',
    note: 'that the random number generator chooses among the pairs with equal probability is assumed'
  },
  probeDuration: { symbol: 'τ_pp', value: 4, unit: 'µs', tag: 'published', note: 'phase probe' },
  probePhotonsAtStation: {
    symbol: 'N_pp',
    value: 40,
    unit: '1',
    tag: 'published',
    note: 'stated as about 40 photons in each phase-probe pulse at the beam splitter'
  },
  probesPerTrial: { symbol: 'k', value: 2, unit: '1', tag: 'published', note: 'probe and feedback are run twice' },
  feedbackDelay: { symbol: 'τ_fb', value: 2, unit: 'µs', tag: 'published', note: 'stated as up to 2 µs' },
  gap: { symbol: 'τ_Δ', value: 5, unit: 'µs', tag: 'published', note: 'from the probe to the write process' },
  laserCoherence: { symbol: 'τ_c', value: 1, unit: 'ms', tag: 'published', note: 'stated as about 1 ms' },
  phaseDiffusion: {
    symbol: 'D',
    value: 2000,
    unit: 'rad²/s',
    tag: 'assumed',
    note: '2/τ_c: that τ_c is when the contrast of the beat of two nodes has fallen to 1/e'
  },
  detectedProbePhotons: {
    symbol: 'N V²',
    value: 14,
    unit: '1',
    tag: 'fitted',
    note: 'to σ, given D and g: counts of both pulses of a probe, times their visibility squared'
  },
  feedbackGain: {
    symbol: 'g',
    value: 1,
    unit: '1',
    tag: 'assumed',
    note: 'all of the phase that is measured is taken back'
  },
  frequencyDriftHertz: {
    symbol: 'Δf',
    value: 5000,
    unit: 'Hz',
    tag: 'published',
    note: 'drift of the lasers that was observed over 76 h'
  },
  frequencyDriftHours: { symbol: 'T_drift', value: 76, unit: 'h', tag: 'published' },
  frequencyResidual: {
    symbol: 'Δf_res',
    value: 150,
    unit: 'Hz',
    tag: 'published',
    note: 'upper bound of the frequency difference that was maintained'
  },
  calibrationInterval: {
    symbol: 'T_cal',
    value: 120,
    unit: 's',
    tag: 'assumed',
    note: 'how often the frequency is corrected is not in the text; counts are shown over 120 s'
  },
  calibrationGain: { symbol: 'k_f', value: 0.5, unit: '1', tag: 'assumed' }
} as const satisfies Record<string, TaggedParameter>
