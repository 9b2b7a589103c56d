/** Two letters of each of the first two people, and how many more there are. */
export function initialsOf(people: readonly string[]): string {
  const letters = people.slice(0, 2).map((name) => {
    const words = name.trim().split(/\s+/);
    const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
    return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
  });
  return [...letters, ...(people.length > 2 ? [`+${people.length - 2}`] : [])].join(' ');
}

export const byText = (people: readonly string[]): string => (people.length > 0 ? `Reviewed by ${people.join(', ')}` : '');
