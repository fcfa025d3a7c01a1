import { readFileSync } from 'node:fs'
import type { CommandDef } from 'citty'
import { describe, expect, it } from 'vitest'
import { checkArguments } from './check-arguments.js'
import { commands } from './program.js'

const BELLWIRE = 'npm run bellwire -- '

/** Commands as they stand in a page: indented, on several lines with a backslash, with a comment after two blanks. */
function commandsOf(page: string): readonly string[] {
  const text = readFileSync(new URL(`../../../${page}`, import.meta.url), 'utf8').replaceAll(/\\\n\s*/g, '')
  return [...text.matchAll(/^ {4}(\S.*)$/gm)].map(([, line = '']) => line.replace(/ {2}.*$/, ''))
}

describe.each(['README.md', 'examples/diqkd/README.md'])('the commands in %s', (page) => {
  // Nothing puts the command on the path of whoever has a clone.
  it('call bellwire by npm', () => {
    expect(commandsOf(page).filter((line) => /^(npx )?bellwire /.test(line))).toEqual([])
  })

  it.each(commandsOf(page).filter((line) => line.startsWith(BELLWIRE)))('%s', async (line) => {
    const words = line.slice(BELLWIRE.length).match(/(?:'[^']*'|[^\s'])+/g) ?? []
    let [name = '', ...rest] = words.map((word) => word.replaceAll("'", ''))
    let command = await (commands[name] as () => Promise<CommandDef>)()
    const { subCommands } = command as { subCommands?: Record<string, () => Promise<CommandDef>> }
    if (subCommands !== undefined) {
      name = rest.shift() ?? ''
      command = await (subCommands[name] as () => Promise<CommandDef>)()
    }
    await checkArguments(name, command, rest)
  })
})
