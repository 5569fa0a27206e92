'use client';

import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Delivery } from '#contracts/channel';
import { useFormats } from './format.tsx';

const LOOKS = {
  delivered: { color: 'grn', Icon: Check },
  waiting: { color: 'amb', Icon: CircleDashed },
  failed: { color: 'red', Icon: TriangleAlert },
} as const;

/** How far a delivery is, the status of the answer, and when, unless that stands beside it. */
export function DeliveryMark({ delivery, isTimed = true }: { delivery: Delivery; isTimed?: boolean }) {
  const { state, status, at } = delivery;
  const t = useTranslations('channels');
  const { time } = useFormats();
  const { color, Icon: StateIcon } = LOOKS[state];
  return (
    <span className={`${color} fs12 row gap-1 nw`}>
      <StateIcon size={14} aria-hidden="true" />
      {t(`delivery.${state}`)}
      {status !== null && ` · ${status}`} {isTimed && time(Date.parse(at))}
    </span>
  );
}
