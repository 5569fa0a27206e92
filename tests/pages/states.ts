import { expect, type Page } from '@playwright/test';

/** One state of one page: where it is, and what leads there. Found by what is the same in every language. */
export type PageState = {
  name: string;
  path: string;
  open?: (page: Page) => Promise<void>;
  cutOff?: 'always' | 'later';
  /** What the page cannot make sense of: this text of the server's messages is replaced. */
  garble?: [from: string, to: string];
  /** What the browser rightly complains of. */
  complaint?: string;
};

/** A panel that fails, and a frame that does. */
export const GARBLED_FUNNEL: [string, string] = ['"funnel":[', '"funnel":null,"_":['];
export const GARBLED_FRAME: [string, string] = ['"simulations":[', '"simulations":7,"_":['];

/** Before the first event. */
export const EMPTY: PageState[] = [
  { name: 'live-first-run', path: '/', open: (page) => visible(page, '.kpis') },
  { name: 'live-loading', path: '/', cutOff: 'always', open: (page) => visible(page, '.skel') },
  { name: 'alerts-empty', path: '/alerts', open: (page) => visible(page, '.alist') },
  { name: 'events-empty', path: '/events', open: (page) => visible(page, '.tail') },
  { name: 'pipeline-empty', path: '/pipeline', open: (page) => visible(page, '.hopc') },
  { name: 'pipeline-loading', path: '/pipeline', cutOff: 'always', open: (page) => visible(page, '.skel') },
  { name: 'events-loading', path: '/events', cutOff: 'always', open: (page) => visible(page, '.tailrow .skel') },
];

/** With traffic. */
export const BUSY: PageState[] = [
  { name: 'rules', path: '/rules', open: shows('[data-rule]') },
  { name: 'rules-edit', path: '/rules/payment-failures', open: shows('.btvalue') },
  { name: 'rules-new', path: '/rules/new', open: shows('.btvalue') },
  {
    name: 'rules-users',
    path: '/rules/new',
    open: steps(shows('.btvalue'), choose('.inq select', 'users'), shows('.inq > .t3')),
  },
  {
    name: 'rules-ratio-usual',
    path: '/rules/payment-failures',
    open: steps(shows('.btvalue'), choose('.rs select:has(option[value=spread])', 'spread'), shows('.rs.sub select')),
  },
  {
    name: 'rules-burst',
    path: '/rules/user-burst',
    open: steps(shows('.btvalue'), choose('.inq select', 'category:cart')),
  },
  { name: 'rules-wrong', path: '/rules/new', open: steps(shows('.inl.num'), clear('.inl.num')) },
  { name: 'rules-unknown', path: '/rules/none', open: shows('.emptystate') },
  { name: 'channels-empty', path: '/channels', open: shows('.alist .btn') },
  {
    name: 'channels-new',
    path: '/channels?id=new',
    open: steps(press('.ruleform .seg button:last-child'), shows('.ruleform')),
  },
  { name: 'events', path: '/events', open: shows('.tailrow') },
  { name: 'events-open', path: '/events', open: steps(shows('.tailrow'), press('.tailrow .open'), shows('.way')) },
  { name: 'events-paused', path: '/events', open: steps(shows('.tailrow'), press('[data-pause]')) },
  { name: 'events-stale', path: '/events', cutOff: 'later', open: shows('.conn[data-state=stale]') },
  { name: 'events-no-match', path: '/events?user=nobody', open: shows('.tail .emptystate') },
  { name: 'pipeline', path: '/pipeline', open: shows('.lagbox') },
  { name: 'pipeline-table', path: '/pipeline', open: steps(press('[data-table-toggle]'), shows('.lagp table')) },
  { name: 'pipeline-stale', path: '/pipeline', cutOff: 'later', open: shows('.conn[data-state=stale]') },
  { name: 'not-found', path: '/nowhere', complaint: '404', open: shows('.message') },
];

