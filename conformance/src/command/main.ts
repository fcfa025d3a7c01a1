#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { ARGUMENTS, type Given } from './arguments.js'
import { conformance, failed } from './command.js'
import { WrongUse } from './wrong-use.js'

const NAME = 'bellwire-conformance'

type Argument = { readonly type: string; readonly description: string; readonly valueHint?: string }

const flags = Object.entries<Argument>(ARGUMENTS).filter(([, { type }]) => type !== 'positional')

function help(): string {
  const lines = flags.map(([name, { description, valueHint, type }]) => {
    const value = type === 'boolean' ? '' : `=${(valueHint ?? 'number').toUpperCase()}`
    return `  ${`--${name}${value}`.padEnd(20)} ${description}\n`
  })
  return `${NAME} --iut FILE\n${NAME} replay TRACE --iut FILE\n\n${lines.join('')}`
}

/** @throws WrongUse */
function given(args: readonly string[]): Given & { readonly help?: boolean } {
  const options = Object.fromEntries(
    flags.map(([name, { type }]) => [name, { type: type === 'boolean' ? ('boolean' as const) : ('string' as const) }])
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true
    })
    const [action, trace, ...more] = positionals
    if (more.length > 0) throw new WrongUse(`${more[0]} is one argument too many; accepted: replay TRACE`)
    return { ...values, action, trace }
  } catch (error) {
    if (error instanceof TypeError) throw new WrongUse(error.message)
    throw error
  }
}

try {
  const wish = given(process.argv.slice(2))
  if (wish.help === true) process.stdout.write(help())
  else process.exitCode = await conformance(wish, { name: NAME })
} catch (error) {
  if (!(error instanceof WrongUse)) throw error
  process.exitCode = failed(error, { name: NAME })
}
