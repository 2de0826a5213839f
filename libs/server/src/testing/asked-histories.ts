/** How many random histories a run tells, and from which seed: the suite some, CI more (`HISTORIES=200`). */
export const ASKED_HISTORIES = {
  count: Number(process.env.HISTORIES ?? 24),
  seed: Number(process.env.SEED ?? 1),
};

/** How often the audit is forged, and how long an audit is verified at once (`FORGERIES=1000 ENTRIES=100000`). */
export const ASKED_AUDIT = {
  forgeries: Number(process.env.FORGERIES ?? 120),
  entries: Number(process.env.ENTRIES ?? 10_000),
};
