import {
  leastMemories,
  type MapCell,
  type MapPanel,
  type RepeaterMap
} from '../experiments/repeater-chain/repeater-map.js'
import { type Content, element } from './chart/markup.js'
import { duration, fixed, powerOfTen, significant } from './chart/numbers.js'
import { type CellTick, drawRegionMap, type RegionPanel } from './chart/region-map.js'
import { table } from './page/page.js'

/** As the legend names them, from the worst to the best. */
const REGIONS = [
  ['none', 'no F > 0.5'],
  ['rare', 'less than one a day'],
  ['entangled', 'entangled pairs, F > 0.5'],
  ['key', 'key'],
  ['device-independent', 'device-independent key']
] as const

const LEVELS = [
  { value: 1 / 3600, label: '1 pair/h' },
  { value: 1 / 60, label: '1/min' },
  { value: 1, label: '1/s' }
] as const

/** The measured coherence time of a pair, for the axis; seconds. */
const COHERENCE = 0.55

/** Where a chain of repeaters is of use, with what it takes and what was assumed. */
export function repeaterMapSection(map: RepeaterMap): Content {
  const { kilometres, repeaters, direct, fresh, panels } = map
  const measured = fresh.find(({ betterLink }) => betterLink === 1)
  const [overIons, overCutoffs] = [
    panels.filter(({ rows }) => rows.kind === 'multiplexing'),
    panels.filter(({ rows }) => rows.kind === 'cutoff')
  ]
  return [
    element('h3', {}, `${fixed(kilometres, 0)} km with ${repeaters} repeaters: where would such a chain be of use?`),
    element(
      'p',
      {},
      `With links as they are measured, nowhere: ${repeaters + 1} of them joined give a fidelity of ` +
        `${significant(measured?.fidelity ?? 0, 3)} at the best brightness even if nothing ever waits. ` +
        'The maps show what memory, how many ions and which cut-off it takes once the link’s own errors are smaller. ' +
        `${divided(fresh)} ` +
        `Direct transmission loses ${fixed(direct.lossDecibel, 0)} dB: a source gets a photon through every ` +
        `${significant(1 / direct.photonsPerSecond / SECONDS_PER_YEAR, 2)} years.`
    ),
    figure(
      'Memory and multiplexing; brightness and cut-off are the best at every point',
      drawRegionMap(
        {
          title: 'Regions of entangled pairs and of key over memory and multiplexing',
          description:
            'One map for each division of the link’s errors; better memories to the right, more ions upwards.',
          regions: REGIONS.map(([, name]) => name),
          panels: overIons.map((panel) => regionPanel(panel, map, 'ions tried at once on each link'))
        },
        'repeater-ions'
      )
    ),
    figure(
      `Memory and cut-off, link errors divided by ${overCutoffs[0]?.betterLink ?? ''}`,
      drawRegionMap(
        {
          title: 'Regions of entangled pairs and of key over memory and cut-off',
          description: 'One map for each number of ions; better memories to the right, longer cut-offs upwards.',
          regions: REGIONS.map(([, name]) => name),
          panels: overCutoffs.map((panel) => regionPanel(panel, map, 'cut-off, mean times of a link'))
        },
        'repeater-cutoffs'
      )
    ),
    table(TAKES_COLUMNS, takes(map)),
    element(
      'p',
      { class: 'note' },
      'Lines: the best rate of pairs with F > 0.5. Entangled pairs and key: at least one pair, one bit a day. White: not ' +
        'at any brightness and any cut-off of a tenth of a link’s mean time or longer. The table has the least memory on ' +
        'the map.'
    ),
    element(
      'ul',
      { class: 'note' },
      map.assumptions.map((assumption) => element('li', {}, assumption))
    )
  ]
}

function divided(fresh: RepeaterMap['fresh']): string {
  const better = fresh.filter(({ betterLink }) => betterLink > 1)
  const list = (values: readonly string[]): string => `${values.slice(0, -1).join(', ')} and ${values.at(-1) ?? ''}`
  return (
    `Divided by ${list(better.map(({ betterLink }) => fixed(betterLink, 0)))}, they leave room for ` +
    `${list(better.map(({ fidelity }) => significant(fidelity, 3)))}.`
  )
}

