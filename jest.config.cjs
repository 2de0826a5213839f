const rooms = ['libs/workflow', 'libs/contracts', 'libs/server', 'apps/api', 'apps/worker', 'apps/web'];

/** The whole suite; `npm test` gives it a database. */
module.exports = {
  projects: rooms.map((room) => `<rootDir>/${room}`),
  // Jest reads it here alone where there are projects.
  testTimeout: 30_000,
};
