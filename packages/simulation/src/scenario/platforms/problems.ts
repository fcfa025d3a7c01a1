import { known } from '../read/known.js'
import type { FieldPath, Problem } from '../read/scenario-error.js'
import { memoryProblems } from '../read/memory-problems.js'
import type { LinkFileInput } from '../schema/link.js'
import type { PlatformInput } from '../schema/platform.js'
import type { ScenarioFile } from '../schema/scenario.js'
import { platformsOf } from './resolve.js'

/** What a schema cannot say of platforms, and of who names them. */
export function* platformProblems(file: ScenarioFile): Generator<Problem> {
  const platforms = platformsOf(file)
  const names = [...platforms.keys()]
  for (const [name, platform] of Object.entries(file.platforms ?? {})) {
    yield* ownProblems(platform, (...path) => ['platforms', name, ...path])
  }
  for (const [index, { platform }] of file.nodes.entries()) {
    if (platform !== undefined) yield* known(['nodes', index, 'platform'], platform, names, 'platform')
  }
  for (const [index, link] of file.links.entries()) {
    if (link.model.kind !== 'platform') continue
    const { platform: name } = link.model
    yield* known(['links', index, 'model', 'platform'], name, names, 'platform')
    const platform = platforms.get(name)
    if (platform !== undefined) yield* useProblems(link, name, platform, (...path) => ['links', index, ...path])
  }
}

type At = (...path: FieldPath) => FieldPath

function* ownProblems(platform: PlatformInput, at: At): Generator<Problem> {
  yield* memoryProblems(platform, at)
}

function* useProblems(link: LinkFileInput, name: string, platform: PlatformInput, at: At): Generator<Problem> {
  const arms = [link.arms?.a?.length, link.arms?.b?.length]
  const measured = link.length !== undefined || arms.some((length) => length !== undefined)
  if (platform.length !== undefined && measured)
    yield { path: at('length'), value: 'given', accepted: `no length: ${name} has its own` }
  if (platform.length === undefined && link.length === undefined && arms.includes(undefined))
    yield { path: at('length'), value: 'missing', accepted: `a length such as '10 km', for platform ${name}` }
}
