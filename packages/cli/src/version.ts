import { readFileSync } from 'node:fs'
import { packageFile } from './package-file.js'

const manifest = readFileSync(packageFile('package.json'), 'utf8')

/** Of the command, and of the whole house. */
export const { version } = JSON.parse(manifest) as { readonly version: string }
