module.exports = { ...require('../../jest.server.cjs'), displayName: 'workflow', rootDir: __dirname };
