import {
  AUTHENTICATION_BITS,
  type BitString,
  distilKeys,
  type DistillationFailure,
  type DrawBits,
  LEAK_KINDS,
  type LeakKind,
  type LeakLedger,
  netKeyLength,
  PostProcessingInputError,
  SESSION_PADS,
  verificationCollisionBound
} from '@bellwire/post-processing'
import type { AnalysisLabel, KeyLength, KeyLengthTerm } from '@bellwire/security-analysis'
import { WrongUse } from '../errors.js'
import { errorEntropy } from './sessions/error-entropy.js'
import type { Reconciliation } from './sessions/reconciliation.js'
import type { Measured, Session } from './sessions/session.js'

/** Honest inputs are farther off than this once in a million sessions. */
const LEAST_INPUT_PROBABILITY = 1e-6
const MOST_DEVIATIONS = 5

/** Why there is no key. `code` is stable. */
interface Objection {
  readonly code: string
  readonly detail: string
}

/** A session after post-processing, as `--json` prints it: this shape is public. It holds no bit of a key. */
export interface Processed {
  readonly rounds: Session['rounds']
  readonly rawKeyBits: number
  readonly chsh: Measured | null
  readonly nominalChsh: number | null
  readonly qber: Measured
  readonly inputs: { readonly statistic: number; readonly degrees: number; readonly probability: number } | null
  /** q of noisy preprocessing, where there was any. */
  readonly noise: number | null
  readonly reconciliation: {
    readonly method: Reconciliation
    readonly expectedQber: number
    readonly roundTrips: number
    readonly corrected: number | null
    /** Bits leaked by reconciliation over the entropy of the errors corrected. */
    readonly efficiency: number | null
  }
  readonly leak: Readonly<Record<LeakKind, number>> & { readonly total: number }
  readonly verification: { readonly equal: boolean | null; readonly collisionBound: number }
  readonly analysis: {
    readonly name: string
    readonly label: AnalysisLabel
    readonly mode: string
    readonly description: string
    readonly reference: string
    readonly parameters: unknown
    readonly epsilons: Readonly<Record<string, number>>
    readonly terms: readonly KeyLengthTerm[]
    readonly unrounded: number | null
    readonly standardDeviation: number | null
  }
  readonly key: {
    readonly length: number
    /** Less the pads that authenticate a session over a channel. */
    readonly netLength: number
    readonly released: boolean
    readonly objections: readonly Objection[]
  }
  readonly notes: readonly string[]
}

export interface PostProcessing {
  readonly processed: Processed
  /** Only where the key is released. */
  readonly keys?: { readonly alice: BitString; readonly bob: BitString }
}

const FAILURES: Readonly<Record<Exclude<DistillationFailure, 'no-key'>, string>> = {
  budget: 'reconciliation would have leaked more than was declared',
  inconsistent: 'the answers of reconciliation contradict one another',
  'not-decoded': 'no key with the syndrome was found: there are more errors than the code was made for',
  verification: 'the keys differ after reconciliation'
}

/** Both ends of the post-processing of a session, and the judgement of its analysis. */
export function postProcess(
  command: string,
  session: Session,
  reconciliation: Reconciliation,
  draw: DrawBits,
  notes: readonly string[]
): PostProcessing {
  const before = objectionsBefore(session)
  let judged: KeyLength | undefined
  const distilled = distilling(command, () =>
    distilKeys({
      alice: session.alice,
      bob: session.bob,
      method: session.method,
      ...(session.budget !== undefined && { budget: session.budget }),
      draw,
      keyLength: (leak) => {
        judged = session.keyLength(leak)
        return judged.mayRelease && before.length === 0 ? judged.length : 0
      }
    })
  )
  const { leak, roundTrips, corrected } = distilled
  const equal =
    judged !== undefined ? true : distilled.outcome === 'failed' && distilled.reason === 'verification' ? false : null
  const correctedBits = equal === true ? (corrected ?? null) : null
  const efficiency = efficiencyOf(session, leak, correctedBits)
  const objections = [
    ...before,
    ...(distilled.outcome === 'failed' && distilled.reason !== 'no-key'
      ? [{ code: distilled.reason, detail: FAILURES[distilled.reason] }]
      : []),
    ...(judged?.refusal === undefined ? [] : [judged.refusal])
  ]
  const released = distilled.outcome === 'distilled'
  const length = released ? distilled.alice.length : 0
  const { qber } = session
  const { name, label, mode, description, reference, parameters } = session.analysis
  const processed: Processed = {
    rounds: session.rounds,
    rawKeyBits: session.alice.length,
    chsh: session.chsh ?? null,
    nominalChsh: session.nominalChsh ?? null,
    qber,
    inputs: session.inputs ?? null,
    noise: session.noise ?? null,
    reconciliation: {
      method: reconciliation,
      expectedQber: session.expectedQber,
      roundTrips,
      corrected: correctedBits,
      efficiency
    },
    leak: { ...leak.toJSON(), total: leak.total },
    verification: { equal, collisionBound: verificationCollisionBound(session.alice.length) },
    analysis: {
      name,
      label,
      mode,
      description,
      reference,
      parameters,
      epsilons: judged?.epsilons ?? {},
      terms: judged?.terms ?? [],
      unrounded: judged?.unrounded ?? null,
      standardDeviation: efficiency === null ? null : (session.deviation?.(qber.value, efficiency) ?? null)
    },
    key: { length, netLength: released ? netKeyLength(length) : 0, released, objections },
    notes: [
      ...(label.startsWith('proof') ? [] : [`The analysis is ${label}: that its key is secret is not proven.`]),
      ...session.notes,
      ...notes,
      `Both ends were played in one process, without a channel; over one, ${SESSION_PADS.length} pads of ` +
        `${AUTHENTICATION_BITS} bits authenticate what is said, which the net length leaves out.`
    ]
  }
  return { processed, ...(released && { keys: { alice: distilled.alice, bob: distilled.bob } }) }
}

