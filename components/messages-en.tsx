import alerts from './messages/en/alerts.json';
import commands from './messages/en/commands.json';
import events from './messages/en/events.json';
import live from './messages/en/live.json';
import pipeline from './messages/en/pipeline.json';
import shell from './messages/en/shell.json';

/** All texts in English; their types are those of every language. */
export const en = { alerts, commands, events, live, pipeline, shell };
