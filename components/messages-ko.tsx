import alerts from './messages/ko/alerts.json' with { type: 'json' };
import channels from './messages/ko/channels.json' with { type: 'json' };
import commands from './messages/ko/commands.json' with { type: 'json' };
import events from './messages/ko/events.json' with { type: 'json' };
import live from './messages/ko/live.json' with { type: 'json' };
import pipeline from './messages/ko/pipeline.json' with { type: 'json' };
import rules from './messages/ko/rules.json' with { type: 'json' };
import shell from './messages/ko/shell.json' with { type: 'json' };
import silences from './messages/ko/silences.json' with { type: 'json' };
import type { en } from './messages-en.tsx';

/** All texts in Korean. A missing one is a type error. */
export const ko: typeof en = { alerts, channels, commands, events, live, pipeline, rules, shell, silences };
