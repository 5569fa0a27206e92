import { createTransport } from 'nodemailer';
import type { Channel } from '#contracts/channel';
import { env } from '#infra/env';
import { alertsOf, type Job, linkOf, type Outcome, type Result } from './message.ts';
import { factsOf, groupTitle, lineOf, titleOf } from './words.ts';

const TIME_LIMIT_MS = 5_000;

/** Sends a notice by the installation's own mail server. Another try has the same Message-ID: mail programs show it once. */
export async function sendEmail({ url }: Channel, job: Job): Promise<Outcome> {
  const { deliveryId } = job;
  const { SMTP_URL, SMTP_FROM } = env();
  if (!SMTP_URL) return { status: null, answer: 'SMTP_URL is not set', again: 'never' };
  const limits = { connectionTimeout: TIME_LIMIT_MS, greetingTimeout: TIME_LIMIT_MS, socketTimeout: TIME_LIMIT_MS };
  const transport = createTransport({ url: SMTP_URL, ...limits });
  try {
    const { response, rejected, rejectedErrors } = await transport.sendMail({
      from: SMTP_FROM,
      to: new URL(url).pathname.split(','),
      messageId: `<${deliveryId}@yeoul>`,
      ...mailOf(job),
    });
    const status = Number.parseInt(response, 10) || null;
    if (rejected.length === 0) return { status, answer: response, again: 'done' };
    const refused = refusalOf(rejected, rejectedErrors);
    // Who tries a channel is to see what is wrong with it.
    return job.notice === 'test'
      ? { ...refused, again: 'never' }
      : { status, answer: response, again: 'done', refused };
  } catch (error) {
    const { responseCode, message } = error as { responseCode?: number; message: string };
    const isFinal = responseCode !== undefined && responseCode >= 500;
    return { status: responseCode ?? null, answer: message, again: isFinal ? 'never' : null };
  } finally {
    transport.close();
  }
}

type Refusal = { responseCode?: number; response?: string; message: string };

/** Those of a channel that the mail server would not take, though it took others. */
function refusalOf(rejected: (string | { address: string })[], errors: Refusal[] = []): Result {
  const whom = rejected.map((each) => (typeof each === 'string' ? each : each.address));
  const why = errors.map(({ response, message }) => response ?? message);
  return {
    status: errors[0]?.responseCode ?? null,
    answer: `rejected: ${whom.join(', ')}: ${[...new Set(why)].join('; ')}`,
  };
}

/** Subject, and the same as text and as HTML. */
function mailOf(job: Job): { subject: string; text: string; html: string } {
  const { notice, alert, more, repeat } = job;
  if (notice === 'test' || !alert) {
    const text = 'A test from Yeoul: alerts will arrive here.';
    return { subject: 'A test from Yeoul', text, html: `<p>${text}</p>` };
  }
  const alerts = alertsOf(job);
  const isGroup = more.length > 0;
  const title = isGroup ? groupTitle(alerts) : `${titleOf(notice, alert)}${repeat > 0 ? ', still' : ''}`;
  const facts = isGroup
    ? alerts.map((each): [string, string] => [titleOf('firing', each), lineOf(each)])
    : factsOf(notice, alert);
  const link = linkOf(alert);
  const rows = facts.map(
    ([name, value]) => `<tr><td>${escapeHtml(name)}</td><td><b>${escapeHtml(value)}</b></td></tr>`,
  );
  return {
    subject: title,
    text: [title, '', ...facts.map(([name, value]) => `${name}: ${value}`), alert.note ?? '', link].join('\n'),
    html: [
      `<h2>${escapeHtml(title)}</h2><table>${rows.join('')}</table>`,
      alert.note ? `<p>${escapeHtml(alert.note)}</p>` : '',
      `<p><a href="${escapeHtml(link)}">Open in Yeoul</a></p>`,
    ].join(''),
  };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replaceAll(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
