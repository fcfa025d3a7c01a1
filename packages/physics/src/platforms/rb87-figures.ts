import { dlczLink } from '../dlcz/link.js'
import { leadingOrderLink } from '../dlcz/leading-order.js'
import { switchedLink } from '../dlcz/switched-slots.js'
import { decibelsToEfficiency } from '../components/fibre.js'
import type { ExperimentFigure } from './experiment-figure.js'
import { rb87NetworkLink, rb87NetworkLinks, rb87Prompt, rb87Stored } from './rb87-dlcz.js'
import { rb87Parameters as rb87 } from './rb87-parameters.js'

/** Heralds per second as the paper states them, in the prompt and in the stored experiment. */
const RATE_PROMPT = 1.93
const RATE_STORED = 0.83

/** The figures of "Creation of memory–memory entanglement in a metropolitan quantum network" (Liu et al.), beside this model's. */
export function rb87Figures(): readonly ExperimentFigure[] {
  return [...heraldFigures(), ...promptFigures(), ...storedFigures(), ...networkFigures(), ...budgetFigures()]
}

function heraldFigures(): readonly ExperimentFigure[] {
  const experiments = [
    { id: 'prompt', name: '5 µs', link: rb87Prompt, herald: 6.9e-4, rate: RATE_PROMPT },
    { id: 'stored', name: '107 µs', link: rb87Stored, herald: 8e-4, rate: RATE_STORED }
  ]
  return experiments.flatMap(({ id, name, link, herald, rate }): ExperimentFigure[] => {
    const model = dlczLink(link, rb87.excitation.value)
    return [
      {
        id: `herald-${id}`,
        quantity: `herald probability per trial, ${name}`,
        unit: '1',
        paper: { value: herald },
        closedForm: model.heraldProbability,
        kind: 'fit'
      },
      {
        id: `noise-share-${id}`,
        quantity: `share of the heralds that is noise, ${name}`,
        unit: '1',
        paper: { value: 0.25 },
        closedForm: model.noiseShare,
        kind: 'fit'
      },
      {
        id: `signal-to-noise-${id}`,
        quantity: `signal-to-noise ratio of the heralds, ${name}`,
        unit: '1',
        paper: { value: 3 },
        closedForm: 1 / model.noiseShare - 1,
        kind: 'fit',
        note: 'the same number as the share'
      },
      {
        id: `rate-${id}`,
        quantity: `heralds per second, ${name}`,
        unit: '1/s',
        paper: { value: rate },
        closedForm: model.rate,
        kind: 'arithmetic',
        note: 'repetition rate times herald probability; the paper rounds both'
      }
    ]
  })
}

function promptFigures(): readonly ExperimentFigure[] {
  const link = dlczLink(rb87Prompt, rb87.excitation.value)
  const { polarisation } = link
  const note = 'Alice–Bob of the three-node experiment, either detector; the fixed pair is in a figure only'
  const pme = 'the model has one value for both detectors'
  return [
    {
      id: 'concurrence',
      quantity: 'concurrence C of the read-out photons, 5 µs',
      unit: '1',
      paper: { value: 0.086, error: 0.014 },
      closedForm: link.concurrence,
      kind: 'fit',
      note
    },
    {
      id: 'memory-concurrence',
      quantity: 'concurrence C̃ of the memories, 5 µs',
      unit: '1',
      paper: { value: 0.38, error: 0.05 },
      closedForm: link.memoryConcurrence,
      kind: 'fit',
      note
    },
    {
      id: 'pme-fidelity-plus',
      quantity: 'fidelity of the polarisation entanglement, Ψ+, 5 µs',
      unit: '1',
      paper: { value: 0.672, error: 0.032 },
      closedForm: polarisation.fidelity,
      kind: 'fit',
      note: pme
    },
    {
      id: 'pme-fidelity-minus',
      quantity: 'fidelity of the polarisation entanglement, Ψ−, 5 µs',
      unit: '1',
      paper: { value: 0.666, error: 0.031 },
      closedForm: polarisation.fidelity,
      kind: 'fit',
      note: pme
    },
    {
      id: 'pme-rate',
      quantity: 'polarisation entanglement per second, 5 µs',
      unit: '1/s',
      paper: { value: 0.013 },
      closedForm: RATE_PROMPT * rb87Prompt.retrievalEfficiencyA * rb87Prompt.probePhotons,
      kind: 'fit',
      note: "R·η_r·μ with the paper's R, which is how the paper defines it"
    },
    {
      id: 'pme-coincidence-rate',
      quantity: 'coincidences of one photon at each node per second, 5 µs',
      unit: '1/s',
      paper: null,
      closedForm: RATE_PROMPT * polarisation.coincidenceProbability,
      kind: 'inferred',
      note: "with the paper's R; 8 % below R·η_r·μ, since noise heralds leave nothing to retrieve"
    },
    {
      id: 'keep-fidelity',
      quantity: 'fidelity of the memories, losses taken out, 5 µs',
      unit: '1',
      paper: null,
      closedForm: link.fidelity,
      kind: 'inferred',
      note: 'what a link layer delivers to keep: vacuum included, not post-selected'
    }
  ]
}

