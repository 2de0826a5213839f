const rooms = ['libs/workflow', 'libs/contracts', 'libs/server', 'apps/api', 'apps/worker', 'apps/web'];

/** The whole suite; `npm test` gives it a database. */
module.exports = {
  projects: rooms.map((room) => `<rootDir>/${room}`),
  // Jest reads it here alone where there are projects. The first spec of a worker builds the template of all databases, too.
  testTimeout: 60_000,
};
