module.exports = { ...require('../../jest.server.cjs'), displayName: 'worker', rootDir: __dirname };
