import {
  type KnownPlatform,
  knownPlatforms,
  nearest,
  parseQuantity,
  platformsOfScenario,
  unitsOf
} from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { WrongUse } from '../errors.js'
import { readInput } from '../files.js'
import { jsonText } from '../json-text.js'
import { plainPlatform, platformList, platformText } from '../platform-text.js'

const DEFAULT_KILOMETRES = 10

export const platformsCommand = defineCommand({
  meta: { name: 'platforms', description: 'Show the hardware that scenarios may name, known or described in a file' },
  args: {
    name: { type: 'positional', required: false, description: 'Of a platform: its numbers, a link and a node of it' },
    length: { type: 'string', description: "Length of the link shown (default '10 km', or its only length)" },
    scenario: { type: 'string', description: 'The platforms that this scenario describes, instead', valueHint: 'file' },
    yaml: { type: 'boolean', description: 'Print the section of a scenario that describes it' },
    json: { type: 'boolean', description: 'Print one JSON document' }
  },
  run({ args }) {
    if (args.yaml === true && args.json === true)
      throw new WrongUse('bellwire platforms: --yaml and --json are given; accepted: one of them')
    const platforms = args.scenario === undefined ? knownPlatforms() : described(args.scenario)
    if (args.name === undefined) {
      const other = (['length', 'yaml'] as const).find((flag) => args[flag] !== undefined)
      if (other !== undefined) {
        const names = platforms.map(({ name }) => name).join(', ')
        throw new WrongUse(
          `bellwire platforms: --${other} is given and no platform is named; accepted: a name: ${names}`
        )
      }
      return process.stdout.write(
        args.json === true ? `${jsonText(platforms.map(plainSummary))}\n` : platformList(platforms)
      )
    }
    const platform = named(args.name, platforms)
    if (args.yaml === true) {
      if (args.length !== undefined)
        throw new WrongUse('bellwire platforms: --length and --yaml are given; accepted: one of them')
      return process.stdout.write(platform.yaml())
    }
    const link = platform.link(lengthOf(args.length, platform))
    return process.stdout.write(
      args.json === true ? `${jsonText(plainPlatform(platform, link))}\n` : platformText(platform, link)
    )
  }
})

function described(path: string): readonly KnownPlatform[] {
  const platforms = platformsOfScenario(readInput(path, 'a scenario file'), path)
  if (platforms.length === 0)
    throw new WrongUse(`bellwire platforms: ${path} describes no platform; accepted: a scenario with platforms`)
  return platforms
}

function named(name: string, platforms: readonly KnownPlatform[]): KnownPlatform {
  const platform = platforms.find((one) => one.name === name)
  if (platform !== undefined) return platform
  const names = platforms.map((one) => one.name)
  const meant = nearest(name, names)
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`
  throw new WrongUse(`bellwire platforms: ${name} is not a platform; accepted: ${names.join(', ')}${hint}`)
}

function lengthOf(text: string | undefined, { name, lengthKilometres }: KnownPlatform): number {
  if (text === undefined) return lengthKilometres ?? DEFAULT_KILOMETRES
  if (lengthKilometres !== undefined) {
    throw new WrongUse(
      `bellwire platforms: --length is ${text}; accepted: no length, since links of ${name} have ${lengthKilometres} km`
    )
  }
  const length = parseQuantity('length', text)
  if (length === undefined) {
    throw new WrongUse(
      `bellwire platforms: --length is ${text}; accepted: a length such as '10 km', in ${unitsOf('length').join(', ')}`
    )
  }
  return length
}

function plainSummary({ name, title, paper, heraldingPlace, offers, lengthKilometres }: KnownPlatform): unknown {
  return { name, title, paper, heraldingPlace, offers, lengthKilometres }
}
