import { Suspense } from 'react';
import { RulesPage } from '#components/rules-page';

export default function Page() {
  return (
    <Suspense>
      <RulesPage />
    </Suspense>
  );
}
