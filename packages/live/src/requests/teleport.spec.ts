import { Basis } from '@bellwire/device'
import { SimulatedNetwork } from '@bellwire/simulation'
import { expect, it } from 'vitest'
import { row } from '../../test/one-process.js'
import { LiveRequest } from './live-request.js'
import { forgetful } from './request-keeper.js'
import { Teleporting } from './teleport.js'
import type { WishOf } from './wish.js'

const MILLISECOND = 1_000_000
const STATES = 4
const [ENDS, STATION] = [[1, 2], 3] as const

it('gives back pairs that come in the place of ones that were used, and are nobody’s', () => {
  let replaced = 0
  for (let seed = 1; seed <= 60; seed++) {
    const network = new SimulatedNetwork(row(['alice', 'bob']), { seed })
    network.settle()
    const [alice, bob] = [network.node('alice'), network.node('bob')]
    const source = alice.linkSource('bob', { purpose: 4, request: { minimumFidelity: 0.5 } })
    const receiver = bob.applications.teleports.receiver(
      bob.linkSource('alice', { purpose: 4, request: { minimumFidelity: 0.5 } }),
      {
        received: ({ qubit }) => bob.qubits.measureDirect(qubit, Basis.Z, () => undefined),
        voided: () => undefined
      }
    )
    bob.link('alice').accept(4)
    let delivered = 0
    alice.link('bob').subscribe({ delivered: () => (delivered += 1) })
    // Of a herald one end hears nothing now and then: the pair expires at the other, which may have used it.
    const lose = (loss: number): void => {
      for (const end of ENDS) network.network.configure(STATION, end, { loss })
    }
    lose(0.2)
    const states = Array.from({ length: STATES }, (): [number, number, number] => [0.3, 1.1, 2])
    const wish = { kind: 'teleport', link: 'bob', purpose: 4, minimumFidelity: 0.5, states } as WishOf<'teleport'>
    const request = new LiveRequest('one', 'somebody', wish, forgetful, () => undefined)
    new Teleporting(alice.applications.teleports, source, alice.qubits, () => undefined).serve(request, wish)
    network.run(network.clock.now() + 120_000 * MILLISECOND, () => request.state === 'open')
    expect(request.state).not.toBe('open')
    lose(0)
    network.run(network.clock.now() + 1000 * MILLISECOND)
    if (delivered > STATES) replaced += 1
    expect(alice.qubits.free, `seed ${seed}`).toBe(alice.qubits.total)
    receiver.close()
  }
  expect(replaced).toBeGreaterThan(0)
})
