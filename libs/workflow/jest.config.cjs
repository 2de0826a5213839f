module.exports = {
  ...require('../../jest.server.cjs'),
  displayName: 'workflow',
  rootDir: __dirname,
  // How many random histories engine and reference model are compared over; the night takes more.
  globals: { HISTORIES: Number(process.env.HISTORIES ?? 20_000) },
};
