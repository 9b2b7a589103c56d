/** The mark: bars of activity, and the tick of a person's pencil. */
export function BrandMark() {
  return (
    <svg className="size-5" viewBox="0 0 20 20" aria-hidden="true">
      <path className="fill-ink" d="M2 12.5h2.600V17H2zM6.200 8h2.600v9H6.200zM10.400 10.500H13V17h-2.600z" />
      <path
        className="fill-none stroke-pencil"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M9.600 5.700c1.400.8 2.300 1.700 3.100 2.900 1.200-3 2.900-5.300 5.500-7.200"
      />
    </svg>
  );
}
