import { NewRulePage } from '#components/rule-page';

export default function Page() {
  return <NewRulePage />;
}
