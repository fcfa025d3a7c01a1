import {
  type ChainOutput,
  type LeastMemory,
  leastMemories,
  type MapCell,
  type MapPanel,
  type Region,
  type RepeaterMap
} from '@bellwire/simulation'

const LETTERS: { readonly [region in Region]: string } = {
  none: ' ',
  rare: '·',
  entangled: 'e',
  key: 'k',
  'device-independent': 'D'
}

/** Where a chain of repeaters is of use, for a terminal: the maps over multiplexing, and what it takes. */
export function repeaterMapText(map: RepeaterMap): string {
  const { kilometres, repeaters, fresh, direct, panels } = map
  const shown = panels.filter(({ rows }) => rows.kind === 'multiplexing')
  const measured = fresh.find(({ betterLink }) => betterLink === 1)
  const limits = fresh.map(({ betterLink, fidelity }) => `${fidelity.toFixed(3)} (÷${betterLink})`)
  return `${[
    `${kilometres} km with ${repeaters} repeaters: an extrapolation, computed; every assumption is in --json and --report`,
    '',
    `best fidelity if nothing ever waits, link errors divided: ${limits.join(', ')}`,
    `direct transmission: ${direct.lossDecibel} dB, ${direct.photonsPerSecond.toExponential(1)} photons/s from each source`,
    ...((measured?.fidelity ?? 0) > 0.5 ? [] : ['with links as they are measured no memory gives entangled pairs']),
    '',
    ...beside(shown),
    '',
    'e: entangled pairs (F > 0.5), k: key, D: device-independent key, at least one a day; ·: F > 0.5, but rarer',
    '',
    ...takes(map)
  ].join('\n')}\n`
}

/** Every second row, the panels next to one another. */
function beside(panels: readonly MapPanel[]): string[] {
  const [first] = panels
  if (first === undefined) return []
  const width = first.betterMemory.length
  const lines = [
    `${' '.repeat(8)}${panels.map(({ betterLink }) => `link errors ÷ ${betterLink}`.padEnd(width)).join('   ')}`.trimEnd()
  ]
  for (let row = first.rows.values.length - 1; row >= 0; row -= 2) {
    const ions = shortNumber(first.rows.values[row] as number)
    const cells = panels.map((panel) => (panel.cells[row] ?? []).map(({ region }) => LETTERS[region]).join(''))
    lines.push(`${ions.padStart(6)} │${cells.join(' │ ')}│`)
  }
  const axis = `memory ×1 to ×${shortNumber(first.betterMemory.at(-1) ?? 1)}`.padEnd(width)
  lines.push(`${'ions'.padStart(6)}  ${panels.map(() => axis).join('   ')}`.trimEnd())
  return lines
}

function takes(map: RepeaterMap): string[] {
  const key = leastMemories(map, 'key')
  const independent = leastMemories(map, 'device-independent')
  const rows = leastMemories(map, 'entangled').map((pairs, index) => [
    `÷${pairs.betterLink}, ${pairs.multiplexing.toFixed(0)}`,
    memory(pairs),
    rate(pairs.output?.pairsPerSecond),
    rate(pairs.output && pairs.output.pairsPerSecond / (map.direct.photonsPerSecond * pairs.multiplexing)),
    memory(key[index]),
    rate(key[index]?.output?.keyPerSecond),
    memory(independent[index]),
    rate(independent[index]?.output?.deviceIndependentKeyPerSecond)
  ])
  const header = ['errors, ions', 'memory: F>½', 'pairs/s', '× direct', 'key', 'bits/s', 'DI key', 'bits/s']
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] as string).length)))
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number)
      )
      .join('  ')
      .trimEnd()
  )
}

function memory(least: LeastMemory | undefined): string {
  return least?.betterMemory === undefined ? '–' : `×${shortNumber(least.betterMemory)}`
}

function rate(value: number | undefined): string {
  return value === undefined ? '–' : value >= 0.01 && value < 1000 ? value.toPrecision(2) : value.toExponential(1)
}

function shortNumber(value: number): string {
  return value < 1000 ? String(Number(value.toPrecision(2))) : value.toExponential(0).replace('+', '')
}

/**
 * The map as `--json` has it: this shape is public. Each row of cells goes with a value of `rows`, each cell with one of
 * `columns`. The tables of `best` are what the chain gives where it gives the most of what the cell's region is about,
 * null where there is no pair above one half; the cut-off is in seconds, and null for none as well.
 */
export function plainMap({ kilometres, repeaters, assumptions, direct, fresh, panels }: RepeaterMap): unknown {
  return {
    kilometres,
    repeaters,
    assumptions,
    direct,
    fresh,
    panels: panels.map(({ betterLink, betterMemory, rows, cells }) => {
      const of = (value: (cell: MapCell) => unknown): unknown => cells.map((row) => row.map(value))
      return {
        betterLink,
        ...(rows.kind === 'cutoff' ? { multiplexing: rows.multiplexing } : {}),
        columns: { name: 'betterMemory', values: betterMemory.map(rounded) },
        rows: { name: rows.kind === 'cutoff' ? 'cutoffInLinkTimes' : 'multiplexing', values: rows.values.map(rounded) },
        region: of(({ region }) => region),
        entangledPairsPerSecond: of(({ pairs }) => rounded(pairs?.pairsPerSecond ?? 0)),
        best: Object.fromEntries(QUANTITIES.map((quantity) => [quantity, of((cell) => plain(bestOf(cell), quantity))]))
      }
    })
  }
}

function bestOf({ region, pairs, key, deviceIndependentKey }: MapCell): ChainOutput | undefined {
  return region === 'device-independent' ? deviceIndependentKey : region === 'key' ? key : pairs
}

/** What `best` has a table of. */
const QUANTITIES = [
  'brightness',
  'cutoff',
  'pairsPerSecond',
  'fidelity',
  'keyPerSecond',
  'deviceIndependentKeyPerSecond'
] as const

function plain(output: ChainOutput | undefined, quantity: (typeof QUANTITIES)[number]): number | null {
  const value = output?.[quantity]
  return value === undefined || value === Infinity ? null : quantity === 'brightness' ? value : rounded(value)
}

/** To five digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(5))
}
