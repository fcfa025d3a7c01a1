import type { ArgDef, ArgsDef, CommandDef } from 'citty'
import { WrongUse } from './errors.js'

/**
 * Holds what was typed against what a command knows: no unknown flag, no value where none belongs or none where one
 * does, no argument too many or too few.
 *
 * @throws WrongUse naming the argument and what is accepted
 */
export async function checkArguments(name: string, command: CommandDef, rawArgs: readonly string[]): Promise<void> {
  const definitions = await resolved(command.args)
  const flags = new Map<string, ArgDef>()
  const positionals: [string, ArgDef][] = []
  for (const [key, definition] of Object.entries(definitions)) {
    if (definition.type === 'positional') positionals.push([key, definition])
    else {
      flags.set(`--${key}`, definition)
      const { alias = [] } = definition as { alias?: string | string[] }
      for (const short of [alias].flat()) flags.set(short.length === 1 ? `-${short}` : `--${short}`, definition)
    }
  }
  const given: string[] = []
  const seen = new Set<ArgDef>()
  let index = 0
  while (index < rawArgs.length) {
    const argument = rawArgs[index] as string
    index += 1
    if (argument === '--') {
      given.push(...rawArgs.slice(index))
      break
    }
    if (!argument.startsWith('-') || argument === '-') {
      given.push(argument)
      continue
    }
    const equals = argument.indexOf('=')
    const flag = equals < 0 ? argument : argument.slice(0, equals)
    const definition = flags.get(flag)
    if (definition === undefined) {
      throw new WrongUse(
        `bellwire ${name}: ${flag} is not a flag of ${name}; accepted: ${[...flags.keys(), '--help'].join(', ')}`
      )
    }
    if (seen.has(definition) && !isRepeatable(definition))
      throw new WrongUse(`bellwire ${name}: ${flag} is given twice; accepted: once`)
    seen.add(definition)
    if (definition.type === 'boolean') {
      if (equals >= 0) throw new WrongUse(`bellwire ${name}: ${argument} has a value; accepted: ${flag} alone`)
      continue
    }
    if (equals >= 0) continue
    const value = rawArgs[index]
    if (value === undefined || (value.startsWith('-') && !/^-[\d.]/.test(value))) {
      throw new WrongUse(`bellwire ${name}: ${flag} has no value; accepted: ${flag} VALUE`)
    }
    index += 1
  }
  const missing = positionals.slice(given.length).find(([, { required }]) => required !== false)
  if (missing !== undefined)
    throw new WrongUse(
      `bellwire ${name}: ${missing[0].toUpperCase()} is missing; accepted: ${usage(name, positionals)}`
    )
  const tooMany = given[positionals.length]
  if (tooMany !== undefined)
    throw new WrongUse(`bellwire ${name}: ${tooMany} is one argument too many; accepted: ${usage(name, positionals)}`)
}

/** Of a flag that may be given more than once; its values are those of {@link repeatedValues}. */
export const REPEATABLE = { repeatable: true } as const

function isRepeatable(definition: ArgDef): boolean {
  return (definition as Partial<typeof REPEATABLE>).repeatable === true
}

/** All values of a flag, in their order, where {@link checkArguments} has nothing against the arguments. */
export function repeatedValues(flag: string, rawArgs: readonly string[]): readonly string[] {
  const end = rawArgs.indexOf('--')
  return (end < 0 ? rawArgs : rawArgs.slice(0, end)).flatMap((argument, index) => {
    if (argument.startsWith(`${flag}=`)) return [argument.slice(flag.length + 1)]
    return argument === flag ? [rawArgs[index + 1] as string] : []
  })
}

function usage(name: string, positionals: readonly [string, ArgDef][]): string {
  const words = positionals.map(([key, { required }]) =>
    required === false ? `[${key.toUpperCase()}]` : key.toUpperCase()
  )
  return ['bellwire', name, ...words].join(' ')
}

async function resolved(args: CommandDef['args']): Promise<ArgsDef> {
  return (typeof args === 'function' ? await args() : await args) ?? {}
}
