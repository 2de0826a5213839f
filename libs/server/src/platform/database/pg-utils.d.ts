/** What `pg` brings no types for: how a value is sent. */
declare module 'pg/lib/utils' {
  const utilities: { prepareValue(value: unknown): string | Buffer | null };
  export default utilities;
}
