import type { RepeaterCase } from '../../repeater-test.js'
import { advertisedCases } from './advertised.js'
import { faultCases } from './faults.js'
import { newsCases } from './news.js'
import { orderCases } from './order.js'
import { sessionCases } from './sessions.js'

/** Sessions with neighbours, and what these hear of the network (sections 6.2 and 6.3). */
export const neighbourCases: readonly RepeaterCase[] = [
  ...sessionCases,
  ...orderCases,
  ...faultCases,
  ...advertisedCases,
  ...newsCases
]
