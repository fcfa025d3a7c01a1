import * as v from 'valibot'
import { anySchema } from '../schema/parts.js'
import type { ScenarioChange } from './read-scenario.js'
import { fieldProblems } from './problems.js'
import { type Problem, type ScenarioError, showPath } from './scenario-error.js'
import { ScenarioSource } from './source.js'
import { withValueAt } from './value-at.js'

/** A value that stands in place of the file's, and where it comes from, for errors. */
export interface Override extends ScenarioChange {
  readonly origin: string
}

/** What a YAML file says, and what it is to be refused with where that is wrong as a whole. */
export interface ReadFile<Content> {
  readonly content: Content
  readonly refusal: (problems: readonly [Problem, ...Problem[]]) => ScenarioError
}

/**
 * Reads a YAML file that is no scenario but is written, and refused, as one.
 *
 * @param file its name, for errors
 * @throws ScenarioError
 */
export function readYaml<Schema extends v.GenericSchema>(
  text: string,
  file: string,
  schema: Schema,
  overrides: readonly Override[] = []
): ReadFile<v.InferOutput<Schema>> {
  const source = new ScenarioSource(file, text)
  const content = overrides.reduce((before, { path, value }) => withValueAt(before, path, value), source.content())
  const refusal = (problems: readonly Problem[]): ScenarioError =>
    source.error(
      problems.map((problem) => {
        const override = overrides.find(({ path }) => showPath(path) === showPath(problem.path))
        return override === undefined ? problem : { ...problem, value: `${problem.value} (by ${override.origin})` }
      })
    )
  const result = v.safeParse(schema, content)
  if (!result.success) throw refusal(fieldProblems(result.issues, content, anySchema(schema)))
  return { content: result.output, refusal }
}
