import { experimentNamed, type RunTotals, runExperiment } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { count, experimentTable, TABLE_LEGEND } from '../experiment-table.js'

const INTRODUCTION = `Two ions in two nodes, five kilometres of fibre from each to the station in the middle, and the whole protocol
stack in between. The nodes ask for entangled pairs, and measure; the two records are compared afterwards.

`

export const replayCommand = defineCommand({
  meta: { name: 'replay', description: 'A published quantum-network experiment on your computer' },
  args: {
    seed: { type: 'string', description: 'Seed of the randomness (default 1)' }
  },
  run({ args }) {
    const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined
    const agrees = playReplay({ seed: args.seed ?? '1', colours, write: (text) => process.stdout.write(text) })
    if (!agrees) process.exitCode = 1
  }
})

export interface ReplayOptions {
  readonly seed: string
  readonly colours: boolean
  /** Share of the usual numbers of events. Default 1. */
  readonly scale?: number
  readonly write: (text: string) => void
}

/** Plays the experiment, tells what happens as it goes, and shows the table. Returns whether every row agrees. */
export function playReplay({ seed, colours, scale = 1, write }: ReplayOptions): boolean {
  const experiment = experimentNamed('ion-10km')
  const stages = new Stages(write)
  write(`${experiment.title}\n\n${INTRODUCTION}`)
  const { rows, totals } = runExperiment(experiment, {
    seed,
    scale,
    progress: (what, sofar) => stages.begin(what, sofar)
  })
  stages.end(totals)
  const agree = rows.filter((row) => row.agrees).length
  write(`\n${experimentTable(rows, { colours })}\n${TABLE_LEGEND}\n`)
  write(`${agree} of ${rows.length} rows agree.\n${summary(totals, stages.seconds)}`)
  return agree === rows.length
}

/** Tells how long each part of the experiment took, there and here. */
class Stages {
  readonly #write: (text: string) => void
  readonly #start = performance.now()
  #current:
    | { readonly what: string; readonly since: number; readonly simulatedSeconds: number; readonly pairs: number }
    | undefined

  constructor(write: (text: string) => void) {
    this.#write = write
  }

  begin(what: string, totals: RunTotals): void {
    this.end(totals)
    this.#current = { what, since: performance.now(), simulatedSeconds: totals.simulatedSeconds, pairs: totals.pairs }
  }

  end(totals: RunTotals): void {
    const current = this.#current
    if (current === undefined) return
    const hours = (totals.simulatedSeconds - current.simulatedSeconds) / 3600
    const seconds = (performance.now() - current.since) / 1000
    this.#write(`  ${current.what}: ${hours.toFixed(0)} h of experiment in ${seconds.toFixed(1)} s\n`)
    this.#current = undefined
  }

  get seconds(): number {
    return (performance.now() - this.#start) / 1000
  }
}

function summary({ heralds, pairs, frames, events, simulatedSeconds }: RunTotals, seconds: number): string {
  const lines = [
    `heralds          ${count(heralds)}`,
    `pairs measured   ${count(pairs)}`,
    `frames           ${count(frames)}`,
    `events           ${count(events)}`,
    `simulated time   ${count(simulatedSeconds / 3600)} h`,
    `time here        ${seconds.toFixed(1)} s`
  ]
  return `${lines.join('\n')}\n`
}
