import * as v from 'valibot'
import { linkRefusals, nodeRefusals } from '../network/check-network.js'
import { type Scenario, scenarioSchema } from '../schema/scenario.js'
import { fieldProblems } from './problems.js'
import { linkProblems, nameProblems, nodeProblems, useProblems } from './references.js'
import type { Problem } from './scenario-error.js'
import { ScenarioSource } from './source.js'

/** Each of these may rely on what those before it have checked. */
const CHECKS: readonly ((scenario: Scenario) => Iterable<Problem>)[] = [
  nameProblems,
  (scenario) => [...nodeProblems(scenario), ...linkProblems(scenario)],
  useProblems,
  nodeRefusals,
  linkRefusals
]

/**
 * The scenario that a YAML text describes.
 *
 * @param text the file's content
 * @param file its name, for errors
 * @throws ScenarioError for everything that can be told to be wrong at once: fields first, then what they refer to, then
 *   what the physics says of them
 */
export function readScenario(text: string, file = 'scenario'): Scenario {
  const source = new ScenarioSource(file, text)
  const content = source.content()
  const result = v.safeParse(scenarioSchema, content)
  if (!result.success) throw source.error(fieldProblems(result.issues, content))
  for (const check of CHECKS) {
    const problems = [...check(result.output)]
    if (problems.length > 0) throw source.error(problems)
  }
  return result.output
}
