import { closeSync } from 'node:fs'
import { depolarisedChsh, SecurityInputError } from '@bellwire/security-analysis'
import { keyRatesHtml, SweepError, valuesOf } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { WrongUse } from '../../errors.js'
import { openOutput, writeAll, writeOutput } from '../../files.js'
import { jsonText } from '../../json-text.js'
import { progressLine } from '../../progress.js'
import { refuseSameFiles } from '../../same-files.js'
import { type Noise, noisesOf, refuseNoise, takesNoise } from '../../diqkd/noise.js'
import { type Accepted, atMostTsirelson, count, efficiency, optionalNumber, probability } from '../../diqkd/numbers.js'
import { ANALYSES, type Analysis, keyRate, type RateOptions, type RatePoint, type RateRow } from '../../diqkd/rates.js'
import { ratesCsv, ratesReport, ratesText } from '../../diqkd/rates-text.js'

const COMMAND = 'diqkd rate'
const MOST_ROWS = 100_000
/** Points of the curve of a report where nothing varies, over rounds from a hundredth to the hundredfold. */
const CURVE = 33

const ARGS = {
  rounds: { type: 'string', description: 'Rounds of the session: a number, a list, or a range A..B:STEPS (add xlog)' },
  chsh: {
    type: 'string',
    description: 'CHSH value S: a number, a list, a range, or depolarised, 2√2·(1 - 2Q) for every error rate'
  },
  qber: { type: 'string', description: 'Error rate Q of key rounds: a number, a list or a range' },
  analysis: { type: 'string', description: `${ANALYSES.join(', ')}; a list, or all (default all)` },
  'key-probability': { type: 'string', description: 'Of a key round (azuma, chernoff, asymptotic; default 0.25)' },
  'test-setting-probability': {
    type: 'string',
    description: 'Of each pair of test settings (azuma, chernoff; default (1 - 2·key)/4)'
  },
  'test-probability': { type: 'string', description: 'Of a test round (eat; default 13/256)' },
  'key-basis-probability': { type: 'string', description: "Of each end's key basis (bbm92; default 0.9)" },
  epsilon: { type: 'string', description: 'Failure probability (default 1e-5 for azuma and chernoff, else 1e-10)' },
  efficiency: {
    type: 'string',
    description: 'f of error correction (default 1 for asymptotic and, with 50·√n more, eat; 1.2 for bbm92; else 1.06)'
  },
  leak: { type: 'string', description: 'Bits that error correction publishes, instead of f·n·h(Q)' },
  extractor: { type: 'string', description: 'trevisan or toeplitz (eat; default trevisan, as published)' },
  centre: {
    type: 'string',
    description: 'Centre of the scores of test rounds, 0.75 to 1 (eat; default 1, as published)'
  },
  noise: {
    type: 'string',
    description: 'Noisy preprocessing: probability of a flip, best, or a list of them (eat, asymptotic; default 0)'
  },
  json: { type: 'boolean', description: 'Print one JSON document' },
  csv: { type: 'string', description: 'Write the rows as comma-separated values', valueHint: 'file' },
  report: { type: 'string', description: 'Write a plot and the rows to this HTML file', valueHint: 'file' }
} as const

type Given = { readonly [Name in keyof typeof ARGS]?: string | boolean | undefined }

export const rateCommand = defineCommand({
  meta: { name: 'rate', description: 'Key length and rate over rounds, CHSH value and error rate, by each analysis' },
  args: ARGS,
  run({ args }) {
    const given = args as Given
    refuseSameFiles(
      COMMAND,
      [],
      (['csv', 'report'] as const).map((flag) => ({ flag: `--${flag}`, path: text(given, flag) }))
    )
    const noises = noisesAsked(given)
    const analyses = analysesOf(text(given, 'analysis'), noises !== undefined)
    const rounds = values(given, 'rounds', count)
    const { chshs, qbers } = valuesOfPairs(given)
    const options = optionsOf(given)
    const kinds = analyses.flatMap((analysis) =>
      (takesNoise(analysis) && noises !== undefined ? noises : [undefined]).map((noise) => ({ analysis, noise }))
    )
    // Counted before any is made: three ranges may ask for more points than memory holds.
    const asked = rounds.length * (chshs?.length ?? 1) * qbers.length * kinds.length
    if (asked > MOST_ROWS) refuse(`${asked} rows are asked for; accepted: up to ${MOST_ROWS}`)
    const pairs = pairsOf(chshs, qbers)
    const points = rounds.flatMap((n) => pairs.map((pair) => ({ rounds: n, ...pair })))
    const report = text(given, 'report')
    const file = report === undefined ? undefined : openOutput(COMMAND, report, 'a')
    const rows = computed(kinds, points, options)
    const csv = text(given, 'csv')
    if (csv !== undefined) writeOutput(COMMAND, csv, ratesCsv(rows))
    if (file !== undefined && report !== undefined) {
      const curves = points.length > 1 ? rows : computed(kinds, around(points[0] as RatePoint), options)
      closeSync(file)
      const again = openOutput(COMMAND, report, 'w')
      writeAll(again, Buffer.from(keyRatesHtml(ratesReport(rows, curves))))
      closeSync(again)
    }
    process.stdout.write(given.json === true ? `${jsonText({ rows })}\n` : ratesText(rows))
  }
})

interface Kind {
  readonly analysis: Analysis
  readonly noise: Noise | undefined
}

function computed(kinds: readonly Kind[], points: readonly RatePoint[], options: RateOptions): RateRow[] {
  const progress = progressLine('key rates')
  try {
    return kinds.flatMap(({ analysis, noise }, k) =>
      points.map((point, index) => {
        if (index % 16 === 0) progress.show((k + index / points.length) / kinds.length)
        return keyRate(analysis, point, noise === undefined ? options : { ...options, noise })
      })
    )
  } catch (error) {
    if (error instanceof SecurityInputError) refuse(error.message)
    throw error
  } finally {
    progress.end()
  }
}

