import { Suspense } from 'react';
import { ChannelsPage } from '#components/channels-page';

export default function Page() {
  return (
    <Suspense>
      <ChannelsPage />
    </Suspense>
  );
}
