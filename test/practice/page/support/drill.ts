import { App } from '@slack/bolt'
import { skewedClock } from '../../../../src/practice/control/clock.ts'
import { Faults } from '../../../../src/practice/control/faults.ts'
import { servePage } from '../../../../src/practice/page/serve.ts'
import type { Workspace } from '../../../../src/practice/workspace/workspace.ts'
import { startWorkspace } from '../../../../src/practice/workspace/workspace.ts'
import { quiet } from '../../support/quiet.ts'
import { switchboard } from '../../support/switchboard.ts'
import { inventory } from './drill-inventory.ts'
import { drillManifest } from './drill-manifest.ts'
import { card, declareForm, phase, words } from './drill-views.ts'

const scenarios = [
  { name: 'dynex-outage', title: 'Dynex outage', says: 'Jobs fail until the classical solvers take over.' },
  { name: 'bad-deploy', title: 'Bad deploy', says: 'A rollout that crash-loops.' },
  { name: 'traffic-spike', title: 'Traffic spike', says: 'More requests than the workers can take.' },
]

function answering(workspace: Workspace): App {
  const app = new App({
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    logger: quiet,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  app.command('/incident', async ({ ack, command, client }) => {
    await ack()
    if (command.text === '') {
      await client.views.open({ trigger_id: command.trigger_id, view: declareForm })
      return
    }
    const posted = await client.chat.postMessage({
      channel: command.channel_id,
      text: command.text,
      blocks: card(command.text, command.user_id, false),
    })
    await client.pins.add({ channel: command.channel_id, timestamp: posted.ts ?? '' })
    await client.chat.postEphemeral({
      channel: command.channel_id,
      user: command.user_id,
      text: `Declared *INC-42*. You command it until you hand it over.`,
    })
    const steps = await client.chat.postMessage({
      channel: command.channel_id,
      text: 'Immediate response',
      blocks: phase(),
    })
    for (const line of [
      '```GET https://dynex.co/api/health\n503 Service Unavailable```',
      'Two workers restarted in the last minute.',
    ])
      await client.chat.postMessage({ channel: command.channel_id, text: line, thread_ts: steps.ts ?? '' })
  })
  app.command('/inventory', async ({ ack, command, client }) => {
    await ack()
    await client.chat.postMessage({ channel: command.channel_id, text: 'Every block', blocks: inventory })
  })
  app.action('ack', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    await client.chat.update({
      channel: body.channel?.id ?? '',
      ts: body.message?.ts ?? '',
      text: 'Acknowledged',
      blocks: card('nqba Dynex is down', body.user.id, true),
    })
  })
  app.action('update', async ({ ack, body, client }) => {
    await ack()
    if (body.type === 'block_actions')
      await client.views.open({ trigger_id: body.trigger_id, view: declareForm })
  })
  app.action(/.*/, async ({ ack }) => ack())
  app.shortcut('declare', async ({ ack, shortcut, client }) => {
    await ack()
    await client.views.open({ trigger_id: shortcut.trigger_id, view: declareForm })
  })
  app.shortcut('keep', async ({ ack, shortcut, client }) => {
    await ack()
    if (shortcut.type === 'message_action')
      await client.chat.postEphemeral({
        channel: shortcut.channel.id,
        user: shortcut.user.id,
        text: 'Added to the timeline.',
      })
  })
  app.view('declare', async ({ ack, view, client, body }) => {
    const title = view.state.values.title?.value?.value ?? ''
    if (title.length < 3)
      return ack({
        response_action: 'errors',
        errors: { title: 'Say in three letters or more what is broken.' },
      })
    await ack()
    const channel = `#incidents`
    await client.chat.postMessage({
      channel,
      text: `Declared: ${title}`,
      blocks: card(title, body.user.id, false),
    })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: words('Your shift') },
          { type: 'section', text: { type: 'mrkdwn', text: 'Nothing is on fire. *2* incidents this week.' } },
          { type: 'divider' },
          ...phase(),
        ],
      },
    })
  })
  return app
}

export type Drill = { url: string; workspace: Workspace; stop(): Promise<void> }

/** The practice workspace with the page and a small real app, all over sockets. */
export async function startDrill(port = 0): Promise<Drill> {
  const workspace = await startWorkspace({
    port,
    clock: skewedClock(),
    faults: new Faults(),
    team: { name: 'Practice workspace', domain: 'practice' },
    people: [
      { id: 'U0ANA', name: 'ana', realName: 'Ana Ortiz', email: 'ana@example.com', title: 'Responder' },
      { id: 'U0BOB', name: 'bob', realName: 'Bob Lindqvist', email: 'bob@example.com', title: 'Approver' },
      { id: 'U0CHEN', name: 'chen', realName: 'Chen Wei', email: 'chen@example.com', title: 'Shift lead' },
      { id: 'U0DINA', name: 'dina', realName: 'Dina Haddad', email: 'dina@example.com', title: 'Manager' },
    ],
    channels: [
      {
        name: 'incidents',
        members: 'all',
        topic: 'One message per incident, redrawn as it moves',
        purpose: 'What is broken, and who has it.',
      },
      { name: 'shift', members: 'all', topic: 'Handoffs' },
      { name: 'random', members: 'all' },
      { name: 'nqba-team', members: ['U0CHEN'], purpose: 'The people of NQBA' },
    ],
    manifest: drillManifest,
    rateLimits: false,
    scenarios: switchboard(scenarios),
    page: servePage(),
  })
  const app = answering(workspace)
  await app.start()
  const { channels = [] } = await app.client.conversations.list()
  for (const { id } of channels) if (id) await app.client.conversations.join({ channel: id })
  return {
    url: workspace.url,
    workspace,
    async stop() {
      await app.stop()
      await workspace.stop()
    },
  }
}
