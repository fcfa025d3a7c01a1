import firstLink from './first-link.yaml?raw'
import repeaterChain from './repeater-chain.yaml?raw'
import twoWays from './two-ways.yaml?raw'
import type { PlayedText } from '../sources/played-text.js'

export interface PageScenario extends PlayedText {
  readonly id: string
  readonly title: string
}

const SECOND = 1e9

/** What the page plays when nobody asks for anything else. */
export const firstScenario: PageScenario = {
  id: 'chain',
  title: 'A repeater chain',
  text: repeaterChain,
  speed: 0.05,
  ahead: 1.2 * SECOND
}

/** Networks that the page can play without a file. */
export const scenarios: readonly PageScenario[] = [
  firstScenario,
  { id: 'link', title: 'A first link', text: firstLink, speed: 0.02 },
  { id: 'ways', title: 'Two ways', text: twoWays, speed: 0.03, ahead: 1.2 * SECOND }
]