/** With two alerts that fire. */
export const ALERTING: PageState[] = [
  { name: 'live', path: '/', open: chart },
  { name: 'live-table', path: '/', open: steps(chart, press('.chartp [data-table-toggle]'), shows('.chartp table')) },
  { name: 'live-lines', path: '/', open: steps(chart, press('.chartp .seg button:last-child')) },
  { name: 'live-paused', path: '/', open: steps(chart, press('[data-pause]')) },
  { name: 'live-simulate-menu', path: '/', open: steps(chart, press('.split .sb'), shows('[role=dialog]')) },
  { name: 'live-stale', path: '/', cutOff: 'later', open: steps(chart, shows('.conn[data-state=stale]')) },
  { name: 'live-focus', path: '/?focus=category:cart', open: chart },
  { name: 'live-focus-empty', path: '/?focus=search:nothing', open: shows('.chartp') },
  { name: 'live-panel-failed', path: '/', garble: GARBLED_FUNNEL, complaint: 'TypeError', open: shows('.failed') },
  { name: 'page-failed', path: '/', garble: GARBLED_FRAME, complaint: 'TypeError', open: shows('.message') },
  { name: 'palette', path: '/', open: steps(chart, (page) => page.keyboard.press('Control+k'), shows('[cmdk-root]')) },
  {
    name: 'palette-no-match',
    path: '/',
    open: steps(chart, (page) => page.keyboard.press('Control+k'), fill('[cmdk-input]', 'nothing at all')),
  },
  { name: 'shortcuts', path: '/', open: steps(chart, (page) => page.keyboard.press('?'), shows('kbd')) },
  { name: 'alerts', path: '/alerts', open: shows('.ar') },
  {
    name: 'alerts-stale',
    path: '/alerts',
    cutOff: 'later',
    open: steps(shows('.ar'), shows('.conn[data-state=stale]')),
  },
  { name: 'alerts-open', path: '/alerts', open: steps(shows('.ar'), press('.ar .open'), shows('.sheet')) },
  {
    name: 'alert-page',
    path: '/alerts',
    open: steps(shows('.ar'), press('.ar .open'), press('.sheet .hd a'), shows('.around .btvalue')),
  },
  { name: 'alert-unknown', path: '/alerts/none', complaint: '404', open: shows('.emptystate') },
  { name: 'alerts-no-match', path: '/alerts', open: steps(shows('.ar'), type('nothing at all')) },
  { name: 'alerts-silences', path: '/alerts?silences', open: shows('.ruleform') },
  {
    name: 'alerts-silence-weekly',
    path: '/alerts?silences',
    open: steps(press('.ruleform .seg:has(button:nth-child(2):last-child) button:last-child'), shows('.days')),
  },
  {
    name: 'alerts-said',
    path: '/alerts',
    open: steps(shows('.ar'), press('.ar .open'), say('It is the crawler'), press('.act .primary'), shows('.tl .note')),
  },
];

/** Channels are told nothing of critical alerts. */
export const SILENCED: PageState[] = [{ name: 'alerts-silenced', path: '/alerts', open: shows('.ar [data-silenced]') }];

/** While traffic is simulated. */
export const SIMULATING: PageState[] = [
  { name: 'live-simulating', path: '/', open: steps(chart, shows('.banner.sim')) },
  { name: 'events-simulating', path: '/events?traffic=simulated', open: shows('.tailrow') },
];

/** Nothing is relayed any more. */
export const WITHOUT_RELAY: PageState[] = [
  { name: 'live-without-relay', path: '/', open: steps(chart, shows('.pipe .red')) },
  { name: 'pipeline-without-relay', path: '/pipeline', open: shows('.hopc.down') },
];

/** Opens a state on a page of the stack at `url`; a page that is cut off hears nothing of the server any more. */
export async function openState(page: Page, url: string, state: PageState): Promise<void> {
  // Only where it is needed: what passes through here is not cached, and costs as much as the page.
  const cutOff = state.cutOff || state.garble ? await stepBetween(page, state) : null;
  await page.goto(url + state.path);
  if (state.cutOff === 'later') {
    await visible(page, '.conn[data-state=live]');
    await cutOff?.();
  }
  await state.open?.(page);
}

/** Stands between the page and the server; gives what cuts them off from one another. */
async function stepBetween(page: Page, state: PageState): Promise<() => Promise<void>> {
  let isCutOff = state.cutOff === 'always';
  const sockets: { close: () => Promise<void> }[] = [];
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (isCutOff) return void socket.close();
    const server = socket.connectToServer();
    const [from, to] = state.garble ?? ['', ''];
    server.onMessage((message) => socket.send(String(message).replace(from, to)));
    sockets.push(socket);
  });
  // Where WebSockets fail, Socket.IO asks by HTTP.
  await page.route(/socket\.io/, (route) => (isCutOff ? new Promise(() => {}) : route.continue()));
  return async () => {
    isCutOff = true;
    for (const socket of sockets) await socket.close();
  };
}

type Open = (page: Page) => Promise<void>;

function steps(...all: Open[]): Open {
  return async (page) => {
    for (const step of all) await step(page);
  };
}

/** The first that can be seen: some stand twice, for wide windows and for phones. */
function press(selector: string): Open {
  return (page) => page.locator(selector).filter({ visible: true }).first().click();
}

function shows(selector: string): Open {
  return (page) => visible(page, selector);
}

function type(text: string): Open {
  return fill('input[type=search]', text);
}

function fill(selector: string, text: string): Open {
  return (page) => page.locator(selector).filter({ visible: true }).first().fill(text);
}

function choose(selector: string, value: string): Open {
  return async (page) => void (await page.locator(selector).first().selectOption(value));
}

function clear(selector: string): Open {
  return (page) => page.locator(selector).first().fill('');
}

function say(text: string): Open {
  return (page) => page.locator('[data-note]').fill(text);
}

async function visible(page: Page, selector: string): Promise<void> {
  await expect(page.locator(selector).filter({ visible: true }).first()).toBeVisible();
}

function chart(page: Page): Promise<void> {
  return visible(page, '.chartp .rate');
}