function distilling<T>(command: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof PostProcessingInputError) throw new WrongUse(`bellwire ${command}: ${error.message}`)
    throw error
  }
}

/** What is wrong with a record before anything is reconciled. */
function objectionsBefore({ inputs, chsh }: Session): readonly Objection[] {
  const objections: Objection[] = []
  if (inputs !== undefined && inputs.probability < LEAST_INPUT_PROBABILITY) {
    objections.push({
      code: 'input-frequencies',
      detail: `settings did not occur as often as they should: χ² = ${inputs.statistic.toFixed(1)} with ${inputs.degrees} degrees of freedom`
    })
  }
  if (chsh?.error !== undefined && chsh.value - MOST_DEVIATIONS * chsh.error > 2 * Math.SQRT2) {
    objections.push({
      code: 'beyond-quantum',
      detail: `S = ${chsh.value.toFixed(4)} is more than ${MOST_DEVIATIONS} standard deviations above 2√2: no quantum devices have made this record`
    })
  }
  return objections
}

function efficiencyOf(session: Session, leak: LeakLedger, corrected: number | null): number | null {
  if (corrected === null || corrected === 0) return null
  return (leak.of('parity') + leak.of('syndrome')) / errorEntropy(session, corrected)
}

/** The session for people. */
export function processedText(processed: Processed): string {
  const { rounds, chsh, nominalChsh, qber, inputs, noise, reconciliation, leak, verification, analysis, key } =
    processed
  const leaks = LEAK_KINDS.filter((kind) => leak[kind] > 0).map((kind) => `${kind} ${whole(leak[kind])}`)
  const lines: (readonly [string, string])[] = [
    [
      'rounds',
      [
        `${whole(rounds.all)}: ${whole(rounds.key)} key`,
        ...(rounds.tests === undefined ? [] : [`${whole(rounds.tests)} test`]),
        ...(rounds.unused === undefined || rounds.unused === 0 ? [] : [`${whole(rounds.unused)} unused`])
      ].join(', ')
    ],
    ...(inputs === null
      ? []
      : [
          [
            'settings',
            `χ² = ${inputs.statistic.toFixed(2)}, ${inputs.degrees} degrees of freedom: probability ${inputs.probability.toPrecision(3)}`
          ] as const
        ]),
    ...(chsh === null ? [] : [['S', withDeviation(chsh, 4)] as const]),
    ...(nominalChsh === null
      ? []
      : [['S, nominal', `${nominalChsh.toFixed(4)}, with the probabilities declared`] as const]),
    ['Q', withDeviation(qber, 5)],
    ...(noise === null
      ? []
      : [['noise', `A flipped each bit that is of no test with a probability of ${noise}`] as const]),
    [
      'reconciliation',
      [
        `${reconciliation.method} at Q = ${Number(reconciliation.expectedQber.toPrecision(4))}`,
        `${whole(reconciliation.roundTrips)} round trips`,
        ...(reconciliation.corrected === null ? [] : [`${whole(reconciliation.corrected)} bits corrected`]),
        ...(reconciliation.efficiency === null ? [] : [`f = ${reconciliation.efficiency.toFixed(4)}`])
      ].join(', ')
    ],
    ['leak', `${whole(leak.total)} bits${leaks.length === 0 ? '' : `: ${leaks.join(', ')}`}`],
    [
      'verification',
      verification.equal === null
        ? 'not reached'
        : verification.equal
          ? `keys are equal, but for a probability of ${verification.collisionBound.toExponential(1)}`
          : 'keys differ'
    ],
    ['analysis', `${analysis.name}, ${analysis.mode}: ${analysis.label}`],
    ...(Object.keys(analysis.epsilons).length === 0
      ? []
      : [
          [
            'epsilons',
            Object.entries(analysis.epsilons)
              .map(([name, value]) => `${name} ${value.toExponential(1)}`)
              .join(', ')
          ] as const
        ]),
    ...analysis.terms.map(({ name, bits }) => ['', `${bits.toFixed(1).padStart(14)}  ${name}`] as const),
    ...(analysis.unrounded === null ? [] : [['', `${analysis.unrounded.toFixed(1).padStart(14)}  in all`] as const]),
    [
      'key',
      `${whole(key.length)} bits${!key.released || analysis.standardDeviation === null ? '' : ` (± ${whole(analysis.standardDeviation)} from session to session)`}${
        key.released ? `, ${whole(key.netLength)} net of authentication` : ''
      }`
    ],
    ['released', key.released ? 'yes' : 'no']
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  const text = lines.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`)
  const objections = key.objections.map(({ code, detail }) => `${' '.repeat(width)}  ${code}: ${detail}\n`)
  return `${[...text, ...objections].join('')}\n${processed.notes.map((note) => `${note}\n`).join('')}`
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

function withDeviation({ value, error }: Measured, decimals: number): string {
  return `${value.toFixed(decimals)}${error === undefined ? '' : ` ± ${error.toFixed(decimals)}`}`
}
