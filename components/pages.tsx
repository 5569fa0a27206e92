import { Activity, Bell, List, Send, SlidersHorizontal, Workflow } from 'lucide-react';

/** The pages that exist, with the key that goes there after G; the others of UI.md join when they do. */
export const PAGES = [
  { id: 'live', href: '/', icon: Activity, key: 'l' },
  { id: 'alerts', href: '/alerts', icon: Bell, key: 'a' },
  { id: 'events', href: '/events', icon: List, key: 'e' },
  { id: 'pipeline', href: '/pipeline', icon: Workflow, key: 'p' },
  { id: 'rules', href: '/rules', icon: SlidersHorizontal, key: 'r' },
  { id: 'channels', href: '/channels', icon: Send, key: 'c' },
] as const;
/** Pages with a tab of their own on phones; the others are under the last tab, More. */
export const TABS = PAGES.slice(0, 4);
export const MORE_PAGES = PAGES.slice(4);
export type PageId = (typeof PAGES)[number]['id'];

/** Where there is something to hold; on the others nothing stands still while the page is paused. */
export const MOVING_PAGES: readonly (PageId | null)[] = ['live', 'events'];
