import type { KnownPlatform } from '@bellwire/simulation'
import { paperCell } from './experiment-table.js'
import { table } from './table.js'

type Platform = Omit<KnownPlatform, 'yaml'>
type PlatformLink = ReturnType<Platform['link']>

/** The catalogue, for people. */
export function platformList(platforms: readonly Platform[]): string {
  return table(
    ['platform', '', 'heralds at', 'offers', 'length', 'paper'],
    platforms.map(({ name, title, heraldingPlace, offers, lengthKilometres, paper }) => [
      name,
      title,
      heraldingPlace,
      offers.join(', '),
      lengthKilometres === undefined ? 'any' : `${lengthKilometres} km`,
      paper ?? ''
    ])
  )
}

/** One platform for people: its numbers, a link and a node of it, and its paper's figures. */
export function platformText(platform: Platform, link: PlatformLink): string {
  const { name, title, paper, heraldingPlace, offers } = platform
  const figures = platform.figures()
  return [
    `${name}: ${title}\n${paper === undefined ? '' : `${paper}\n`}`,
    section('Parameters', parameterTable(platform.parameters)),
    section(
      `A link of ${digits(link.lengthKilometres)} km`,
      pairs([
        ['heralds', `${link.model.kind}, at ${heraldingPlace === 'both-ends' ? 'both ends' : `the ${heraldingPlace}`}`],
        ['offers', offers.join(', ')],
        ['slot', `${digits(link.slotPeriod / 1e3)} µs`],
        ['window', `${digits(link.window)} ns`],
        ['guard', `${digits(link.guard)} ns`],
        ['light to the station', `${link.delays.map((delay) => digits(delay / 1e3)).join(' and ')} µs`],
        ['noise clicks in a gate', link.noise.map(digits).join(' and ')],
        ...phaseRows(link)
      ])
    ),
    section('A node', pairs(nodeRows(platform))),
    ...link.budgets.map(({ name: of, elements }) =>
      section(
        `What ${of} pass`,
        table(
          ['element', 'efficiency', 'loss (dB)', 'up to here'],
          elements.map(({ name: element, efficiency, lossDecibels, cumulativeEfficiency }) => [
            element,
            percent(efficiency),
            lossDecibels.toFixed(2),
            percent(cumulativeEfficiency)
          ])
        )
      )
    ),
    section(
      'Operating points',
      table(
        ['brightness', 'fidelity', 'in one slot', 'per second'],
        shownPoints(link).map(({ brightness, fidelity, successProbability }) => [
          digits(brightness),
          fidelity.toFixed(4),
          digits(successProbability),
          digits((successProbability * 1e9) / link.slotPeriod)
        ])
      )
    ),
    ...(figures.length === 0
      ? []
      : [
          section(
            "The paper's figures beside the model's",
            table(
              ['', 'unit', 'paper', 'closed form', 'kind'],
              figures.map((figure) => [
                figure.quantity,
                figure.unit === '1' ? '' : figure.unit,
                paperCell(figure),
                figure.closedForm.toPrecision(5),
                figure.kind
              ])
            )
          )
        ])
  ].join('\n')
}

/** What `--json` prints of a platform: this shape is public. */
export function plainPlatform(platform: Platform, link: PlatformLink): unknown {
  const { name, title, paper, heraldingPlace, offers, lengthKilometres, parameters } = platform
  return {
    name,
    title,
    paper,
    heraldingPlace,
    offers,
    lengthKilometres,
    parameters,
    link,
    figures: platform.figures()
  }
}

function parameterTable(parameters: Platform['parameters']): string {
  return table(
    ['', 'symbol', 'value', 'error', 'unit', 'from', ''],
    Object.entries(parameters).map(([key, { symbol, value, error, unit, tag, note }]) => [
      key,
      symbol === key ? '' : symbol,
      digits(value),
      error === undefined ? '' : digits(error),
      unit === '1' ? '' : unit,
      tag,
      note ?? ''
    ])
  )
}

/** What the loop that holds the phase leaves of it. */
function phaseRows({ phase }: PlatformLink): readonly (readonly [string, string])[] {
  if (phase === undefined) return []
  const { residual, contrast, mean, frequencyDifference } = phase
  const degrees = (radians: number): string => `${digits((radians * 180) / Math.PI)}°`
  return [
    ['phase that is left', `${degrees(residual)}, contrast ${digits(contrast)}`],
    ['turned on average', degrees(mean)],
    ['frequency difference', frequencyDifference.map(digits).join(' ± ') + ' Hz']
  ]
}

/** What a node does to its qubits; that of its memory is among the parameters. */
function nodeRows(platform: Platform): readonly (readonly [string, string])[] {
  const { coherenceTime, readoutFlip = 0, twoQubitGate, durations = {}, storage, keep = true } = platform.node()
  return [
    ['keeps pairs', keep ? (storage === undefined ? 'yes' : 'yes, in storage') : 'no'],
    ['coherence time it states', coherenceTime === undefined ? 'none' : `${digits(coherenceTime / 1e6)} ms`],
    ['wrong outcomes', percent(readoutFlip)],
    ['noise of a two-qubit gate', twoQubitGate === null ? 'has none' : percent(twoQubitGate?.depolarising ?? 0)],
    ...Object.entries(durations).map(([operation, nanoseconds]): [string, string] => [
      `time to ${operation}`,
      `${digits(nanoseconds / 1e3)} µs`
    ])
  ]
}

/** Names and what belongs to them. */
function pairs(rows: readonly (readonly [string, string])[]): string {
  const [, ...lines] = table(['', ''], rows).split('\n')
  return lines.join('\n')
}

const POINTS = 9

/** All of a few, or some of many from the faintest to the brightest. */
function shownPoints({ operatingPoints }: PlatformLink): PlatformLink['operatingPoints'] {
  const step = Math.max(1, Math.ceil((operatingPoints.length - 1) / (POINTS - 1)))
  return operatingPoints.filter((_, index) => index % step === 0)
}

function section(title: string, body: string): string {
  return `${title}\n${body.replace(/^/gm, '  ').trimEnd()}\n`
}

function percent(share: number): string {
  return `${digits(share * 100)} %`
}

/** Five digits at most. */
function digits(value: number): string {
  return String(Number(value.toPrecision(5)))
}
