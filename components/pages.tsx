import { Activity, Bell, List, Workflow } from 'lucide-react';

/** The pages that exist, with the key that goes there after G; the others of UI.md join when they do. */
export const PAGES = [
  { id: 'live', href: '/', icon: Activity, key: 'l' },
  { id: 'alerts', href: '/alerts', icon: Bell, key: 'a' },
  { id: 'events', href: '/events', icon: List, key: 'e' },
  { id: 'pipeline', href: '/pipeline', icon: Workflow, key: 'p' },
] as const;
export type PageId = (typeof PAGES)[number]['id'];
