import { directTransmission, type DirectTransmission } from './direct-transmission.js'
import {
  type ChainLinks,
  chainLinks,
  chainOutlook,
  type ChainOutlook,
  type ChainOutput,
  type FreshPairs,
  freshPairs
} from './outlook.js'
import { WaitingTable } from './waiting-table.js'

/** Where a chain of repeaters is of use: what the picture shows. */
export interface RepeaterMap {
  readonly kilometres: number
  readonly repeaters: number
  readonly assumptions: readonly string[]
  readonly direct: DirectTransmission
  /** The highest fidelity from end to end that links give, if nothing ever waits. */
  readonly fresh: readonly (FreshPairs & { readonly betterLink: number })[]
  readonly panels: readonly MapPanel[]
}

/** How good a chain is, from nothing to the most. */
export type Region =
  /** No pair with a fidelity above one half, at any brightness and cut-off that was tried. */
  | 'none'
  /** Such pairs, but fewer than one a day. */
  | 'rare'
  /** At least one a day. */
  | 'entangled'
  /** At least one bit of key a day, from trusted devices. */
  | 'key'
  /** At least one bit a day without trust in the devices. */
  | 'device-independent'

export interface MapPanel {
  /** What the link's errors are divided by. */
  readonly betterLink: number
  /** Factors on the memory's time constants: the columns. */
  readonly betterMemory: readonly number[]
  /** The rows, from below. */
  readonly rows:
    | { readonly kind: 'multiplexing'; readonly values: readonly number[] }
    /** In mean times of one link. */
    | { readonly kind: 'cutoff'; readonly values: readonly number[]; readonly multiplexing: number }
  /** Row by row. */
  readonly cells: readonly (readonly MapCell[])[]
}

export interface MapCell extends ChainOutlook {
  readonly region: Region
}

const KILOMETRES = 1000
const REPEATERS = 10

const ASSUMPTIONS = [
  'An extrapolation: the published experiment has one link of 10 km, and no repeater.',
  'Every segment is the model of that link at its length, 0.2 dB/km, the station in the middle; divided errors are what ' +
    'is missing of its two contrasts, its noise counts, and the flips on transfer into storage and on readout.',
  'The brightness of the ions is chosen at every point, from 0.05 % to 5 %.',
  'm ions on either side of a segment are tried at once: a round succeeds with 1 − (1 − p)^m, and then gives one pair; ' +
    'waiting is exponential at that rate.',
  'All segments begin together; repeaters swap as soon as they have two pairs, by perfect Bell measurements; when all ' +
    'have swapped the next pair is begun.',
  'A qubit that waits at a repeater loses e^(−t/2τ) of X and Y and e^(−κt/2) of Z: the measured memory, its linear fall of ' +
    'ZZ taken as an exponential, with τ and 1/κ multiplied by the memory factor.',
  'The ends measure their qubits as soon as they have them. Messages take no time: light needs 0.4 ms for a segment and ' +
    '5 ms for the whole, so links of more than about a hundred pairs per second would be slower than shown.',
  'When a pair has waited for the cut-off, the whole chain begins anew. The stack discards only what that pair has become ' +
    'part of: up to twice as many pairs, which have waited a little longer.',
  'Key is asymptotic: 1 − h((1−ZZ)/2) − h((1−XX)/2) from trusted devices, 1 − h(Q) − χ(S) without trust.',
  'Direct transmission: as many ions, each fired without pause, every photon that gets through counted as a pair.'
] as const

/** Errors of the link divided by: as measured, and as good as each further step of the picture asks for. */
const BETTER_LINKS = [1, 2, 3, 10, 30, 100] as const
const BY_MULTIPLEXING = [3, 30, 100] as const

/** The panels over cut-offs: with these links, and so many ions on each. */
const CUTOFF_LINK = 30
const BY_CUTOFF = [1, 100, 10_000] as const

const BETTER_MEMORY = decades(0, 5, 5)
const MULTIPLEXING = decades(0, 5, 4)
const CUTOFFS = decades(-1, 1.2, 10)

const A_DAY = 1 / 86_400

/**
 * Goes through memories, multiplexing and cut-offs of a chain of calcium-ion links over 1,000 km: an extrapolation, whose
 * assumptions are those of `chainOutput`, `scaledLink` and `CutoffChain`.
 */
