import { readFileSync } from 'node:fs'

const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')

/** Of the command, and of the whole house. */
export const { version } = JSON.parse(manifest) as { readonly version: string }
