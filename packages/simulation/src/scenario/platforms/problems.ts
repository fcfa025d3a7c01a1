import { known } from '../read/known.js'
import type { Problem } from '../read/scenario-error.js'
import type { ScenarioFile } from '../schema/scenario.js'
import { ownProblems, physicsProblems, useProblems } from './checks.js'
import { platformsOf } from './resolve.js'

/** What a schema cannot say of platforms, and of who names them. */
export function platformProblems(file: ScenarioFile): readonly Problem[] {
  const [names, own] = [[...nameProblems(file)], [...describedProblems(file)]]
  const problems = [...names, ...own]
  return problems.length > 0 ? problems : [...linkProblems(file)]
}

function* nameProblems(file: ScenarioFile): Generator<Problem> {
  const names = [...platformsOf(file).keys()]
  for (const [index, { platform }] of file.nodes.entries()) {
    if (platform !== undefined) yield* known(['nodes', index, 'platform'], platform, names, 'platform')
  }
  for (const [index, { model }] of file.links.entries()) {
    if (model.kind === 'platform')
      yield* known(['links', index, 'model', 'platform'], model.platform, names, 'platform')
  }
}

function* describedProblems({ platforms = {} }: ScenarioFile): Generator<Problem> {
  for (const [name, platform] of Object.entries(platforms)) {
    const at = (...path: readonly (string | number)[]) => ['platforms', name, ...path]
    const own = [...ownProblems(platform, at)]
    yield* own.length > 0 ? own : physicsProblems(name, platform, at)
  }
}

function* linkProblems(file: ScenarioFile): Generator<Problem> {
  const platforms = platformsOf(file)
  for (const [index, link] of file.links.entries()) {
    const { model } = link
    if (model.kind !== 'platform') continue
    const platform = platforms.get(model.platform)
    if (platform === undefined) continue
    yield* useProblems({ ...link, model }, model.platform, platform, (...path) => ['links', index, ...path])
  }
}
