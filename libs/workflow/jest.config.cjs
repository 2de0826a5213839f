module.exports = {
  ...require('../../jest.server.cjs'),
  displayName: 'workflow',
  rootDir: __dirname,
  // They judge the tests, not the engine, and take minutes: `npm run seeded-bugs`.
  ...(process.env.SEEDED_BUGS !== 'on' && { testPathIgnorePatterns: ['/node_modules/', 'seeded-bugs'] }),
  // How many random histories engine and reference model are compared over; the night takes more.
  globals: {
    HISTORIES: Number(process.env.HISTORIES ?? 20_000),
    // How many random procedures are written as BPMN and read again; `EXPORTS=500` before a release.
    EXPORTS: Number(process.env.EXPORTS ?? 25),
    // The schema files of the OMG, as bpmn-moddle brings them.
    BPMN_SCHEMA: `${__dirname}/../../node_modules/bpmn-moddle/resources/bpmn/xsd`,
    // Recorded models of other engines, beside the checkout.
    CONFORMANCE: process.env.CONFORMANCE ?? `${__dirname}/../../../shared/conformance`,
  },
};