const SECONDS_PER_YEAR = 31_557_600

function figure(heading: string, drawing: Content): Content {
  return element('figure', {}, element('h3', {}, heading), element('div', { class: 'scroll wide' }, drawing))
}

function regionPanel(panel: MapPanel, map: RepeaterMap, label: string): RegionPanel {
  const { rows, betterMemory, betterLink, cells } = panel
  const heading = rows.kind === 'multiplexing' ? `link errors ÷ ${betterLink}` : ionsOf(rows.multiplexing)
  return {
    heading,
    x: { label: 'memory, times the measured 0.55 s', ticks: decadeTicks(betterMemory) },
    y: { label, ticks: decadeTicks(rows.values) },
    levels: LEVELS,
    cells: cells.map((row, index) =>
      row.map((cell, column) => ({
        region: REGIONS.findIndex(([name]) => name === cell.region),
        value: cell.pairs?.pairsPerSecond ?? 0,
        title: titleOf(
          cell,
          betterMemory[column] as number,
          rows.kind === 'multiplexing' ? (rows.values[index] as number) : rows.multiplexing,
          map
        )
      }))
    )
  }
}

function ionsOf(number: number): string {
  return number === 1 ? 'one ion on each link' : `${fixed(number, 0)} ions on each link`
}

function titleOf({ pairs, key }: MapCell, memory: number, ions: number, map: RepeaterMap): string {
  if (pairs === undefined) return ''
  const { cutoff, pairsPerSecond, fidelity } = key ?? pairs
  const bits = key === undefined ? '' : `, ${significant(key.keyPerSecond, 2)} bit/s`
  const faster = pairsPerSecond / (map.direct.photonsPerSecond * ions)
  return (
    `memory × ${significant(memory, 2)}, ions ${significant(ions, 2)}: ${significant(pairsPerSecond, 2)} pairs/s, ` +
    `F ${significant(fidelity, 3)}${bits}, ${cutoff === Infinity ? 'no cut-off' : `cut-off ${duration(cutoff)}`}, ` +
    `${significant(faster, 2)} × direct`
  )
}

/** Labels at the powers of ten. */
function decadeTicks(values: readonly number[]): readonly CellTick[] {
  return values.flatMap((value, index) => {
    const exponent = Math.log10(value)
    if (Math.abs(exponent - Math.round(exponent)) > 1e-9) return []
    return [{ index, label: Math.abs(exponent) < 2.5 ? significant(value, 1) : powerOfTen(Math.round(exponent)) }]
  })
}

const TAKES_COLUMNS = [
  'link errors ÷, ions',
  'memory for F > 0.5',
  'pairs/s',
  'times direct',
  'memory for key',
  'bits/s',
  'memory for device-independent key',
  'bits/s'
]

function takes(map: RepeaterMap): readonly (readonly Content[])[] {
  const [pairs, key, independent] = (['entangled', 'key', 'device-independent'] as const).map((region) =>
    leastMemories(map, region)
  )
  return (pairs ?? []).map(({ betterLink, multiplexing, betterMemory, output }, index) => {
    const [bits, free] = [key?.[index], independent?.[index]]
    const rate = output?.pairsPerSecond
    return [
      `${fixed(betterLink, 0)}, ${fixed(multiplexing, 0)}`,
      memoryOf(betterMemory),
      rate === undefined ? '–' : significant(rate, 2),
      rate === undefined ? '–' : significant(rate / (map.direct.photonsPerSecond * multiplexing), 2),
      memoryOf(bits?.betterMemory),
      bits?.output === undefined ? '–' : significant(bits.output.keyPerSecond, 2),
      memoryOf(free?.betterMemory),
      free?.output === undefined ? '–' : significant(free.output.deviceIndependentKeyPerSecond, 2)
    ]
  })
}

function memoryOf(factor: number | undefined): string {
  return factor === undefined
    ? '–'
    : `${duration(Number((factor * COHERENCE).toPrecision(2)))} (× ${significant(factor, 2)})`
}
