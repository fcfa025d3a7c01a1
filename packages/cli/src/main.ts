#!/usr/bin/env node
import './colours.js'
import { type CommandDef, renderUsage, runCommand } from 'citty'
import { checkArguments } from './check-arguments.js'
import { commands, program } from './program.js'
import { describeError, WrongUse } from './errors.js'

const rawArgs = process.argv.slice(2)

try {
  await main(rawArgs)
} catch (error) {
  process.stderr.write(`${describeError(error, process.env.BELLWIRE_DEBUG === '1')}\n`)
  process.exitCode = error instanceof WrongUse ? 2 : 1
}

async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args
  if (name === '--version' || name === '-v') return print(program.meta.version)
  if (name === '--help' || name === '-h') return print(await renderUsage(program))
  const known = Object.keys(commands)
  if (name === undefined)
    throw new WrongUse(`bellwire: no command given; accepted: ${known.join(', ')}\n\n${await renderUsage(program)}`)
  const load = commands[name]
  if (load === undefined) throw new WrongUse(`bellwire: ${name} is not a command; accepted: ${known.join(', ')}`)
  const command: CommandDef = await load()
  if (rest.includes('--help') || rest.includes('-h')) return print(await renderUsage(command, program))
  await checkArguments(name, command, rest)
  await runCommand(command, { rawArgs: rest })
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
