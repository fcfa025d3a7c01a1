import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import {
  type Deployment,
  DeploymentError,
  makeToken,
  parseTokens,
  type Scope,
  SCOPES,
  type TokenEntry
} from '@bellwire/live'
import { WrongUse } from '../errors.js'
import { readInput } from '../files.js'
import { writeFiles } from './authority-files.js'

export interface TokenWish {
  readonly name: string
  readonly scopes: readonly string[]
  /** None given: every purpose. */
  readonly purposes: readonly string[]
  readonly expires: string | undefined
}

/** Makes a token, in the place of one of the same name. Returns it: it stands nowhere else. @throws WrongUse */
export function addToken(deployment: Deployment, wish: TokenWish): string {
  const path = tokensFile(deployment)
  const { token, hash } = makeToken()
  const { name, scopes, purposes, expires } = wish
  const entry = {
    name,
    hash,
    scopes: scopes.map(scopeOf),
    ...(purposes.length > 0 && { purposes: purposes.map(purposeOf) }),
    ...(expires !== undefined && { expires })
  }
  write(path, [...entriesOf(path).filter((one) => one.name !== name), entry])
  return token
}

/** Takes a token away. @throws WrongUse for one that is not there */
export function removeToken(deployment: Deployment, name: string): void {
  const path = tokensFile(deployment)
  const entries = entriesOf(path)
  const left = entries.filter((one) => one.name !== name)
  if (left.length < entries.length) return write(path, left)
  const names = entries.map((one) => one.name).join(', ')
  throw new WrongUse(`bellwire certs: --revoke is ${name}; accepted: ${names || 'none, there are no tokens'}`)
}

function tokensFile({ tokens, file }: Deployment): string {
  if (tokens !== undefined) return tokens
  throw new WrongUse(`bellwire certs: ${file} has no tokens; accepted: a file that names theirs`)
}

function entriesOf(path: string): readonly TokenEntry[] {
  if (!existsSync(path)) return []
  return checked(readInput(path, 'a file of tokens'), path)
}

function checked(text: string, path: string): readonly TokenEntry[] {
  try {
    return parseTokens(text, path)
  } catch (error) {
    if (error instanceof DeploymentError) throw new WrongUse(`bellwire certs: ${error.message}`)
    throw error
  }
}

function write(path: string, tokens: readonly TokenEntry[]): void {
  const text = `${JSON.stringify({ tokens }, null, 2)}\n`
  checked(text, path)
  writeFiles(dirname(path), [{ name: basename(path), text, mode: 0o600 }])
}

function scopeOf(text: string): Scope {
  const scope = SCOPES.find((one) => one === text)
  if (scope !== undefined) return scope
  throw new WrongUse(`bellwire certs: --scope is ${text}; accepted: ${SCOPES.join(', ')}`)
}

function purposeOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new WrongUse(`bellwire certs: --purpose is ${text}; accepted: an integer from 0 to 65535`)
}
