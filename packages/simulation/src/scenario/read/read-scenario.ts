import * as v from 'valibot'
import { type Scenario, scenarioSchema } from '../schema/scenario.js'
import { checkNetwork } from '../network/check-network.js'
import { problemOf } from './problems.js'
import { problemsOf } from './references.js'
import { ScenarioSource } from './source.js'

/**
 * The scenario that a YAML text describes.
 *
 * @param text the file's content
 * @param file its name, for errors
 * @throws ScenarioError for the first thing that is wrong
 */
export function readScenario(text: string, file = 'scenario'): Scenario {
  const source = new ScenarioSource(file, text)
  const content = source.content()
  const result = v.safeParse(scenarioSchema, content)
  if (!result.success) throw source.error(problemOf(result.issues, content))
  for (const problem of problemsOf(result.output)) throw source.error(problem)
  const problem = checkNetwork(result.output)
  if (problem !== undefined) throw source.error(problem)
  return result.output
}
