#!/usr/bin/env node
import './colours.js'
import { bellwire } from './bellwire.js'

process.exitCode = await bellwire(process.argv.slice(2))
