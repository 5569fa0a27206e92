import alerts from './messages/ko/alerts.json';
import commands from './messages/ko/commands.json';
import events from './messages/ko/events.json';
import live from './messages/ko/live.json';
import pipeline from './messages/ko/pipeline.json';
import shell from './messages/ko/shell.json';
import type { en } from './messages-en.tsx';

/** All texts in Korean. A missing one is a type error. */
export const ko: typeof en = { alerts, commands, events, live, pipeline, shell };
