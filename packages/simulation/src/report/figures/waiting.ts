import { duration, fixed, sigmas, significant, timeUnit } from '../chart/numbers.js'
import type { Layer } from '../chart/plot.js'
import { linearScale } from '../chart/scale.js'
import type { WaitingSamples } from '../samples.js'
import type { Figure } from './figure.js'
import { lawName, meanWaiting, waitingProbability } from './waiting-law.js'

const BARS = 40
/** Fewer attempts than this in a bar would show that waits are multiples of one attempt, not how long they are. */
const SLOTS_PER_BAR = 5
/** The longest waits are left out of the picture, not out of the numbers. */
const SHOWN_SHARE = 0.997
/** A bin that is expected to hold less joins the next for χ². */
const LEAST_EXPECTED = 5

interface Bar {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly expected: number | undefined
}

/** Histogram of waiting times with the law that they should follow over it. */
export function waitingFigure(waiting: WaitingSamples): Figure {
  const { counts, binSeconds, law } = waiting
  const total = counts.reduce((sum, count) => sum + count, waiting.beyond)
  const shownBins = quantileBin(counts, total * SHOWN_SHARE)
  const joined = Math.max(
    1,
    Math.round(shownBins / BARS),
    Math.ceil((SLOTS_PER_BAR * waiting.slotSeconds) / binSeconds)
  )
  const bars = joinBins(waiting, joined, total)
  const visible = bars.slice(0, Math.ceil(shownBins / joined))
  const beyond = bars.slice(visible.length).reduce((sum, bar) => sum + bar.count, waiting.beyond)
  const end = visible.at(-1)?.to ?? binSeconds
  const unit = timeUnit(end)
  const at = (seconds: number): number => seconds / unit.seconds
  const layers: Layer[] = [
    {
      kind: 'bars',
      tone: 1,
      label: 'this run',
      bars: visible.map(({ from, to, count }) => ({ from: at(from), to: at(to), y: count }))
    }
  ]
  if (law !== null) {
    layers.push(
      {
        kind: 'band',
        tone: 3,
        points: visible.map(({ from, to, expected = 0 }) => ({
          x: at((from + to) / 2),
          low: expected - Math.sqrt(expected),
          high: expected + Math.sqrt(expected)
        }))
      },
      {
        kind: 'line',
        tone: 3,
        label: `${lawName(law)}, ± √n`,
        points: visible.map(({ from, to, expected = 0 }) => ({ x: at((from + to) / 2), y: expected }))
      }
    )
  }
  const tallest = Math.max(
    ...visible.map((bar) => Math.max(bar.count, (bar.expected ?? 0) + Math.sqrt(bar.expected ?? 0)))
  )
  const facts: [string, string][] = [
    ['waits', significant(total)],
    ['mean', duration(waiting.meanSeconds, waiting.standardError)]
  ]
  if (law !== null) {
    const mean = meanWaiting(law)
    facts.push(['mean of the law', duration(mean)])
    if (waiting.standardError > 0)
      facts.push(['distance', sigmas((waiting.meanSeconds - mean) / waiting.standardError)])
    const { statistic, freedom } = chiSquare(bars, total)
    if (freedom > 0) facts.push(['χ² / degrees of freedom', `${fixed(statistic, 1)} / ${freedom}`])
  }
  if (beyond > 0) facts.push(['longer than shown', significant(beyond)])
  const width = duration(joined * binSeconds)
  return {
    heading: 'Waiting time',
    plots: [
      {
        title: 'Histogram of waiting times',
        description: `${total} waiting times, mean ${duration(waiting.meanSeconds)}${law === null ? '' : `; the ${lawName(law)} has a mean of ${duration(meanWaiting(law))}`}.`,
        x: { label: `waiting time (${unit.name})`, scale: linearScale(0, at(end), 6, false) },
        y: { label: `pairs per ${width}`, scale: linearScale(0, tallest, 5) },
        layers
      }
    ],
    facts,
    caption:
      'Time from one pair to the next, or from the request to its first pair. The law is that of the heralds alone: a full memory, ' +
      'lost frames and classical answers lengthen waits beyond it.',
    data: {
      columns: [`from (${unit.name})`, `to (${unit.name})`, 'pairs', 'expected'],
      rows: visible.map((bar) => [
        significant(at(bar.from)),
        significant(at(bar.to)),
        significant(bar.count),
        significant(bar.expected ?? NaN)
      ])
    }
  }
}

/** Number of bins that hold at least `share` values. */
function quantileBin(counts: readonly number[], share: number): number {
  let sum = 0
  for (let bin = 0; bin < counts.length; bin++) {
    sum += counts[bin] as number
    if (sum >= share) return bin + 1
  }
  return counts.length
}

function joinBins({ counts, binSeconds, law }: WaitingSamples, joined: number, total: number): readonly Bar[] {
  return Array.from({ length: Math.ceil(counts.length / joined) }, (_, n) => {
    const [from, to] = [n * joined * binSeconds, (n + 1) * joined * binSeconds]
    const count = counts.slice(n * joined, (n + 1) * joined).reduce((sum, one) => sum + one, 0)
    const expected = law === null ? undefined : total * (waitingProbability(law, to) - waitingProbability(law, from))
    return { from, to, count, expected }
  })
}

/** Pearson's statistic over bars joined until enough is expected in each; what lies beyond the last counts with it. */
function chiSquare(bars: readonly Bar[], total: number): { readonly statistic: number; readonly freedom: number } {
  let statistic = 0
  let cells = 0
  let [count, expected, seen, foreseen] = [0, 0, 0, 0]
  const close = (): void => {
    statistic += (count - expected) ** 2 / expected
    cells += 1
    count = 0
    expected = 0
  }
  for (const bar of bars) {
    count += bar.count
    expected += bar.expected ?? 0
    seen += bar.count
    foreseen += bar.expected ?? 0
    // The rest must be enough for a cell of its own.
    if (expected >= LEAST_EXPECTED && total - foreseen >= LEAST_EXPECTED) close()
  }
  count += total - seen
  expected += total - foreseen
  if (expected > 0) close()
  return { statistic, freedom: cells - 1 }
}
