'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { PanelBoundary } from './panel-boundary.tsx';

type Props = {
  /** Another one takes the focus anew. */
  id: string;
  label: string;
  /** What stands above the title, beside the close button; without it the title itself does. */
  marks: ReactNode;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
};

/** One thing of a list, opened beside it; a full page on phones. Takes the focus and gives it back; Esc closes. */
export function Sheet({ id, label, marks, closeLabel, onClose, children }: Props) {
  const sheet = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  // Before it is seen: later it would take the focus from whoever has begun to type.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one takes the focus anew.
  useLayoutEffect(() => {
    opener.current = document.activeElement;
    sheet.current?.focus();
  }, [id]);
  useEffect(
    () => () => {
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
    [],
  );
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [onClose]);
  return (
    <aside ref={sheet} className="panel sheet" tabIndex={-1} aria-label={label}>
      <div className="hd">
        <div className="row">
          {marks ?? <h2>{label}</h2>}
          <button type="button" className="btn sm icon ghost end" aria-label={closeLabel} onClick={onClose}>
            <X size={16} aria-hidden="true" />
          </button>
        </div>
        {marks !== null && <h2>{label}</h2>}
      </div>
      <PanelBoundary title={label} resetKey={id}>
        {children}
      </PanelBoundary>
    </aside>
  );
}
