module.exports = { ...require('../../jest.server.cjs'), displayName: 'server', rootDir: __dirname };
