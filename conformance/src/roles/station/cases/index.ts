import { stationMachineCases } from '../../../machines/station-cases.js'
import type { StationCase } from '../station-test.js'
import { anyBatchCases } from './any-batches.js'
import { batchCases } from './batches.js'
import { epochCases } from './epochs.js'
import { firstSlotCases } from './first-slots.js'
import { followingCases } from './following.js'
import { hardwareCases } from './hardware.js'
import { heraldCases } from './heralds.js'
import { numberCases } from './numbers.js'
import { sessionCases } from './session.js'
import { switchedCases } from './switched.js'

/** Every case of a station, in the order of the specification. */
export const STATION_CASES: readonly StationCase[] = [
  ...sessionCases,
  ...epochCases,
  ...numberCases,
  ...batchCases,
  ...firstSlotCases,
  ...followingCases,
  ...anyBatchCases,
  ...heraldCases,
  ...switchedCases,
  ...hardwareCases,
  ...stationMachineCases
]