/** The same point with other numbers of rounds. */
function around(point: RatePoint): readonly RatePoint[] {
  return Array.from({ length: CURVE }, (_, k) => ({
    ...point,
    rounds: Math.max(1, Math.round(point.rounds * 10 ** ((4 * k) / (CURVE - 1) - 2)))
  })).filter(({ rounds }, k, all) => k === 0 || rounds > (all[k - 1] as RatePoint).rounds)
}

/** Noise was asked for, with analyses and numbers that allow it. */
function noisesAsked(given: Given): readonly Noise[] | undefined {
  const list = text(given, 'noise')
  if (list === undefined) return undefined
  const noises = noisesOf(COMMAND, list)
  if (noises.includes('best') && given.leak !== undefined) {
    refuse('--noise best and --leak are given; accepted: one of them, as the best noise follows from what each leaks')
  }
  return noises
}

/** CHSH values, none where each goes with its error rate, and error rates. */
function valuesOfPairs(given: Given): {
  readonly chshs: readonly number[] | undefined
  readonly qbers: readonly number[]
} {
  const chshs =
    text(given, 'chsh')?.trim() === 'depolarised'
      ? undefined
      : values(given, 'chsh', {
          text: 'numbers from 0 to 2√2, 2.8284271',
          fits: (value) => value >= 0 && value <= 2 * Math.SQRT2 + 5e-8
        }).map(atMostTsirelson)
  const qbers = values(given, 'qber', { text: 'numbers from 0 to 0.5', fits: (value) => value >= 0 && value <= 0.5 })
  return { chshs, qbers }
}

/** Every CHSH value with every error rate, or the one that goes with it. */
function pairsOf(
  chshs: readonly number[] | undefined,
  qbers: readonly number[]
): readonly { readonly chsh: number; readonly qber: number }[] {
  if (chshs === undefined) return qbers.map((q) => ({ chsh: depolarisedChsh(q), qber: q }))
  return chshs.flatMap((s) => qbers.map((q) => ({ chsh: s, qber: q })))
}

function analysesOf(given: string | undefined, noisy: boolean): readonly Analysis[] {
  if (given === undefined) return noisy ? ANALYSES.filter(takesNoise) : ANALYSES
  const analyses = given === 'all' ? ANALYSES : analysesNamed(given)
  if (noisy) refuseNoise(COMMAND, analyses, ANALYSES)
  return analyses
}

function analysesNamed(given: string): readonly Analysis[] {
  return [...new Set(given.split(','))].map((name) => {
    const found = ANALYSES.find((analysis) => analysis === name.trim())
    if (found === undefined) refuse(`--analysis is ${given}; accepted: ${ANALYSES.join(', ')}, a list of them, or all`)
    return found
  })
}

function optionsOf(given: Given): RateOptions {
  const number = (flag: keyof typeof ARGS, accepted: Accepted): number | undefined =>
    optionalNumber(COMMAND, flag, text(given, flag), accepted)
  const extractor = text(given, 'extractor') ?? 'trevisan'
  if (extractor !== 'trevisan' && extractor !== 'toeplitz') {
    refuse(`--extractor is ${extractor}; accepted: trevisan, toeplitz`)
  }
  const keyProbability = number('key-probability', {
    text: 'a number above 0 and below 0.5, or with --test-setting-probability below 1',
    fits: (value) => value > 0 && value < (given['test-setting-probability'] === undefined ? 0.5 : 1)
  })
  const optional = {
    testSettingProbability: number('test-setting-probability', {
      text: 'a number above 0 and up to 0.25',
      fits: (value) => value > 0 && value <= 0.25
    }),
    epsilon: number('epsilon', probability),
    efficiency: number('efficiency', efficiency),
    leak: number('leak', { text: 'a number from 0', fits: (value) => value >= 0 && Number.isFinite(value) })
  }
  return {
    keyProbability: keyProbability ?? 0.25,
    testProbability: number('test-probability', probability) ?? 13 / 256,
    keyBasisProbability: number('key-basis-probability', probability) ?? 0.9,
    extractor,
    centre: number('centre', { text: 'a number from 0.75 to 1', fits: (value) => value >= 0.75 && value <= 1 }) ?? 1,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<RateOptions>)
  }
}

function values(given: Given, flag: 'rounds' | 'chsh' | 'qber', accepted: Accepted): readonly number[] {
  const list = text(given, flag)
  if (list === undefined)
    refuse(`--${flag} is missing; accepted: a number, a list such as A,B, or a range such as A..B:STEPS`)
  // Only between the ends of a range there is something to be rounded.
  const isRange = list.includes('..')
  const found = parsed(flag, list).map((value, index, all) => {
    const isBetween = isRange && index > 0 && index < all.length - 1
    return flag === 'rounds' && isBetween ? Math.round(Number(value)) : Number(value)
  })
  for (const value of found) {
    if (!accepted.fits(value)) refuse(`--${flag} is ${list}; accepted: ${accepted.text}`)
  }
  return [...new Set(found)]
}

function parsed(flag: string, list: string): ReturnType<typeof valuesOf> {
  try {
    return valuesOf(`--${flag}`, list)
  } catch (error) {
    if (error instanceof SweepError) refuse(error.message)
    throw error
  }
}

function text(given: Given, flag: keyof typeof ARGS): string | undefined {
  const value = given[flag]
  return typeof value === 'string' ? value : undefined
}

function refuse(message: string): never {
  throw new WrongUse(`bellwire ${COMMAND}: ${message}`)
}
