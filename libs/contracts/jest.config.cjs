module.exports = { ...require('../../jest.server.cjs'), displayName: 'contracts', rootDir: __dirname };
