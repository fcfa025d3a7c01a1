import { type CommandDef, renderUsage, runCommand } from 'citty'
import { checkArguments } from './check-arguments.js'
import { describeError, WrongUse } from './errors.js'
import { commands, program } from './program.js'

/**
 * The whole command: prints to stdout and stderr.
 *
 * @returns the exit code: 0 done, 1 what was run says no or has failed, 2 wrong use; of `conformance`, where 2 says that
 *   too little was shown, 3
 */
export async function bellwire(args: readonly string[]): Promise<number> {
  process.exitCode = 0
  try {
    await dispatch(args)
    return process.exitCode
  } catch (error) {
    process.stderr.write(`${describeError(error, process.env.BELLWIRE_DEBUG === '1')}\n`)
    return error instanceof WrongUse ? wrongUseOf(args) : 1
  }
}

function wrongUseOf([name]: readonly string[]): number {
  return name === 'conformance' ? 3 : 2
}

async function dispatch(args: readonly string[]): Promise<void> {
  const [name] = args
  if (name === '--version' || name === '-v') return print(program.meta.version)
  if (name === '--help' || name === '-h') return print(await renderUsage(program))
  await descend('', commands, args)
}

/** Finds the command that the first words name, in a group of commands too, and runs it with the rest. */
async function descend(
  group: string,
  known: { readonly [name: string]: () => Promise<CommandDef> },
  args: readonly string[]
): Promise<void> {
  const [name, ...rest] = args
  const place = ['bellwire', ...(group === '' ? [] : [group])].join(' ')
  const names = Object.keys(known).join(', ')
  if (name === undefined) {
    throw new WrongUse(`${place}: no command given; accepted: ${names}\n\n${await groupUsage(group)}`)
  }
  const load = Object.hasOwn(known, name) ? known[name] : undefined
  if (load === undefined) throw new WrongUse(`${place}: ${name} is not a command; accepted: ${names}`)
  const command = await load()
  const path = group === '' ? name : `${group} ${name}`
  const { subCommands } = command
  if (subCommands !== undefined && !['--help', '-h'].includes(rest[0] ?? '')) {
    return descend(path, subCommands as Record<string, () => Promise<CommandDef>>, rest)
  }
  if (rest.includes('--help') || rest.includes('-h')) return print(await usage(command, place))
  await checkArguments(path, command, rest)
  await runCommand(command, { rawArgs: rest })
}

/** @param place the words before the command's own name, all of which have to be typed */
function usage(command: CommandDef, place: string): Promise<string> {
  return renderUsage(command, { meta: { name: place, version: program.meta.version } })
}

async function groupUsage(group: string): Promise<string> {
  const load = commands[group]
  return load === undefined ? renderUsage(program) : usage(await load(), program.meta.name)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
