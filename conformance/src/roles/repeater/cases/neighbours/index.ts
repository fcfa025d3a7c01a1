import type { RepeaterCase } from '../../repeater-test.js'
import { orderCases } from './order.js'
import { sessionCases } from './sessions.js'

/** Sessions with neighbours (section 6.2). */
export const neighbourCases: readonly RepeaterCase[] = [...sessionCases, ...orderCases]
