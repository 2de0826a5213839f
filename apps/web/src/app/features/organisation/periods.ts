import { formatDate } from '../../core/format';

/** A period ends with the beginning of the day after its last one. */
export const lastDay = (end: string): string => formatDate(new Date(Date.parse(end) - 1));
