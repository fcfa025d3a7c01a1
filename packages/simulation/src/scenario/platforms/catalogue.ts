import { type Platform, type PublishedHardware, publishedHardware } from '@bellwire/physics'
import { readScenarioFile } from '../read/read-scenario.js'
import type { PlatformInput } from '../schema/platform.js'
import { builtIn } from './built-in/built-in.js'
import { type BuiltInName, builtInNames } from './built-in/names.js'
import { describedPlatform } from './described-platform.js'
import { platformYaml } from './platform-yaml.js'

/** A platform, and how a scenario would describe it. */
export interface KnownPlatform extends Platform {
  /** The section of a scenario that describes it, in YAML; with it the scenario plays as with the platform's name. */
  yaml(): string
}

const PUBLISHED: Readonly<Partial<Record<BuiltInName, PublishedHardware>>> = {
  ca40: publishedHardware.ca40,
  'ca40-10km': publishedHardware.ca40,
  'ca40-101km': publishedHardware.ca40,
  rb87: publishedHardware.rb87,
  'rb87-stored': publishedHardware.rb87,
  'rb87-ab': publishedHardware.rb87,
  'rb87-ac': publishedHardware.rb87,
  'rb87-bc': publishedHardware.rb87,
  'yb-eu': publishedHardware.ybEu,
  'er-yso': publishedHardware.erYso
}

/** Every platform that scenarios may name without describing it. */
export function knownPlatforms(): readonly KnownPlatform[] {
  return builtInNames.map((name) => known(name, builtIn[name], PUBLISHED[name]))
}

/**
 * The platforms that a scenario describes itself.
 *
 * @throws ScenarioError as {@link readScenarioFile}
 */
export function platformsOfScenario(text: string, file = 'scenario'): readonly KnownPlatform[] {
  const { platforms = {} } = readScenarioFile(text, file)
  return Object.entries(platforms).map(([name, description]) => known(name, description))
}

function known(name: string, description: PlatformInput, published?: PublishedHardware): KnownPlatform {
  return { ...describedPlatform(name, description, published), yaml: () => platformYaml(name, description) }
}
