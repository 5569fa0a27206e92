import { Suspense } from 'react';
import { EventsPage } from '#components/events-page';

export default function Page() {
  return (
    <Suspense>
      <EventsPage />
    </Suspense>
  );
}
