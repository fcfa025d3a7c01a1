import type { Estimate } from '@bellwire/quantum'
import type {
  ApplicationHead,
  ApplicationReport,
  BouncesReport,
  KeyDistributionReport,
  SocketReport,
  TeleportReport,
  TomographyReport
} from './report.js'

/** One line of what people are told of an application. */
export interface ApplicationFact {
  /** In sweeps, such as leak.parity. */
  readonly name: string
  /** For people. */
  readonly title: string
  /** Null where it is not known. */
  readonly value: number | string | boolean | null
  readonly standardError?: number
  readonly unit?: string
  /** Only the simulator knows it. */
  readonly oracle?: true
}

type Rest = Omit<ApplicationFact, 'name' | 'title' | 'value' | 'standardError'>

function fact(name: string, title: string, value: ApplicationFact['value'], rest: Rest = {}): ApplicationFact {
  return { name, title, value, ...rest }
}

function estimate(name: string, title: string, known: Estimate | null, rest: Rest = {}): ApplicationFact {
  if (known === null) return fact(name, title, null, rest)
  return { ...fact(name, title, known.value, rest), standardError: known.standardError }
}

function perSecond(value: number | null): ApplicationFact {
  return fact('perSecond', 'rate', value, { unit: '/s' })
}

/** What to tell of an application, in order. */
export function factsOf(report: ApplicationReport): readonly ApplicationFact[] {
  return [...factsOfKind(report), ...headFacts(report)]
}

function factsOfKind(report: ApplicationReport): readonly ApplicationFact[] {
  switch (report.kind) {
    case 'teleport':
      return teleportFacts(report)
    case 'key-distribution':
      return keyFacts(report)
    case 'tomography':
      return tomographyFacts(report)
    case 'bounces':
      return bouncesFacts(report)
    default:
      return socketFacts(report)
  }
}

function headFacts({ seconds, errors }: ApplicationHead): readonly ApplicationFact[] {
  const failures = Object.entries(errors)
  const text = failures.map(([code, count]) => `${count} ${code}`).join(', ')
  return [
    fact('seconds', 'time', seconds, { unit: 's' }),
    fact(
      'errors',
      'errors',
      failures.reduce((sum, [, count]) => sum + count, 0)
    ),
    ...(text === '' ? [] : [fact('errorCodes', 'of these', text)])
  ]
}

function teleportFacts(report: TeleportReport): readonly ApplicationFact[] {
  const { asked, sent, delivered, unknown, withoutQubit, fidelity, expected, expectedOracle } = report
  return [
    fact('asked', 'qubits asked', asked),
    fact('sent', 'sent', sent),
    fact('delivered', 'delivered', delivered),
    fact('void', 'void', report.void),
    fact('unknown', 'fate unknown', unknown),
    fact('withoutQubit', 'pairs without a qubit to send', withoutQubit),
    perSecond(report.perSecond),
    estimate('fidelity', 'fidelity over six states', fidelity),
    estimate('expected', '(2F+1)/3, F as nodes estimate it', expected),
    estimate('expectedOracle', '(2F+1)/3, F as it was', expectedOracle, { oracle: true })
  ]
}

function keyFacts(report: KeyDistributionReport): readonly ApplicationFact[] {
  const { protocol, analysis, label, phase, reasons, rounds, keyRounds, testRounds, chsh, qber, pool, leak } = report
  const bits = { unit: 'bit' }
  return [
    fact('protocol', 'protocol', protocol),
    fact('analysis', 'analysis', analysis === null ? null : `${analysis}${label === null ? '' : ` (${label})`}`),
    fact('reason', 'reason', reasons[0] ?? `none yet: ${phase}`),
    ...(reasons[0] === reasons[1] ? [] : [fact('peerReason', 'reason at the other end', reasons[1])]),
    fact('rounds', 'rounds', rounds),
    fact('keyRounds', 'key rounds', keyRounds),
    fact('testRounds', 'test rounds', testRounds),
    estimate('chsh', 'S', chsh),
    estimate('qber', 'Q', qber),
    fact('keyLength', 'key', report.keyLength, bits),
    fact('netLength', 'net of authentication', report.netLength, bits),
    fact('keysEqual', 'both keys are equal', report.keysEqual),
    fact('leak.parity', 'published: parities', leak?.parity ?? null, bits),
    fact('leak.syndrome', 'published: syndrome', leak?.syndrome ?? null, bits),
    fact('leak.tag', 'published: tag', leak?.tag ?? null, bits),
    fact('leak.successFlag', 'published: success flag', leak?.successFlag ?? null, bits),
    fact('pool.burnt', 'authentication key used up', pool.burnt[0], bits),
    fact('pool.available', 'authentication key left', pool.available[0], bits),
    fact('keyBitsPerSecond', 'key rate', report.keyBitsPerSecond, { unit: 'bit/s' })
  ]
}

function socketFacts(report: SocketReport): readonly ApplicationFact[] {
  const { kind, asked, created, received, pairLatency, estimatedFidelity, fidelityOracle, chsh } = report
  return [
    fact('asked', 'pairs asked', asked),
    fact('created', 'created', created),
    fact('received', 'received', received),
    perSecond(report.perSecond),
    fact('pairLatency', 'time to a pair', pairLatency?.meanSeconds ?? null, { unit: 's' }),
    fact('estimatedFidelity', 'fidelity as nodes estimate it', estimatedFidelity),
    ...(kind === 'keep' ? [fact('fidelityOracle', 'fidelity as it was', fidelityOracle, { oracle: true })] : []),
    ...(kind === 'chsh' || chsh !== null ? [estimate('chsh', 'S', chsh)] : []),
    ...Object.entries(report.errorRates).map(([basis, rate]) => estimate(`errorRates.${basis}`, `Q, ${basis}`, rate)),
    ...Object.entries(report.correlators).map(([bases, mean]) =>
      estimate(`correlators.${bases}`, `mean product, ${bases}`, mean)
    )
  ]
}

function tomographyFacts(report: TomographyReport): readonly ApplicationFact[] {
  const { asked, pairs, fidelity, concurrence, chsh, maximumChsh } = report
  return [
    fact('asked', 'pairs asked', asked),
    fact('pairs', 'pairs measured at both ends', pairs),
    perSecond(report.perSecond),
    estimate('fidelity', 'fidelity', fidelity),
    estimate('concurrence', 'concurrence', concurrence),
    estimate('chsh', 'S', chsh),
    estimate('maximumChsh', 'S, best settings', maximumChsh)
  ]
}

function bouncesFacts({ points, fits, fidelity, lost }: BouncesReport): readonly ApplicationFact[] {
  const axes = ['X', 'Y', 'Z'] as const
  return [
    estimate('fidelity', 'fidelity of one teleportation', fidelity),
    fact('lost', 'runs lost', lost),
    ...axes.flatMap((axis, at) => {
      const fit = fits?.[at]
      return fit === undefined
        ? []
        : [
            estimate(`decay.${axis}`, `decay by round trip, ${axis}`, fit.decay),
            estimate(`amplitude.${axis}`, `amplitude, ${axis}`, fit.amplitude),
            fact(`chiSquare.${axis}`, `χ², ${axis}`, fit.chiSquare)
          ]
    }),
    ...points.flatMap(({ length, axes: means }) =>
      axes.map((axis, at) =>
        estimate(`point.${length}.${axis}`, `after ${length} round trips, ${axis}`, means[at] ?? null)
      )
    )
  ]
}
