import { readFileSync } from 'node:fs'
import { readScenario, runScenario } from '@bellwire/simulation'
import { expect, it } from 'vitest'
import { reportText } from './report-text.js'

const example = readFileSync(new URL('../../../examples/scenarios/teleportation.yaml', import.meta.url), 'utf8')
const meter = { now: () => 0, peakMemoryBytes: () => 0 }

it('tells people of an application what it came to, and marks what only the simulator knows', async () => {
  const entries = `applications:
  - { kind: teleport, from: alice, to: carol, over: long, start: 1 s, number: 60 }
  - { kind: tomography, from: alice, to: bob, number: 300 }
  - { kind: keep, from: alice, to: bob, number: 5, minimumFidelity: 0.99 }
`
  const { report } = await runScenario(readScenario(example.replace(/applications:[^]*/, entries)), { meter })
  const text = reportText(report)
  expect(text).toMatch(/\napplications\[0\]: teleport, alice-carol over long: done\n/)
  expect(text).toMatch(/\nfidelity over six states +0\.\d+ ± 0\.\d+\n/)
  expect(text).toMatch(/\n\(2F\+1\)\/3, F as it was\* +0\.9585\n/)
  expect(text).toMatch(/\nRe ρ +\|00> +\|01> +\|10> +\|11>\n<00\| +0\.\d{3} ± 0\.\d{3} /)
  expect(text).toMatch(/\napplications\[2\]: keep, alice-bob over link: failed, UNSUPP\n/)
})
