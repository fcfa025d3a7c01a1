import { createHash } from 'node:crypto'
import { SUITES } from '../run/played.js'
import type { SuiteIdentity } from '../trace/trace.js'

/** Of this package. */
const VERSION = '0.1.0'

/** Version of the specification by which this suite judges. */
export const SPECIFICATION = '1.0'

/**
 * This suite: the hash is of its version, the specification's, and the names, requirements and capabilities of each
 * role's cases.
 */
export function suiteIdentity(): SuiteIdentity {
  const cases = Object.entries(SUITES).map(([role, suite]) => [
    role,
    suite.map(({ name, requirements, capabilities = [] }) => [name, requirements, capabilities])
  ])
  const text = JSON.stringify([VERSION, SPECIFICATION, cases])
  return { version: VERSION, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) }
}
