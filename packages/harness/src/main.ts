#!/usr/bin/env node
// Bellwire's node or station in a process of its own, for the conformance suite: it says where it is controlled, and ends with its tester.
import { BellwireSubject } from './bellwire-subject.js'
import { ControlServer } from './control/control-server.js'

const FLAG = '--test-control'

if (process.argv.slice(2).join(' ') === FLAG) {
  const server = await ControlServer.start(new BellwireSubject())
  process.stdout.write(`${JSON.stringify({ ready: true, control: server.url, token: server.token })}\n`)
  await server.ended
  await server.close()
} else {
  process.stderr.write(
    `A node that is controlled by a test does nothing without it: start it with ${FLAG}, and nothing else.\n`
  )
  process.exitCode = 2
}
