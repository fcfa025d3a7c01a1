export { type TwoClickParameters, type TwoClickRounds, twoClickRounds } from './rounds.js'
