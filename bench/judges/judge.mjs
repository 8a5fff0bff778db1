// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
//
// node judge.mjs gamedig TYPE PORT
// node judge.mjs rcon PORT PASSWORD COMMAND...
// node judge.mjs rustrcon PORT PASSWORD COMMAND
//
// Asks a simulator on 127.0.0.1 through a client that others wrote and prints what that client understood, as one line
// of JSON. Exit code 0 understood, 1 not, 64 wrong usage.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const [judge, ...rest] = process.argv.slice(2)

async function gamedig([type, port]) {
  const { GameDig } = await import('gamedig')
  const state = await GameDig.query({
    type, host: '127.0.0.1', port: Number(port), givenPortOnly: true, requestRules: true, requestPlayers: true,
    socketTimeout: 5000, attemptTimeout: 15000, maxRetries: 1
  })
  return {
    name: state.name, map: state.map, password: state.password, maxplayers: state.maxplayers,
    numplayers: state.numplayers, players: state.players.map(player => player.name),
    rules: Object.keys(state.raw.rules ?? {}).length, keywords: state.raw.tags, version: state.version
  }
}

async function rcon([port, password, ...commands]) {
  const { Rcon } = require('rcon-client')
  const client = await Rcon.connect({ host: '127.0.0.1', port: Number(port), password, timeout: 15000 })
  const replies = []
  for (const command of commands) {
    replies.push(await client.send(command))
  }
  await client.end()
  return { replies }
}

function rustrcon([port, password, command]) {
  const { Client } = require('rustrcon')
  return new Promise((resolve, reject) => {
    const client = new Client({ ip: '127.0.0.1', port: Number(port), password })
    const unasked = []
    client.on('connected', () => client.send(command, 'judge', 1001))
    client.on('error', error => reject(new Error(error.message ?? String(error))))
    client.on('disconnect', () => reject(new Error('disconnected before the reply')))
    client.on('message', message => {
      if (message.Identifier === 1001) {
        resolve({ reply: message.content ?? message.Message, unasked })
      } else {
        unasked.push(message.Identifier)
      }
    })
    client.login()
  })
}

const judges = { gamedig, rcon, rustrcon }
if (!judges[judge] || rest.length < 2) {
  console.error('usage: node judge.mjs gamedig TYPE PORT | rcon PORT PASSWORD COMMAND... | rustrcon PORT PASSWORD COMMAND')
  process.exit(64)
}
const timer = setTimeout(() => { console.error('no answer within 30 s'); process.exit(1) }, 30000)
try {
  console.log(JSON.stringify(await judges[judge](rest)))
  clearTimeout(timer)
  process.exit(0)
} catch (error) {
  console.error(String(error && error.stack || error))
  process.exit(1)
}
