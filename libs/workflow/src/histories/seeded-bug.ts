/** A mistake that somebody could make in the engine: one expression of one source file, exchanged. */
export interface SeededBug {
  what: string;
  file: string;
  find: string;
  replace: string;
}

export const bug = (file: string, what: string, find: string, replace: string): SeededBug => ({
  what,
  file,
  find,
  replace,
});
