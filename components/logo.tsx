/** The mark: shallow water running over stones, which is what a yeoul is. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M2 5.5c2.6 0 2.6 2 5.3 2s2.7-2 5.4-2 2.7 2 5.3 2" />
      <path d="M2 10.5c2.6 0 2.6 2 5.3 2s2.7-2 5.4-2" opacity=".75" />
      <path d="M2 15.5c2.6 0 2.6 2 5.3 2" opacity=".5" />
    </svg>
  );
}
