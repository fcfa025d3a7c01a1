export { parseTwoClick, twoClickParameters } from './parameters.js'
export { type TwoClickParameters, type TwoClickRounds, twoClickRounds } from './rounds.js'
