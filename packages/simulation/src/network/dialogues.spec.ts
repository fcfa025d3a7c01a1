import { expect, it } from 'vitest'
import { chain, idealLinks, networkOfTopology } from '../topology/index.js'
import { SimulatedNetwork } from './simulated-network.js'

it('programs at the two ends of a chain speak with each other, and a crash ends what they forget', () => {
  const description = networkOfTopology(chain(4, 20_000), { link: idealLinks({ fidelity: 0.98 }) })
  const network = new SimulatedNetwork({ ...description, classical: { loss: 0.3 } }, { seed: 1, wire: true })
  network.settle()
  const answers: string[] = []
  const [first, last] = [network.node('n1').applications, network.node('n4').applications]
  last.answer(7, { asked: (conversation, step, body) => conversation.reply(Uint8Array.of(step, ...body)) })
  const dialogue = first.open(4, 7, {
    answered: (_step, body) => {
      answers.push(body.join())
      if (answers.length < 4) dialogue.ask(Uint8Array.of(50))
    },
    ended: (reason) => answers.push(`ended ${reason}`)
  })
  dialogue.ask(Uint8Array.of(50))
  network.run(network.clock.now() + 60_000_000_000)
  expect(answers).toEqual(['0,50', '1,50', '2,50', '3,50'])
  network.node('n4').restart()
  dialogue.ask(Uint8Array.of(50))
  network.run(network.clock.now() + 60_000_000_000)
  expect(answers[4]).toBe('ended 5')
})
