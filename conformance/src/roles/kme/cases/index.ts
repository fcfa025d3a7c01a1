import type { KmeCase } from '../kme-test.js'
import { anythingCases } from './anything.js'
import { blockCases } from './blocks.js'
import { collectionCases } from './collections.js'
import { deliveryCases } from './deliveries.js'
import { doorCases } from './doors.js'
import { holdingCases } from './holding.js'
import { requestCases } from './requests.js'
import { settlementCases } from './settlement.js'

/** Every case of a KME, in the order of the specification. */
export const KME_CASES: readonly KmeCase[] = [
  ...blockCases,
  ...deliveryCases,
  ...settlementCases,
  ...holdingCases,
  ...collectionCases,
  ...requestCases,
  ...doorCases,
  ...anythingCases
]
