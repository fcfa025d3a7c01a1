import type { ApplicationReport } from '../src/scenario/applications/report.js'
import { readScenario } from '../src/scenario/read/read-scenario.js'
import { runScenario, type RunScenarioOptions, type ScenarioRun } from '../src/scenario/run/run-scenario.js'
import { expect } from 'vitest'

/** Fidelity of both links, and the weight of the Bell state in their Werner states. */
export const FIDELITY = 0.96
export const WEIGHT = (4 * FIDELITY - 1) / 3
/** Of a pair that bob has swapped. */
export const SWAPPED = (1 + 3 * WEIGHT ** 2) / 4

/** A circuit for applications alone. */
export const LONG = 'circuits:\n  - { name: long, from: alice, to: carol, minimumFidelity: 0.85, cutoff: 50 ms }\n'

/** Two links in a row, and what is played over them. */
export function textOf(applications: readonly string[], more = ''): string {
  return `
name: applications
seed: 3
duration: 8 s
nodes:
  - { name: alice, qubits: 8 }
  - { name: bob, qubits: 12 }
  - { name: carol, qubits: 8 }
stations: [{ name: s1 }, { name: s2 }]
links:
  - { a: alice, b: bob, station: s1, length: 1 km, model: { kind: ideal, successProbability: 20 %, fidelity: ${FIDELITY} } }
  - { a: bob, b: carol, station: s2, length: 1 km, model: { kind: ideal, successProbability: 20 %, fidelity: ${FIDELITY} } }
${more}
applications:
${applications.map((one) => `  - ${one}`).join('\n')}
`
}

const meter = { now: () => 0, peakMemoryBytes: () => 0 }

export function play(text: string, options: Partial<RunScenarioOptions> = {}): Promise<ScenarioRun> {
  return runScenario(readScenario(text), { meter, ...options })
}

export async function reportsOf<Report extends ApplicationReport>(text: string): Promise<readonly Report[]> {
  return (await play(text)).report.applications as readonly Report[]
}

export function expectWithin(estimate: { value: number; standardError: number } | null, expected: number): void {
  expect(Math.abs(estimate!.value - expected)).toBeLessThan(5 * estimate!.standardError)
}