function storedFigures(): readonly ExperimentFigure[] {
  const link = dlczLink(rb87Stored, rb87.excitation.value)
  const retrieval = rb87Stored.retrievalEfficiencyA
  return [
    {
      id: 'pme-fidelity-plus-stored',
      quantity: 'fidelity of the polarisation entanglement, Ψ+, 107 µs',
      unit: '1',
      paper: { value: 0.643, error: 0.04 },
      closedForm: link.polarisation.fidelity,
      kind: 'prediction'
    },
    {
      id: 'pme-fidelity-minus-stored',
      quantity: 'fidelity of the polarisation entanglement, Ψ−, 107 µs',
      unit: '1',
      paper: { value: 0.637, error: 0.04 },
      closedForm: link.polarisation.fidelity,
      kind: 'prediction'
    },
    {
      id: 'pme-rate-stored',
      quantity: 'polarisation entanglement per second, 107 µs',
      unit: '1/s',
      paper: { value: 0.0037 },
      closedForm: RATE_STORED * retrieval * rb87Stored.probePhotons,
      kind: 'fit',
      note: "R·η_r·μ with the paper's R"
    },
    {
      id: 'concurrence-stored',
      quantity: 'concurrence C of the read-out photons, 107 µs',
      unit: '1',
      paper: null,
      closedForm: link.concurrence,
      kind: 'prediction',
      note: 'the paper says "slightly lower", the number is in a figure only'
    },
    {
      id: 'retrieval-stored',
      quantity: 'retrieval and detection after 107 µs',
      unit: '1',
      paper: null,
      closedForm: retrieval,
      kind: 'inferred',
      note: 'depends on the assumed exponential decay'
    }
  ]
}

function networkFigures(): readonly ExperimentFigure[] {
  const station = { links: rb87.links.value, slotSeconds: rb87.slot.value, heraldsPerSecond: RATE_PROMPT }
  const switched = switchedLink(station)
  const links = rb87NetworkLinks.flatMap((measured): ExperimentFigure[] => {
    const { name, sign, concurrence, memoryConcurrence } = measured
    const parameters = rb87NetworkLink(measured)
    const link = dlczLink(parameters, rb87.excitation.value)
    const key = `${name}${sign === '+' ? '-plus' : '-minus'}`
    const row = { unit: '1' }
    return [
      {
        ...row,
        id: `contrast-${key}`,
        quantity: `contrast V, ${name}, Ψ${sign}`,
        paper: null,
        closedForm: parameters.phaseContrast * parameters.operationsContrast,
        kind: 'inferred',
        note: 'from C̃'
      },
      {
        ...row,
        id: `memory-concurrence-${key}`,
        quantity: `C̃ of the memories, ${name}, Ψ${sign}`,
        paper: { value: memoryConcurrence[0], error: memoryConcurrence[1] },
        closedForm: link.memoryConcurrence,
        kind: 'fit'
      },
      {
        ...row,
        id: `concurrence-${key}`,
        quantity: `C of the read-out photons, ${name}, Ψ${sign}`,
        paper: { value: concurrence[0], error: concurrence[1] },
        closedForm: link.concurrence,
        kind: 'prediction',
        note: "from C̃, with Alice–Bob's retrieval for every link"
      },
      {
        ...row,
        id: `pme-fidelity-${key}`,
        quantity: `fidelity of the polarisation entanglement, ${name}, Ψ${sign}`,
        paper: { value: 0.5, bound: 'above' },
        closedForm: link.polarisation.fidelity,
        kind: 'prediction',
        note: 'the paper says that all are above 0.5, the numbers are in a figure only'
      }
    ]
  })
  return [
    {
      id: 'rate-switched',
      quantity: 'heralds per second of each of three links',
      unit: '1/s',
      paper: null,
      closedForm: switched.heraldsPerSecond,
      kind: 'arithmetic',
      note: "a third of the paper's rate for a fixed pair, which the paper confirms roughly"
    },
    {
      id: 'heralds-per-slot',
      quantity: 'heralds in a slot of 5.8 s',
      unit: '1',
      paper: null,
      closedForm: switched.heraldsPerServedSlot,
      kind: 'arithmetic'
    },
    ...links
  ]
}

function budgetFigures(): readonly ExperimentFigure[] {
  const { value: efficiency } = rb87.writeOutEfficiencyPrompt
  const fibre = decibelsToEfficiency(rb87.fibreAttenuation.value * rb87.fibreLength.value)
  const noise = rb87.noiseClickPrompt.value / rb87.conversionNoise.value
  const leading = leadingOrderLink({
    chi: rb87.excitation.value,
    efficiency,
    noiseClickProbability: rb87.noiseClickPrompt.value,
    contrast: rb87Prompt.phaseContrast * rb87Prompt.operationsContrast,
    retrievalEfficiency: rb87Prompt.retrievalEfficiencyA,
    probePhotons: rb87Prompt.probePhotons
  })
  const row = (id: string, quantity: string, unit: string, closedForm: number, note: string): ExperimentFigure => {
    return { id, quantity, unit, paper: null, closedForm, kind: 'inferred', note }
  }
  const order = 'by leading order; the rows above sum all orders'
  return [
    row(
      'write-out-rest',
      'efficiency left after conversion and 10 km',
      '1',
      efficiency / (rb87.conversionEfficiency.value * fibre),
      'cavity, coupling, switch, detector'
    ),
    row('window-short', 'detection window for 0.4 fibre and detector', 'ns', (noise / 0.4) * 1e9, 'from p_d'),
    row('window-long', 'detection window for 0.2 fibre and detector', 'ns', (noise / 0.2) * 1e9, 'from p_d'),
    row('leading-concurrence', 'C, 5 µs', '1', leading.concurrence, order),
    row('leading-memory-concurrence', 'C̃, 5 µs', '1', leading.memoryConcurrence, order),
    row('leading-pme-fidelity', 'polarisation fidelity, 5 µs', '1', leading.polarisation.fidelity, order)
  ]
}
