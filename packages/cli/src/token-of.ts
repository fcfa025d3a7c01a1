import { readFileSync } from 'node:fs'
import { checkSecrecy, KeyError } from '@bellwire/key-store'
import { WrongUse } from './errors.js'
import { readInput } from './files.js'

/** Of a command that asks running processes. */
export const TOKEN_FILE = {
  type: 'string',
  description: 'File with the token, readable by its owner alone; or BELLWIRE_TOKEN of the environment',
  valueHint: 'file'
} as const

/** Never by a flag: the arguments of a process are for everybody on its machine to see. */
export function tokenOf(command: string, file: string | undefined): string {
  const { BELLWIRE_TOKEN: token = '' } = process.env
  if (file === undefined && token === '')
    throw new WrongUse(
      `bellwire ${command}: there is no token; accepted: --token-file, or BELLWIRE_TOKEN of the environment`
    )
  if (file === undefined) return token
  try {
    checkSecrecy('--token-file', file)
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error instanceof KeyError) throw new WrongUse(`bellwire ${command}: ${error.message}`)
    return readInput(file, 'a file with a token').trim()
  }
}
