import { ARGUMENTS, conformance } from '@bellwire/conformance/command'
import { BellwireSubject } from '@bellwire/harness'
import { defineCommand } from 'citty'

export const conformanceCommand = defineCommand({
  meta: {
    name: 'conformance',
    description:
      'Judge a node, a station, a KME or nodes that distribute keys, of any implementation, by the clauses of the specification'
  },
  args: {
    ...ARGUMENTS,
    iut: { ...ARGUMENTS.iut, description: `${ARGUMENTS.iut.description} (default: this one, in this process)` }
  },
  async run({ args }) {
    const own = (): BellwireSubject => new BellwireSubject()
    process.exitCode = await conformance(args, { name: 'bellwire conformance', own })
  }
})
