import {
  dlczLink,
  type DlczLinkParameters,
  type ExperimentFigure,
  rb87Figures,
  rb87NetworkLink,
  rb87NetworkLinks,
  rb87Parameters as rb87,
  rb87Prompt,
  rb87StabilisationFigures,
  switchedLink
} from '@bellwire/physics'
import type { RowFigure } from '../row.js'

/** Known values of the closed forms of what is not simulated, and the digits that count. */
const GOLDEN: { readonly [id: string]: readonly [value: number, digits: number] } = {
  'noise-share-prompt': [0.25, 2],
  'noise-share-stored': [0.25, 2],
  'signal-to-noise-prompt': [3, 1],
  'signal-to-noise-stored': [3, 1],
  'pme-rate': [0.013, 4],
  'pme-coincidence-rate': [0.012, 4],
  'pme-rate-stored': [0.0037, 4],
  'retrieval-stored': [0.2302, 4],
  'rate-switched': [0.643, 3],
  'heralds-per-slot': [11.2, 1],
  'contrast-AB-plus': [0.637, 3],
  'contrast-AB-minus': [0.637, 3],
  'contrast-AC-plus': [0.596, 3],
  'contrast-AC-minus': [0.5275, 4],
  'contrast-BC-plus': [0.349, 3],
  'contrast-BC-minus': [0.431, 3],
  'write-out-rest': [0.111, 3],
  'window-short': [166, 0],
  'window-long': [332, 0],
  'leading-concurrence': [0.0895, 4],
  'leading-memory-concurrence': [0.391, 3],
  'leading-pme-fidelity': [0.679, 3],
  'probe-detection': [0.175, 3],
  'phase-residual-write': [12.94, 2],
  'phase-contrast-write': [0.9748, 4],
  'phase-residual-best-gain': [14.34, 2],
  'frequency-drift': [0.0183, 4],
  'frequency-residual': [4.4, 2],
  'frequency-residual-switched': [13.16, 2],
  'phase-turned': [0.486, 3]
}

/** The three pairs of nodes of the paper. */
export const STAR_LINKS = ['AB', 'AC', 'BC'] as const
export type StarLinkName = (typeof STAR_LINKS)[number]
export type Sign = 'plus' | 'minus'

/** A link of the paper's table, for the herald of one detector. */
export function starLink(name: StarLinkName, sign: Sign): DlczLinkParameters {
  const found = rb87NetworkLinks.find((link) => link.name === name && link.sign === (sign === 'plus' ? '+' : '−'))
  return found === undefined ? rb87Prompt : rb87NetworkLink(found)
}

/** Every figure of the paper, with the known values of those that are not simulated, and what the switch does. */
export function starFigures(): readonly RowFigure[] {
  return [...[...rb87Figures(), ...rb87StabilisationFigures()].map(withGolden), ...switchFigures()]
}

function withGolden(figure: ExperimentFigure): RowFigure {
  const golden = GOLDEN[figure.id]
  return golden === undefined ? figure : { ...figure, golden }
}

function switchFigures(): readonly RowFigure[] {
  const { rate } = dlczLink(rb87Prompt, rb87.excitation.value)
  const station = { links: rb87.links.value, slotSeconds: rb87.slot.value, heraldsPerSecond: rate }
  const { heraldsPerSecond, heraldsPerServedSlot, meanFirstHeraldSeconds } = switchedLink(station)
  const row = (id: string, quantity: string, unit: string, closedForm: number, note: string): RowFigure => {
    return { id, quantity, unit, paper: null, closedForm, kind: 'inferred', note }
  }
  const model = "the model's rate of a fixed pair, which is 1.3 % below the paper's, and a uniform switch"
  return [
    ...STAR_LINKS.flatMap((name) => [
      row(`star-rate-${name}`, `heralds per second, ${name}, random switch`, '1/s', heraldsPerSecond, model),
      {
        ...row(
          `star-ratio-${name}`,
          `its share of the rate of a fixed pair, ${name}`,
          '1',
          1 / 3,
          'three equal links; the paper: roughly one-third'
        ),
        paper: { value: 1 / 3 },
        kind: 'arithmetic' as const
      },
      row(`star-slot-${name}`, `heralds in a slot of its own, ${name}`, '1', heraldsPerServedSlot, model),
      row(
        `star-first-${name}`,
        `time to the next herald from the end of a slot of its own, ${name}`,
        's',
        meanFirstHeraldSeconds,
        model
      )
    ]),
    ...STAR_LINKS.flatMap((name) =>
      (['plus', 'minus'] as const).map((sign) =>
        row(
          `star-fidelity-${name}-${sign}`,
          `fidelity of the memories in the star, ${name}, Ψ${sign === 'plus' ? '+' : '−'}`,
          '1',
          dlczLink(starLink(name, sign), rb87.excitation.value).fidelity,
          'closed form of the same two nodes as a fixed pair: the switch lowers nothing'
        )
      )
    )
  ]
}
