import { measured, significant } from '../chart/numbers.js'
import type { Layer, Plot } from '../chart/plot.js'
import { linearScale, logarithmicScale } from '../chart/scale.js'
import type { BrightnessSamples } from '../samples.js'
import { extent, type Figure } from './figure.js'

/** Rate and fidelity over brightness: the curves of the closed form, and the points that the run worked at. */
export function brightnessFigure({ curve, used, symbol = 'α' }: BrightnessSamples): Figure {
  const [dimmest, brightest] = extent([...curve, ...used].map((point) => point.brightness))
  const x = (): Plot['x'] => ({ label: `brightness ${symbol}`, scale: logarithmicScale(dimmest, brightest) })
  const known = used.flatMap((point) => (point.fidelity === null ? [] : [{ ...point, fidelity: point.fidelity }]))
  const fidelities = extent([...curve.map((point) => point.fidelity), ...known.map((point) => point.fidelity.value)])
  const rates = extent([
    ...curve.map((point) => point.ratePerSecond),
    ...used.map((point) => point.ratePerSecond.value)
  ])
  const line = (value: (point: BrightnessSamples['curve'][number]) => number, label?: string): Layer[] =>
    curve.length === 0
      ? []
      : [
          {
            kind: 'line',
            tone: 3,
            ...(label === undefined ? {} : { label }),
            points: curve.map((point) => ({ x: point.brightness, y: value(point) }))
          }
        ]
  // The legend of the first plot serves both.
  return {
    heading: 'Rate and fidelity over brightness',
    plots: [
      {
        title: 'Fidelity over brightness',
        description: `Fidelity from ${significant(fidelities[0], 3)} to ${significant(fidelities[1], 3)} as the brightness goes from ${significant(dimmest, 3)} to ${significant(brightest, 3)}.`,
        x: x(),
        y: { label: 'fidelity', scale: linearScale(fidelities[0], fidelities[1], 4) },
        height: 190,
        layers: [
          ...line((point) => point.fidelity, 'closed form'),
          {
            kind: 'points',
            tone: 1,
            label: 'this run',
            points: known.map(({ brightness, fidelity }) => ({
              x: brightness,
              y: fidelity.value,
              error: fidelity.standardError,
              title: `${symbol} = ${significant(brightness)}: F = ${measured(fidelity.value, fidelity.standardError)}`
            }))
          }
        ]
      },
      {
        title: 'Rate over brightness',
        description: `Pairs per second from ${significant(rates[0], 3)} to ${significant(rates[1], 3)}.`,
        x: x(),
        y: {
          label: 'pairs per second',
          scale: rates[0] > 0 ? logarithmicScale(rates[0] / 1.1, rates[1] * 1.1) : linearScale(0, rates[1], 4)
        },
        height: 190,
        layers: [
          ...line((point) => point.ratePerSecond),
          {
            kind: 'points',
            tone: 1,
            points: used.map(({ brightness, ratePerSecond }) => ({
              x: brightness,
              y: ratePerSecond.value,
              error: ratePerSecond.standardError,
              title: `${symbol} = ${significant(brightness)}: ${measured(ratePerSecond.value, ratePerSecond.standardError)} pairs/s`
            }))
          }
        ]
      }
    ],
    facts: used
      .slice(0, 4)
      .flatMap(({ brightness, fidelity, ratePerSecond }): [string, string][] => [
        [`working point ${symbol}`, significant(brightness)],
        ...(fidelity === null
          ? []
          : ([['fidelity', measured(fidelity.value, fidelity.standardError)]] as [string, string][])),
        ['pairs per second', measured(ratePerSecond.value, ratePerSecond.standardError)]
      ]),
    caption:
      'The brighter the emission, the more heralds and the worse each. Points are where the run worked, with standard ' +
      'errors; their rate is that at which pairs were delivered, a full memory and other delays included.',
    data: {
      columns: ['brightness', 'fidelity, closed form', 'pairs/s, closed form'],
      rows: curve.map((point) => [
        significant(point.brightness),
        significant(point.fidelity),
        significant(point.ratePerSecond)
      ])
    }
  }
}
