import { createRandom, VirtualClock } from '@bellwire/runtime'
import { memoryChannels } from '@bellwire/transport'
import { describe, expect, it } from 'vitest'
import { ScriptedDevice } from '../../test/scripted-device.js'
import { virtualWall } from '../../test/virtual-wall.js'
import { type DeviceCapabilities, type DeviceResult, DeviceServer, RemoteDevice, Secret } from '../index.js'

const capabilities: DeviceCapabilities = {
  qubits: 2,
  measureDuration: 300,
  correctDuration: 10,
  storeDuration: 0,
  swapping: true,
  swapDuration: 100,
  swapQuality: 0.98,
  gateDuration: 20,
  distillation: false,
  distilDuration: 0,
  storage: false,
  coherenceTime: Infinity,
  links: [
    { link: 1, keep: true, operatingPoints: [{ brightness: 0.1, fidelity: 0.9, successProbability: 1e-3 }] },
    { link: 2, keep: false, arrival: { bases: [0, 1], choice: 'hardware', shares: [0.5, 0.5] }, operatingPoints: [] }
  ]
}

const DELAY = 40_000

/** A node's hardware behind a server, in virtual time. */
function scene({ names = ['server', 'alice'] as [string, string] } = {}) {
  const clock = new VirtualClock()
  const device = new ScriptedDevice(capabilities)
  const server = new DeviceServer({
    hardware: new Map([['alice', { role: 'node', device, clock }]]),
    random: createRandom(3)
  })
  const said: string[] = []
  const results: DeviceResult[] = []
  const remote = new RemoteDevice({
    name: 'alice',
    time: virtualWall(clock),
    watch: {
      connected: () => said.push('connected'),
      away: (reason) => said.push(`away: ${reason}`),
      refused: (text) => said.push(`refused: ${text}`)
    }
  })
  remote.listen((result) => results.push(result))
  remote.watch((notice) => said.push(notice))
  const connect = () => {
    const [there, here] = memoryChannels(clock, DELAY, names)
    server.accept(there)
    remote.attach(here)
    return { there, here }
  }
  const pass = (milliseconds: number) => clock.run({ until: clock.now() + milliseconds * 1e6 })
  return { clock, device, server, remote, said, results, connect, pass }
}

describe('hardware behind a channel', () => {
  it('states what it can do, obeys and answers', () => {
    const { device, remote, said, results, connect, pass } = scene()
    expect(() => remote.capabilities).toThrow(/NO_SESSION/)
    connect()
    pass(1)
    expect(said).toEqual(['connected'])
    expect(remote.capabilities).toEqual(capabilities)
    device.obey = (command) => {
      if (command.type === 'measure')
        device.listener({ type: 'measured', qubit: command.qubit, tag: command.tag, outcome: new Secret(1) })
    }
    const command = { type: 'measure', qubit: 1, basis: 1, rotation: null, tag: -4 } as const
    remote.execute(command)
    pass(1)
    expect(device.told).toEqual(['reset', command])
    const [result] = results
    expect(result).toMatchObject({ type: 'measured', qubit: 1, tag: -4 })
    expect(result?.type === 'measured' && result.outcome.reveal()).toBe(1)
  })
})
