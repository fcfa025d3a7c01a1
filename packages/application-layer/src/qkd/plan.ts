import { SecurityInputError } from '@bellwire/security-analysis'
import { QkdAnalysis, type QkdProposal, QkdProtocol } from '@bellwire/wire'
import { ApplicationError } from '../errors.js'
import { Bbm92Rules } from './protocol/bbm92.js'
import type { ProtocolRules } from './protocol/rules.js'
import { SharedTestsRules } from './protocol/shared-tests.js'
import { SiftedRules } from './protocol/sifted.js'

/** Which analyses go with which protocol. */
const ANALYSES: Readonly<Record<number, readonly number[]>> = {
  [QkdProtocol.SIFTED]: [QkdAnalysis.COMPLEMENTARITY_AZUMA, QkdAnalysis.COMPLEMENTARITY_CHERNOFF],
  [QkdProtocol.SHARED_TESTS]: [QkdAnalysis.ENTROPY_ACCUMULATION],
  [QkdProtocol.BBM92]: [QkdAnalysis.ENTROPIC_UNCERTAINTY]
}

/** How many error probabilities each analysis has. */
const EPSILONS: Readonly<Record<number, number>> = {
  [QkdAnalysis.COMPLEMENTARITY_AZUMA]: 1,
  [QkdAnalysis.COMPLEMENTARITY_CHERNOFF]: 1,
  [QkdAnalysis.ENTROPY_ACCUMULATION]: 5,
  [QkdAnalysis.ENTROPIC_UNCERTAINTY]: 2
}

/** The rules of a proposed session. @throws ApplicationError INPUT where they make no sense */
export function rulesOf(proposal: QkdProposal): ProtocolRules {
  const { protocol, analysis, expectedQber, flips, epsilons } = proposal
  if (ANALYSES[protocol]?.includes(analysis) !== true) {
    throw new ApplicationError('INPUT', `analysis is ${analysis}; accepted: one of the protocol`)
  }
  if (expectedQber === 0) throw new ApplicationError('INPUT', 'expectedQber is 0; accepted: above 0, up to 0.5')
  if (flips !== 0 && protocol !== QkdProtocol.SHARED_TESTS) {
    const what = `flips is ${flips / 2 ** 32}`
    throw new ApplicationError(
      'INPUT',
      `${what}; accepted: 0, as noisy preprocessing is analysed for shared tests alone`
    )
  }
  const needed = EPSILONS[analysis]
  if (epsilons.length !== needed)
    throw new ApplicationError('INPUT', `epsilons are ${epsilons.length}; accepted: ${needed}, those of the analysis`)
  const rules = rulesFor(proposal)
  const { plannedLength } = rules
  const { minimumLength } = proposal
  if (plannedLength !== undefined && plannedLength < minimumLength) {
    const accepted = plannedLength === 0 ? '0, as there is no key' : `up to ${plannedLength}`
    throw new ApplicationError('INPUT', `minimumLength is ${minimumLength}; accepted: ${accepted} of such a session`)
  }
  return rules
}

function rulesFor(proposal: QkdProposal): ProtocolRules {
  const { protocol } = proposal
  try {
    if (protocol === QkdProtocol.SIFTED) return new SiftedRules(proposal)
    return protocol === QkdProtocol.SHARED_TESTS ? new SharedTestsRules(proposal) : new Bbm92Rules(proposal)
  } catch (error) {
    if (!(error instanceof SecurityInputError)) throw error
    throw new ApplicationError('INPUT', error.message)
  }
}
