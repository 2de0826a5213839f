module.exports = { ...require('../../jest.server.cjs'), displayName: 'api', rootDir: __dirname };
