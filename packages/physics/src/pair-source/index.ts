export { bbm92Key, bbm92KeyFraction } from './bbm92-key.js'
export { type CoincidenceRates, coincidenceRates } from './coincidence-rates.js'
export { accidentalRate, effectiveWindow, shareInWindow } from './coincidence-window.js'
export { rateAfterDeadTime, rateBeforeDeadTime, singlesRates } from './detector-rates.js'
export { errorFunction } from './error-function.js'
export { type Coincidences, countByLabels, matchCoincidences } from './matching.js'
export {
  type MeasuringEnd,
  type PairSourceParameters,
  pairSourceParameters,
  parsePairSource,
  type TaggingDetector
} from './parameters.js'
export { type Sifted, type SiftedBasis, sift } from './sifted.js'
export { TagGenerator, type TagsOfBothEnds } from './tag-generator.js'
export { TAG_LABELS, tagLabel, type TimeTags } from './time-tags.js'
export { aliceTime, bobTime, type ClockRelation, onAliceClock, onBobClock } from './clock-relation.js'
export type { ClockFit } from './fit-clock.js'
export { type ClockSearch, usualClockSearch } from './clock-search.js'
export { recoverClock } from './recover-clock.js'
export { LABEL_NAMES, tagRecords, tagsOfFile, TagFileError, tagText } from './tag-file.js'
