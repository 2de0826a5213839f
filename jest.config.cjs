const { existsSync } = require('node:fs');
const { join } = require('node:path');

const rooms = ['libs/workflow', 'libs/contracts', 'libs/server', 'apps/api', 'apps/worker', 'apps/web'];

/** The whole suite; `npm test` gives it a database. */
module.exports = {
  projects: rooms
    .filter((room) => existsSync(join(__dirname, room, 'jest.config.cjs')))
    .map((room) => `<rootDir>/${room}`),
};
