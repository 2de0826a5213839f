/** What single rooms must not write, as selectors, names and properties for the rules of ESLint itself. */

export const everywhere = [
  {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    message: 'A class takes at most 6 dependencies; past that it is two.',
  },
  { selector: 'TSInterfaceDeclaration[id.name=/^I[A-Z][a-z]/]', message: 'No I prefix: name the thing itself.' },
];

const readsClock = (message) => [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message },
  { selector: 'CallExpression[callee.name="Date"]', message },
];
const NOW = 'The engine has no clock: the instant comes in as `now`.';
export const clock = readsClock(NOW);
const SERVER_NOW = 'The clock of the server is app.now(): the instant comes with the transaction as `tx.now`.';
export const serverClock = [
  ...readsClock(SERVER_NOW),
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: SERVER_NOW },
];

const TRANSACTIONS = 'The only way to the database is a transaction with its context: `Transactions`.';
export const transactions = [
  {
    selector: 'MemberExpression[property.name=/^(getRepository|createQueryBuilder|createQueryRunner)$/]',
    message: TRANSACTIONS,
  },
  {
    selector: 'MemberExpression[object.property.name="dataSource"][property.name=/^(transaction|query|manager)$/]',
    message: TRANSACTIONS,
  },
  {
    selector: 'MemberExpression[object.name="dataSource"][property.name=/^(transaction|query|manager)$/]',
    message: TRANSACTIONS,
  },
  { selector: 'ImportSpecifier[imported.name="InjectRepository"]', message: TRANSACTIONS },
];

export const clockAndRandom = [
  { object: 'Date', property: 'now', message: NOW },
  { object: 'Math', property: 'random', message: 'The engine has no chance: equal input gives equal output.' },
];

export const outsideWorld = [
  'process',
  'fetch',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
].map((name) => ({ name, message: 'The engine is pure: time and facts come in, wishes go out.' }));

const CONFIG = 'Only libs/server/src/platform/config.ts reads the environment.';
export const environment = [{ object: 'process', property: 'env', message: CONFIG }];
export const processModule = { name: 'node:process', message: CONFIG };

/** What knows of HTTP belongs to apps/api. */
export const requestsAndResponses = {
  name: '@nestjs/common',
  importNames: [
    'Controller',
    'Get',
    'Post',
    'Put',
    'Patch',
    'Delete',
    'Req',
    'Request',
    'Res',
    'Response',
    'Body',
    'Param',
    'Query',
    'Headers',
  ],
  message: 'Requests and responses are known to apps/api alone.',
};

export const controllers = [
  {
    selector: 'Decorator[expression.callee.name="Controller"]',
    message: 'The worker answers no requests but health and metrics.',
  },
];
