import { sinceNow } from '../../../cases/steps.js'
import type { RepeaterCase } from '../repeater-test.js'
import { request, swaps } from '../steps.js'

const MILLISECOND = 1_000_000
const MANY = 4

/** Qubits on which the hardware works (section 6.7). */
export const busyCases: readonly RepeaterCase[] = [
  {
    name: 'network/qubits-of-a-swap',
    requirements: ['NET-072'],
    // There are no others for the next pairs, which both links want at once.
    scene: { qubits: 2, swapDuration: MILLISECOND },
    async play(test) {
      const { scene } = test
      const { up } = scene
      await test.begin()
      const label = await test.open()
      const isMisused = sinceNow(scene, (one) => one.kind === 'misuse' && one.requirement === 'NET-072')
      await request(test)
      up.peer.create(MANY, { purpose: label, minimumFidelity: 40_000 })
      await scene.until(() => swaps(test).length >= MANY || isMisused(), 50 * MANY * MILLISECOND)
      test.need(swaps(test).length > 0 || isMisused(), 'halves are swapped')
      test.check('NET-072', !isMisused(), 'what the hardware swaps is used for nothing else')
    }
  }
]
