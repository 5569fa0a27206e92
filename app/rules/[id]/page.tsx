import { RulePage } from '#components/rule-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RulePage id={(await params).id} />;
}
