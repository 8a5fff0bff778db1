// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
//
// node discord.mjs REST TOKEN
//
// A bot by discord.js for the Discord simulator, REST without the version (http://127.0.0.1:N/api). Registers three
// commands in the guild alpha, prints one line of JSON and answers in every way there is until its input ends.
import {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits, LabelBuilder, MessageFlags,
  ModalBuilder, StringSelectMenuBuilder, TextInputBuilder, TextInputStyle
} from 'discord.js'

const ALPHA = '200000000000000001'
const ALERTS = '200000000000000022'
const [api, token] = process.argv.slice(2)
if (!token) {
  console.error('usage: node discord.mjs REST TOKEN')
  process.exit(64)
}

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api, version: '10' } })

const commands = [
  {
    name: 'backup',
    description: 'Backups',
    options: [{
      type: 1,
      name: 'now',
      description: 'Takes a backup',
      options: [{ type: 3, name: 'server', description: 'Which', required: true, autocomplete: true }]
    }]
  },
  { name: 'ask', description: 'Asks before it does anything' },
  { name: 'post', description: 'Writes, changes, reads and deletes a message' }
]

async function backup(interaction) {
  await interaction.deferReply()
  await interaction.editReply({
    content: `done: ${interaction.options.getString('server')}`,
    files: [{ attachment: Buffer.from('a line'), name: 'log.txt' }]
  })
  await interaction.followUp({ content: 'only you see this', flags: MessageFlags.Ephemeral })
}

function ask(interaction) {
  return interaction.reply({
    content: 'sure?',
    flags: MessageFlags.Ephemeral,
    components: [
      new ActionRowBuilder().addComponents(
        new ButtonBuilder().setCustomId('v1:yes').setLabel('Restore').setStyle(ButtonStyle.Danger),
        new ButtonBuilder().setCustomId('v1:no').setLabel('Cancel').setStyle(ButtonStyle.Secondary)),
      new ActionRowBuilder().addComponents(new StringSelectMenuBuilder().setCustomId('v1:mute').addOptions(
        { label: 'One hour', value: '1h' }, { label: 'Eight hours', value: '8h' }))
    ]
  })
}

async function post(interaction) {
  await interaction.deferReply()
  const channel = await client.channels.fetch(ALERTS)
  const message = await channel.send({
    content: 'firing <@110000000000000003> @everyone',
    embeds: [{ title: 'node: what', description: 'a sentence', fields: [{ name: 'Since', value: 'now', inline: true }] }],
    allowedMentions: { parse: [] }
  })
  await message.edit('resolved')
  const read = await channel.messages.fetch({ message: message.id, force: true })
  await message.pin()
  await message.delete()
  await interaction.editReply(`read ${read.content}`)
}

function form() {
  return new ModalBuilder().setCustomId('v1:confirm').setTitle('Really?').addLabelComponents(
    new LabelBuilder().setLabel('Name').setTextInputComponent(
      new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short)))
}

async function select(interaction) {
  await interaction.deferUpdate()
  await interaction.editReply(`muted [${interaction.values.join(', ')}] for ${interaction.user.username}`)
}

function answer(interaction) {
  if (interaction.isChatInputCommand()) {
    return { backup, ask, post }[interaction.commandName](interaction)
  }
  if (interaction.isAutocomplete()) {
    return interaction.respond([{ name: 'ark', value: 'ark' }, { name: 'ark-two', value: 'ark-two' }])
  }
  if (interaction.isButton()) {
    return interaction.customId === 'v1:no'
      ? interaction.update({ content: 'cancelled', components: [] })
      : interaction.showModal(form())
  }
  if (interaction.isStringSelectMenu()) {
    return select(interaction)
  }
  return interaction.reply(`typed ${interaction.fields.getTextInputValue('name')}`)
}

function failed(error) {
  console.error(String(error && error.stack || error))
  process.exit(1)
}

client.on(Events.Error, failed)
client.on(Events.InteractionCreate, interaction => Promise.resolve(answer(interaction)).catch(failed))
client.once(Events.ClientReady, async () => {
  await client.application.fetch()
  await client.guilds.cache.get(ALPHA).commands.set(commands)
  console.log(JSON.stringify({ guilds: client.guilds.cache.size, owner: client.application.owner.username }))
})
process.stdin.on('end', () => client.destroy().then(() => process.exit(0), failed)).resume()
client.login(token).catch(failed)
