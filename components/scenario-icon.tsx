import { Bot, Braces, Copy, CreditCard, type LucideIcon, Sunrise, TrendingDown, Zap } from 'lucide-react';
import type { ScenarioId } from '#contracts/simulation';

const ICONS: Record<ScenarioId, LucideIcon> = {
  normal: Sunrise,
  'flash-sale': Zap,
  'bot-attack': Bot,
  'payment-outage': CreditCard,
  'traffic-drop': TrendingDown,
  malformed: Braces,
  duplicates: Copy,
};

export function ScenarioIcon({ id }: { id: ScenarioId }) {
  const Shape = ICONS[id];
  return <Shape className="t2" size={16} aria-hidden="true" />;
}
