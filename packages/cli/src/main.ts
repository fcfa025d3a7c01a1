#!/usr/bin/env node
import { chooseColours } from './colours.js'
import { tuneEngine } from './engine.js'

chooseColours()
tuneEngine()
const { bellwire } = await import('./bellwire.js')
process.exitCode = await bellwire(process.argv.slice(2))
