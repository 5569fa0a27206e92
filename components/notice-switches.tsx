'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { beep, desktopNotices, mayNotify, sound } from '#hooks/notice-settings';
import { SwitchField } from './form-field.tsx';

/** How this browser calls: by the system while the page is hidden, and by a tone. */
export function NoticeSwitches() {
  const t = useTranslations('alerts.notices');
  const id = useId();
  const [isDesktop, setDesktop] = desktopNotices.use();
  const [isSound, setSound] = sound.use();
  const [isRefused, setRefused] = useState(false);
  const askDesktop = async (on: boolean) => {
    const may = !on || (await mayNotify());
    setRefused(!may);
    setDesktop(on && may);
  };
  return (
    <div className="notices">
      <SwitchField
        id={`${id}-desktop`}
        label={t('desktop')}
        checked={isDesktop}
        onChange={(on) => void askDesktop(on)}
      />
      <SwitchField
        id={`${id}-sound`}
        label={t('sound')}
        checked={isSound}
        onChange={(on) => {
          setSound(on);
          // Heard at once: what it is, and that it may be heard.
          if (on) beep();
        }}
      />
      {isRefused && (
        <span className="red fs12" role="alert">
          {t('refused')}
        </span>
      )}
    </div>
  );
}
