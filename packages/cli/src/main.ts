#!/usr/bin/env node
import { chooseColours } from './colours.js'

chooseColours()
const { bellwire } = await import('./bellwire.js')
process.exitCode = await bellwire(process.argv.slice(2))
