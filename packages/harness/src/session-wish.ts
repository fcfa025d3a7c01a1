import { ApplicationError, type ProtocolName, type QkdWish, type ReconciliationName } from '@bellwire/application-layer'
import type { SessionPlan } from '@bellwire/conformance'
import { QkdAnalysis, type QkdDecimal, QkdProtocol, QkdReconciliation } from '@bellwire/wire'

const PROTOCOLS: Readonly<Record<number, ProtocolName>> = {
  [QkdProtocol.SIFTED]: 'sifted',
  [QkdProtocol.SHARED_TESTS]: 'shared-tests',
  [QkdProtocol.BBM92]: 'bbm92'
}

const ANALYSES: Readonly<Record<number, NonNullable<QkdWish['analysis']>>> = {
  [QkdAnalysis.COMPLEMENTARITY_AZUMA]: 'complementarity-azuma',
  [QkdAnalysis.COMPLEMENTARITY_CHERNOFF]: 'complementarity-chernoff',
  [QkdAnalysis.ENTROPY_ACCUMULATION]: 'entropy-accumulation',
  [QkdAnalysis.ENTROPIC_UNCERTAINTY]: 'entropic-uncertainty'
}

const RECONCILIATIONS: Readonly<Record<number, ReconciliationName>> = {
  [QkdReconciliation.CASCADE_OPTION7]: 'cascade-option7',
  [QkdReconciliation.CASCADE_OPTION3]: 'cascade-option3',
  [QkdReconciliation.LDPC]: 'ldpc'
}

/** What is asked in numbers of the wire, in those of a program. @throws ApplicationError INPUT for codes that there are not */
export function wishOf({ protocol, analysis, reconciliation, epsilons, ...plan }: SessionPlan): QkdWish {
  return {
    ...plan,
    protocol: named('protocol', PROTOCOLS, protocol),
    analysis: named('analysis', ANALYSES, analysis),
    reconciliation: named('reconciliation', RECONCILIATIONS, reconciliation),
    probability: plan.probability / 2 ** 32,
    expectedChsh: plan.expectedChsh / 1e6,
    expectedQber: plan.expectedQber / 1e6,
    threshold: plan.threshold / 1e6,
    flips: plan.flips / 2 ** 32,
    epsilons: epsilons.map(({ mantissa, exponent }: QkdDecimal) => Number(`${mantissa}e-${exponent}`))
  }
}

function named<Name>(field: string, names: Readonly<Record<number, Name>>, code: number): Name {
  const name = names[code]
  if (name !== undefined) return name
  throw new ApplicationError('INPUT', `${field} is ${code}; accepted: ${Object.keys(names).join(', ')}`)
}
