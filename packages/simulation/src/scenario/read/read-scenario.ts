import * as v from 'valibot'
import { applicationRefusals } from '../network/check-applications.js'
import { linkRefusals, nodeRefusals } from '../network/check-network.js'
import { platformProblems } from '../platforms/problems.js'
import { withPlatforms } from '../platforms/resolve.js'
import { anySchema } from '../schema/parts.js'
import { type Scenario, type ScenarioFile, scenarioSchema } from '../schema/scenario.js'
import { fieldProblems } from './problems.js'
import { linkProblems, nameProblems, nodeProblems, useProblems } from './references.js'
import type { FieldPath, Problem } from './scenario-error.js'
import { ScenarioSource } from './source.js'
import { switchProblems } from './switch-problems.js'
import { type FileReader, withTags } from './tag-files.js'
import { withValueAt } from './value-at.js'

/** Each of these may rely on what those before it have checked. */
const CHECKS: readonly ((scenario: Scenario) => Iterable<Problem>)[] = [
  nameProblems,
  (scenario) => [...nodeProblems(scenario), ...linkProblems(scenario)],
  useProblems,
  nodeRefusals,
  linkRefusals,
  switchProblems,
  applicationRefusals
]

/** A value that is to stand at a place of a scenario, as it would be written there. */
export interface ScenarioChange {
  readonly path: FieldPath
  readonly value: unknown
}

/** A scenario file of which other scenarios can be made. */
export class ScenarioTemplate {
  readonly #source: ScenarioSource
  readonly #read: FileReader | undefined
  /** What the file says, unchecked. */
  readonly content: unknown

  /**
   * @param text the file's content
   * @param file its name, for errors
   * @param read gives the files that the scenario names; absent: it may name none
   * @throws ScenarioError for text that is not one YAML document
   */
  constructor(text: string, file = 'scenario', read?: FileReader) {
    this.#read = read
    this.#source = new ScenarioSource(file, text)
    this.content = this.#source.content()
  }

  /**
   * The scenario with these values in place of the file's; of the file itself without any.
   *
   * @throws ScenarioError for everything that can be told to be wrong at once: fields first, then what they refer to,
   *   then what the physics says of them. What is missing in the file is reported where it would belong.
   */
  scenario(changes: readonly ScenarioChange[] = []): Scenario {
    const { scenario, problems: inTags } = withTags(withPlatforms(this.file(changes)), this.#read)
    if (inTags.length > 0) throw this.#source.error(inTags)
    for (const check of CHECKS) {
      const problems = [...check(scenario)]
      if (problems.length > 0) throw this.#source.error(problems)
    }
    return scenario
  }

  /** What the file says, with what its links and nodes say of platforms in order. @throws ScenarioError as above */
  file(changes: readonly ScenarioChange[] = []): ScenarioFile {
    const content = changes.reduce((before, { path, value }) => withValueAt(before, path, value), this.content)
    const result = v.safeParse(scenarioSchema, content)
    if (!result.success) throw this.#source.error(fieldProblems(result.issues, content, anySchema(scenarioSchema)))
    const inPlatforms = [...platformProblems(result.output)]
    if (inPlatforms.length > 0) throw this.#source.error(inPlatforms)
    return result.output
  }
}

/**
 * The scenario that a YAML text describes.
 *
 * @param text the file's content
 * @param file its name, for errors
 * @param read gives the files that the scenario names; absent: it may name none
 * @throws ScenarioError as {@link ScenarioTemplate}
 */
export function readScenario(text: string, file = 'scenario', read?: FileReader): Scenario {
  return new ScenarioTemplate(text, file, read).scenario()
}

/** What a scenario's YAML text says, checked as {@link readScenario} does. */
export function readScenarioFile(text: string, file = 'scenario'): ScenarioFile {
  const template = new ScenarioTemplate(text, file)
  template.scenario()
  return template.file()
}
