/** The last day of a file that stays so many years: it ends with the calendar year, as files are kept and offered by years. */
export function yearsLater(today: string, years: number): string {
  return `${Number(today.slice(0, 4)) + years}-12-31`;
}
