'use client';

import { useTranslations } from 'use-intl';
import type { Focus } from '#contracts/focus';

/** How a focus is named: "Cart", or with what it is, "Category: Cart". */
export function useFocusText() {
  const t = useTranslations('live');
  const name = ({ by, value }: Focus) => (by === 'category' ? t(`categories.${value}`) : value);
  return { name, full: (focus: Focus) => t(`focus.${focus.by}`, { name: name(focus) }) };
}
