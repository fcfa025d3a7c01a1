import { measured, significant, timeUnit } from '../chart/numbers.js'
import type { Layer } from '../chart/plot.js'
import { linearScale } from '../chart/scale.js'
import type { StorageSamples } from '../samples.js'
import { extent, type Figure } from './figure.js'

/** Fidelity over storage time: points with errors, and the closed form. */
export function storageFigure(storage: StorageSamples): Figure {
  const { points, curve, curveLabel, published } = storage
  const longest = extent(
    [...points, ...published].map((point) => point.seconds),
    0
  )[1]
  const unit = timeUnit(longest)
  const shown = curve.filter((point) => point.seconds <= 1.08 * longest || longest === 0)
  const low = [...points, ...published].map((point) => point.fidelity - errorOf(point))
  const high = [...points, ...published].map((point) => point.fidelity + errorOf(point))
  const [least, greatest] = extent([...low, ...high, ...shown.map((point) => point.fidelity)])
  const at = (seconds: number): number => seconds / unit.seconds
  const x = linearScale(0, at(longest), 6)
  const y = linearScale(least, greatest, 5)
  const layers: Layer[] = [
    {
      kind: 'line',
      tone: 3,
      label: curveLabel,
      points: shown.map(({ seconds, fidelity }) => ({ x: at(seconds), y: fidelity }))
    },
    {
      kind: 'points',
      tone: 4,
      hollow: true,
      label: 'published',
      points: published.map(({ seconds, fidelity, error }) => ({
        x: at(seconds),
        y: fidelity,
        ...(error === undefined ? {} : { error })
      }))
    },
    {
      kind: 'points',
      tone: 1,
      label: 'this run',
      points: points.map(({ seconds, fidelity, standardError, count }) => ({
        x: at(seconds),
        y: fidelity,
        error: standardError,
        title: `${significant(at(seconds))} ${unit.name}: ${measured(fidelity, standardError)}, ${count} pairs`
      }))
    }
  ]
  if (y.low < 0.5 && y.high > 0.5)
    layers.unshift({ kind: 'level', tone: 5, dashed: true, label: 'entangled above ½', y: 0.5 })
  const kept = points.reduce((sum, point) => sum + point.count, 0)
  const [first, last] = [points[0], points.at(-1)]
  const facts: [string, string][] = [['pairs looked at', significant(kept)]]
  if (first !== undefined)
    facts.push([
      `F at ${significant(at(first.seconds), 3)} ${unit.name}`,
      measured(first.fidelity, first.standardError)
    ])
  if (last !== undefined && last !== first)
    facts.push([`F at ${significant(at(last.seconds), 3)} ${unit.name}`, measured(last.fidelity, last.standardError)])
  const distances = points.flatMap((point) => {
    const expected = interpolate(curve, point.seconds)
    return expected === undefined ? [] : [Math.abs(point.fidelity - expected)]
  })
  if (distances.length > 0) facts.push(['farthest from closed form', significant(Math.max(...distances), 2)])
  return {
    heading: 'Fidelity over storage time',
    plots: [
      {
        title: 'Fidelity over storage time',
        description: `Fidelity of stored pairs from ${significant(least, 3)} to ${significant(greatest, 3)} over times up to ${significant(at(longest), 3)} ${unit.name}.`,
        x: { label: `time since storage began (${unit.name})`, scale: x },
        y: { label: 'fidelity', scale: y },
        layers: layers.filter((layer) => !('points' in layer) || layer.points.length > 0)
      }
    ],
    facts,
    caption: 'Mean fidelity to the announced Bell state of pairs that were kept so long; bars are one standard error.',
    data: {
      columns: [`time (${unit.name})`, 'fidelity', 'closed form', 'pairs'],
      rows: points.map((point) => [
        significant(at(point.seconds)),
        measured(point.fidelity, point.standardError),
        significant(interpolate(curve, point.seconds) ?? NaN),
        significant(point.count)
      ])
    }
  }
}

function errorOf(point: { readonly error?: number } | { readonly standardError: number }): number {
  return 'standardError' in point ? point.standardError : (point.error ?? 0)
}

/** Between the points of a curve; undefined beyond its ends. */
function interpolate(curve: StorageSamples['curve'], seconds: number): number | undefined {
  const after = curve.findIndex((point) => point.seconds >= seconds)
  const right = curve[after]
  if (right === undefined) return undefined
  const left = curve[after - 1]
  if (left === undefined) return right.seconds === seconds ? right.fidelity : undefined
  const share = (seconds - left.seconds) / (right.seconds - left.seconds)
  return left.fidelity + share * (right.fidelity - left.fidelity)
}
