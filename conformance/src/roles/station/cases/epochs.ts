import type { StationCase } from '../station-test.js'
import { hellosTo } from '../station-test.js'

/** Which epochs are over, where there were few of them (sections 2.2 and 2.7). */
export const epochCases: readonly StationCase[] = [
  {
    name: 'station/first-epochs',
    requirements: ['PHY-093', 'PHY-094'],
    async play(test) {
      const { scene, one } = test
      await scene.stage.start()
      const node = scene.nodeOf(one)
      for (const epoch of [0, 1, 2]) {
        if (epoch > 0) await scene.open(epoch)
        test.need(scene.epoch === epoch, `epoch ${epoch} is open`)
        const over = Math.max(0, epoch - 1)
        const { frames } = await scene.gen(one, { epoch: epoch + 1 })
        const [hello] = hellosTo(frames, node)
        test.check('PHY-093', hello?.epoch === over, `in epoch ${epoch} a GEN of another is told of ${hello?.epoch}`)
        const stranger = await scene.say(node, scene.helloOf(node, { incarnation: 99 }))
        const [answer] = hellosTo(stranger.frames, node)
        test.check('PHY-094', answer?.epoch === epoch, `a new process of a node is told of ${answer?.epoch}`)
        if (epoch === 0) continue
        const former = await scene.say(node, scene.helloOf(node, { epoch: over }))
        const [late] = hellosTo(former.frames, node)
        test.check('PHY-094', late?.epoch === over, `a HELLO from before epoch ${epoch} is told of ${late?.epoch}`)
      }
    }
  }
]
