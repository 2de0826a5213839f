/** How many random histories a run tells, and from which seed: the suite some, CI the whole number (`HISTORIES=320`). */
export const ASKED_HISTORIES = {
  count: Number(process.env.HISTORIES ?? 24),
  seed: Number(process.env.SEED ?? 1),
};
