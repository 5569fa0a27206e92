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

/** How far a delivery is, when (unless that stands beside it), and on hover what the other side said. */
export function DeliveryMark({ delivery, isTimed = true }: { delivery: Delivery; isTimed?: boolean }) {
  const { state, status, answer, at } = delivery;
  const t = useTranslations('channels');
  const { time } = useFormats();
  const { color, Icon: StateIcon } = LOOKS[state];
  return (
    <span className={`${color} fs12 row gap-1`} title={[status, answer].filter(Boolean).join(' ')}>
      <StateIcon size={14} aria-hidden="true" />
      {t(`delivery.${state}`)} {isTimed && time(Date.parse(at))}
    </span>
  );
}
