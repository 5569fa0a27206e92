import Link from 'next/link';
import { EmptyState } from './empty-state.tsx';

type Props = { title: string; text: string; href: string; back: string };

/** In the place of one thing that an address names and that there is not, with the way back to all of its kind. */
export function MissingPanel({ title, text, href, back }: Props) {
  return (
    <section className="panel">
      <header>
        <h2>{title}</h2>
      </header>
      <EmptyState text={text}>
        <Link className="btn sm" href={href}>
          {back}
        </Link>
      </EmptyState>
    </section>
  );
}
