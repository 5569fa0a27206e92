import alerts from './messages/en/alerts.json' with { type: 'json' };
import channels from './messages/en/channels.json' with { type: 'json' };
import commands from './messages/en/commands.json' with { type: 'json' };
import events from './messages/en/events.json' with { type: 'json' };
import live from './messages/en/live.json' with { type: 'json' };
import pipeline from './messages/en/pipeline.json' with { type: 'json' };
import rules from './messages/en/rules.json' with { type: 'json' };
import shell from './messages/en/shell.json' with { type: 'json' };
import silences from './messages/en/silences.json' with { type: 'json' };

/** All texts in English; their types are those of every language. */
export const en = { alerts, channels, commands, events, live, pipeline, rules, shell, silences };
