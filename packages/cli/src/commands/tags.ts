import { linkTags, LinkTagsError, parseQuantity, tagFile, unitsOf } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { WrongUse } from '../errors.js'
import { writeOutput } from '../files.js'
import { refuseSameFiles } from '../same-files.js'
import { scenarioOfFile } from '../scenario-file.js'
import { seedOf } from '../seed.js'

export const tagsCommand = defineCommand({
  meta: { name: 'tags', description: "Write the time tags of a scenario's link with a pair source" },
  args: {
    scenario: { type: 'positional', description: 'Scenario file (YAML)', required: true },
    a: { type: 'string', description: 'File for the tags of end a', valueHint: 'file', required: true },
    b: { type: 'string', description: 'File for the tags of end b', valueHint: 'file', required: true },
    link: { type: 'string', description: 'Its two nodes, such as alice-bob, where there are several such links' },
    time: { type: 'string', description: "How long to record, such as '2 s'. Default the scenario's duration" },
    seed: { type: 'string', description: "Instead of the scenario's own" },
    binary: { type: 'boolean', description: 'Eight bytes a tag instead of a line of text' }
  },
  run({ args }) {
    refuseSameFiles(
      'tags',
      [{ flag: 'the scenario', path: args.scenario }],
      [
        { flag: '--a', path: args.a },
        { flag: '--b', path: args.b }
      ]
    )
    const scenario = scenarioOfFile(args.scenario)
    const duration = args.time === undefined ? scenario.duration : timeOf(args.time)
    const form = args.binary === true ? 'binary' : 'text'
    try {
      const { alice, bob } = linkTags(scenario, duration, {
        ...(args.link !== undefined && { between: args.link }),
        ...(args.seed !== undefined && { seed: seedOf('tags', args.seed) })
      })
      writeOutput('tags', args.a, tagFile(alice, form))
      writeOutput('tags', args.b, tagFile(bob, form))
      process.stdout.write(`${args.a}: ${alice.labels.length} tags\n${args.b}: ${bob.labels.length} tags\n`)
    } catch (error) {
      if (error instanceof LinkTagsError) throw new WrongUse(`bellwire tags: ${error.message}`)
      throw error
    }
  }
})

function timeOf(text: string): number {
  const time = parseQuantity('time', text)
  if (time !== undefined && time > 0) return time
  throw new WrongUse(
    `bellwire tags: --time is ${text}; accepted: a time such as '2 s', in ${unitsOf('time').join(', ')}`
  )
}
