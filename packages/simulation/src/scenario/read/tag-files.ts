import { type TimeTags, TagFileError, tagsOfFile } from '@bellwire/physics'
import type { Scenario } from '../schema/scenario.js'
import { type Problem, showValue } from './scenario-error.js'

/** Gives the content of a file that a scenario names. Throws an Error that says in words why it cannot. */
export type FileReader = (path: string) => Uint8Array

/** A scenario with the recorded tags that its links name, and what is wrong with them. */
export interface WithTags {
  readonly scenario: Scenario
  readonly problems: readonly Problem[]
}

/** @param read absent: no file can be read here */
export function withTags(scenario: Scenario, read: FileReader | undefined): WithTags {
  const problems: Problem[] = []
  const links = scenario.links.map((link, index) => {
    const { model } = link
    if (model.kind !== 'pair-source' || model.tags === undefined) return link
    const { a, b } = model.tags
    const tagsOf = (end: 'a' | 'b', path: string): TimeTags | undefined => {
      const at = ['links', index, 'model', 'tags', end]
      try {
        if (read === undefined) throw new Error('no file can be read here')
        return tagsOfFile(read(path))
      } catch (error) {
        if (!(error instanceof Error)) throw error
        const [value, accepted] =
          error instanceof TagFileError
            ? [`${error.place} of ${path}: ${error.value}`, error.accepted]
            : [`${showValue(path)} (${error.message})`, 'the name of a file of time tags']
        problems.push({ path: at, value, accepted })
        return undefined
      }
    }
    const [alice, bob] = [tagsOf('a', a), tagsOf('b', b)]
    if (alice === undefined || bob === undefined) return link
    return { ...link, model: { ...model, tags: { a, b, recorded: { alice, bob } } } }
  })
  return { scenario: { ...scenario, links }, problems }
}
