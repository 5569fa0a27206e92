'use client';

import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { EmptyState } from './empty-state.tsx';
import { shortId, useFormats } from './format.tsx';

/** Processes that are alive: each says so once a second. */
export function ProcessTable({ pipeline }: { pipeline: Pipeline }) {
  const t = useTranslations('pipeline.processes');
  const { duration } = useFormats();
  const now = Date.parse(pipeline.at);
  return (
    <section className="panel" aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <span className="t3 fs12" title={t('help.alive')}>
          {t('alive', { count: pipeline.processes.length })}
        </span>
      </header>
      {pipeline.processes.length === 0 ? (
        <EmptyState text={t('none')} />
      ) : (
        <table className="tb">
          <thead>
            <tr>
              <th>{t('process')}</th>
              <th className="desk">{t('id')}</th>
              <th className="num" title={t('help.pid')}>
                {t('pid')}
              </th>
              <th className="num" title={t('help.version')}>
                {t('version')}
              </th>
              <th className="num" title={t('help.uptime')}>
                {t('uptime')}
              </th>
            </tr>
          </thead>
          <tbody>
            {pipeline.processes.map(({ id, role, pid, version, startedAt }) => (
              <tr key={id}>
                <td className="b">{t(`role.${role}`)}</td>
                <td className="t2 desk" title={id}>
                  {shortId(id)}
                </td>
                <td className="num">{pid}</td>
                <td className="num">{version}</td>
                <td className="num">{duration((now - Date.parse(startedAt)) / 1_000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
