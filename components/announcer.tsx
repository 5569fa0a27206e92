'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Alert, isCalling } from '#contracts/alert';
import { useAlertNews } from '#hooks/use-alert-news';
import { useLive } from '#hooks/use-live';
import { usePoliteMessage } from '#hooks/use-polite-message';
import { useIsQuiet } from '#hooks/use-silences';
import { useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';

/**
 * Says to screen readers what changed: new critical alerts at once, all else when there is a pause.
 * What the page shows is no live region itself: its values change all the time.
 */
export function Announcer() {
  const t = useTranslations('shell.announce');
  const { alerts, connectionState: state, dataSecond } = useLive();
  const { time } = useFormats();
  const sentence = useSentence();
  const [urgent, setUrgent] = useState('');
  const [polite, say] = usePoliteMessage();
  const wasStale = useRef(false);
  const isQuiet = useIsQuiet();
  const isUrgent = (alert: Alert) => isCalling(alert) && alert.severity === 'critical' && !isQuiet(alert);

  useAlertNews((news) => {
    const critical = news.filter(isUrgent);
    if (critical.length > 0) setUrgent(critical.map(sentence).join(' '));
    for (const alert of news) if (!isUrgent(alert)) say(sentence(alert));
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the state is said.
  useEffect(() => {
    if (state === 'stale' && !wasStale.current) {
      say(dataSecond === null ? t('away') : t('stale', { time: time(dataSecond * 1_000) }));
    }
    if (state === 'live' && wasStale.current) say(t('live'));
    if (state !== 'connecting') wasStale.current = state === 'stale';
  }, [state]);

  return (
    <>
      <div className="sr" role="alert">
        {alerts.some(isUrgent) && urgent}
      </div>
      <div className="sr" aria-live="polite">
        {polite}
      </div>
    </>
  );
}

function useSentence(): (alert: Alert) => string {
  const t = useTranslations('shell');
  const text = useAlertText();
  return (alert) => {
    const tag = alert.traffic === 'simulated' ? ` (${t('simulate.tag')})` : '';
    const name = `${text.name(alert)}${tag}`;
    if (alert.state === 'acknowledged') return t('announce.acknowledged', { name });
    if (alert.state === 'resolved') return t('announce.resolved', { name });
    return t('announce.firing', { name, value: text.value(alert), limit: text.limit(alert) });
  };
}
