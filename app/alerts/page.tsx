import { Suspense } from 'react';
import { AlertsPage } from '#components/alerts-page';

export default function Page() {
  return (
    <Suspense>
      <AlertsPage />
    </Suspense>
  );
}
