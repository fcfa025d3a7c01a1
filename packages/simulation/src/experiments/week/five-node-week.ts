import type { Experiment, ExperimentRun } from '../experiment.js'
import { Mean } from '../mean.js'
import type { RowFigure, SimulatedFigure } from '../row.js'
import { PROMISED_FIDELITY, WeekRun } from './week-run.js'

const MINUTES_PER_DAY = 24 * 60
const WEEK = 7 * MINUTES_PER_DAY

const figure = (id: string, quantity: string, unit = '1'): RowFigure => {
  return { id: `week-${id}`, quantity, unit, paper: null, closedForm: null, kind: 'inferred' }
}

/**
 * A simulated week of five nodes in a ring, whose links drift and calibrate about every 20 minutes. There is no closed
 * form: a network that keeps its promises is required to keep some figures within a bound, and the others are stated.
 */
export const fiveNodeWeek: Experiment = {
  name: 'five-node-week',
  title: 'A week of five nodes whose links drift and calibrate',
  figures: [
    {
      ...figure('minutes', `minutes in which a circuit's pairs have the promised fidelity of ${PROMISED_FIDELITY}`),
      required: { bound: 'at least', value: 0.99 },
      note: 'share of the minutes with pairs; the mean of their true fidelities'
    },
    {
      ...figure('unfit', 'pairs taken from links out of specification'),
      required: { bound: 'at most', value: 0 },
      note: 'by the true state of the link at the herald'
    },
    figure('availability', 'availability: pairs that came within ten seconds, before the next was asked for'),
    figure('rate', 'pairs of the three circuits', '1/s'),
    figure('fidelity', 'true fidelity of the pairs'),
    figure('estimate', 'fidelity of the pairs as the nodes estimate it'),
    figure('calibrations', 'calibrations of a link', '1/day'),
    figure('moves', 'moves of a circuit to another way', '1/day')
  ],
  run: played
}

function played(run: ExperimentRun): ReadonlyMap<string, SimulatedFigure> {
  run.progress('a week of five nodes')
  const week = new WeekRun({ seed: run.seed('week'), minutes: run.scaled(WEEK), statistics: run.statistics })
  week.run()
  const { circuits, bins, links, minutes } = week
  const total = (of: (circuit: (typeof circuits)[number]) => number): number => {
    return circuits.reduce((sum, circuit) => sum + of(circuit), 0)
  }
  const used = bins.reduce((sum, bin) => sum + bin.used, 0)
  const kept = bins.reduce((sum, bin) => sum + bin.kept(PROMISED_FIDELITY), 0)
  const pairs = total(({ fidelity }) => fidelity.number)
  run.statistics.finished(week.network, pairs)
  const perDay = (number: number, of: number): SimulatedFigure => counted(number, (of * minutes) / MINUTES_PER_DAY)
  return new Map(
    Object.entries({
      minutes: share(kept, used),
      unfit: { value: links.unfit, standardError: Math.sqrt(links.unfit), events: links.taken },
      availability: share(
        total(({ served }) => served),
        total(({ asked }) => asked)
      ),
      rate: counted(pairs, minutes * 60),
      fidelity: Mean.of(circuits.map(({ fidelity }) => fidelity)).estimate,
      estimate: Mean.of(circuits.map(({ estimate }) => estimate)).estimate,
      calibrations: perDay(links.calibrations, week.network.stations.size),
      moves: perDay(
        total(({ moves }) => moves),
        circuits.length
      )
    }).map(([id, simulated]) => [`week-${id}`, simulated])
  )
}

function share(number: number, of: number): SimulatedFigure {
  const value = number / of
  return { value, standardError: Math.sqrt((value * (1 - value)) / of), events: of }
}

/** A number of events over a time. */
function counted(number: number, time: number): SimulatedFigure {
  return { value: number / time, standardError: Math.sqrt(number) / time, events: number }
}