export function repeaterMap(): RepeaterMap {
  const segments = REPEATERS + 1
  const links = new Map(BETTER_LINKS.map((better) => [better as number, chainLinks(KILOMETRES / segments, better)]))
  const table = new WaitingTable(segments, [...CUTOFFS, Infinity])
  const made = (better: number): ChainLinks => links.get(better) as ChainLinks
  return {
    kilometres: KILOMETRES,
    repeaters: REPEATERS,
    assumptions: ASSUMPTIONS,
    direct: directTransmission(KILOMETRES),
    fresh: BETTER_LINKS.map((betterLink) => ({ betterLink, ...freshPairs(made(betterLink), segments) })),
    panels: [
      ...BY_MULTIPLEXING.map((better) => overMultiplexing(table, made(better))),
      ...BY_CUTOFF.map((multiplexing) => overCutoffs(table, made(CUTOFF_LINK), multiplexing))
    ]
  }
}

function overMultiplexing(table: WaitingTable, links: ChainLinks): MapPanel {
  return {
    betterLink: links.betterLink,
    betterMemory: BETTER_MEMORY,
    rows: { kind: 'multiplexing', values: MULTIPLEXING },
    cells: MULTIPLEXING.map((multiplexing) =>
      BETTER_MEMORY.map((betterMemory) => cell(chainOutlook(table, { links, betterMemory, multiplexing })))
    )
  }
}

function overCutoffs(table: WaitingTable, links: ChainLinks, multiplexing: number): MapPanel {
  return {
    betterLink: links.betterLink,
    betterMemory: BETTER_MEMORY,
    rows: { kind: 'cutoff', values: CUTOFFS, multiplexing },
    cells: CUTOFFS.map((_, cutoff) =>
      BETTER_MEMORY.map((betterMemory) => cell(chainOutlook(table, { links, betterMemory, multiplexing }, [cutoff])))
    )
  }
}

/** What it takes to get somewhere. */
export interface LeastMemory {
  readonly betterLink: number
  readonly multiplexing: number
  /** The smallest factor on the memory's time constants that is on the map; undefined where none will do. */
  readonly betterMemory: number | undefined
  /** What the chain then gives. */
  readonly output: ChainOutput | undefined
}

/** The least memory for a region on the panels over multiplexing, for one ion, a hundred and ten thousand. */
export function leastMemories({ panels }: RepeaterMap, region: 'entangled' | 'key' | 'device-independent') {
  return panels.flatMap(({ rows, cells, betterLink, betterMemory }) => {
    if (rows.kind !== 'multiplexing') return []
    return rows.values.flatMap((multiplexing, row): LeastMemory[] => {
      if (!BY_CUTOFF.some((ions) => Math.abs(multiplexing / ions - 1) < 1e-9)) return []
      const along = cells[row] as readonly MapCell[]
      const column = along.findIndex((at) => RANK[at.region] >= RANK[region])
      const found = along[column]
      return [{ betterLink, multiplexing, betterMemory: betterMemory[column], output: found && best(found, region) }]
    })
  })
}

const RANK: { readonly [region in Region]: number } = {
  none: 0,
  rare: 1,
  entangled: 2,
  key: 3,
  'device-independent': 4
}

function best({ pairs, key, deviceIndependentKey }: MapCell, region: Region): ChainOutput | undefined {
  return region === 'entangled' ? pairs : region === 'key' ? key : deviceIndependentKey
}

function cell(outlook: ChainOutlook): MapCell {
  return { region: regionOf(outlook), ...outlook }
}

function regionOf({ pairs, key, deviceIndependentKey }: ChainOutlook): Region {
  if ((deviceIndependentKey?.deviceIndependentKeyPerSecond ?? 0) >= A_DAY) return 'device-independent'
  if ((key?.keyPerSecond ?? 0) >= A_DAY) return 'key'
  if (pairs === undefined) return 'none'
  return pairs.pairsPerSecond >= A_DAY ? 'entangled' : 'rare'
}

/** Powers of ten from one exponent to another, so many a decade. */
function decades(from: number, to: number, each: number): readonly number[] {
  return Array.from({ length: Math.round((to - from) * each) + 1 }, (_, step) => 10 ** (from + step / each))
}
