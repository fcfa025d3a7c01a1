import { renderUsage, runCommand } from 'citty'
import { checkArguments } from './check-arguments.js'
import { describeError, WrongUse } from './errors.js'
import { commands, program } from './program.js'

/**
 * The whole command: prints to stdout and stderr.
 *
 * @returns the exit code: 0 done, 1 what was run says no or has failed, 2 wrong use
 */
export async function bellwire(args: readonly string[]): Promise<number> {
  process.exitCode = 0
  try {
    await dispatch(args)
    return process.exitCode
  } catch (error) {
    process.stderr.write(`${describeError(error, process.env.BELLWIRE_DEBUG === '1')}\n`)
    return error instanceof WrongUse ? 2 : 1
  }
}

async function dispatch(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args
  if (name === '--version' || name === '-v') return print(program.meta.version)
  if (name === '--help' || name === '-h') return print(await renderUsage(program))
  const known = Object.keys(commands)
  if (name === undefined) {
    throw new WrongUse(`bellwire: no command given; accepted: ${known.join(', ')}\n\n${await renderUsage(program)}`)
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) throw new WrongUse(`bellwire: ${name} is not a command; accepted: ${known.join(', ')}`)
  const command = await load()
  if (rest.includes('--help') || rest.includes('-h')) return print(await renderUsage(command, program))
  await checkArguments(name, command, rest)
  await runCommand(command, { rawArgs: rest })
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
