export { angleOf, type Strategy, wernerPairs } from '../src/played/played-pairs.js'
