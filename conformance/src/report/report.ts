import { profileOf } from './profiles.js'
import { type MachineCoverage, machineCoverage } from '../machines/coverage.js'
import type { SuiteResult } from '../run/run-suite.js'
import type { Role } from '../subject/setting.js'
import type { SuiteIdentity } from '../trace/trace.js'

/** What a suite found of a subject, as it is published. */
export interface Report extends SuiteResult {
  readonly format: 'bellwire-conformance-report'
  readonly version: 1
  /** Version of the specification. */
  readonly specification: string
  readonly suite: SuiteIdentity
  readonly role: Role
  /** Of section 12.6, where it has one. */
  readonly profile?: string
  /** How much came about of the machines through which cases walk. */
  readonly machines: readonly MachineCoverage[]
  /** All of it on one line. */
  readonly claim: string
}

/** What a role is about. */
const SCOPE: { readonly [In in Role]: string } = {
  key: 'two nodes that distribute keys',
  kme: 'key-management entity',
  node: 'link layer',
  repeater: 'inner node of circuits',
  station: 'heralding station',
  end: 'end of circuits'
}

export interface ReportedBy {
  readonly specification: string
  readonly suite: SuiteIdentity
  readonly role: Role
  /** Whether only some of the suite's cases were played. */
  readonly isPart: boolean
}

/** A result with what it claims. */
export function reportOf(result: SuiteResult, { isPart, ...by }: ReportedBy): Report {
  const { identity, requirements, verdict, seeds, cases } = result
  const kept = Object.values(requirements).filter((one) => one === 'pass').length
  const profile = isPart || verdict !== 'pass' ? undefined : profileOf(by.role, identity)
  const scope =
    profile === undefined ? `${SCOPE[by.role]}${isPart ? ', in part' : ''}` : `${profile} ${by.specification}`
  const number = Object.keys(requirements).length
  const share = kept === number ? `${number} requirements` : `${kept} of ${number} requirements`
  const suite = `suite ${by.suite.version} ${by.suite.hash}, ${seeds} seeds`
  const isStrict = cases.every(({ unadvised }) => unadvised === undefined)
  const passed = isStrict ? 'passed' : 'passed, not in all as it should be'
  const said = verdict === 'pass' ? passed : verdict === 'fail' ? 'failed' : 'inconclusive'
  const claim = `${identity.implementation} ${identity.version}: ${scope}, ${share}, ${suite}, ${said}`
  const machines = machineCoverage(
    Object.fromEntries(result.cases.flatMap(({ exercised = {} }) => Object.entries(exercised)))
  )
  return {
    format: 'bellwire-conformance-report',
    version: 1,
    ...by,
    ...(profile !== undefined && { profile }),
    claim,
    machines,
    ...result
  }
}
