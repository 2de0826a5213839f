import { featureOf, isTest, layerOf, packageName, roomOf, SERVER_LAYERS } from '../eslint/rooms.mjs';
import { arrows } from './imports.mjs';

const START = '<!-- house:start -->';
const END = '<!-- house:end -->';

const inRoom = (room) => (file) => (roomOf(file) === room ? featureOf(file) : undefined);

/** The parts of the house between which no circle may exist: features of the server, folders of the web app. */
export const PARTS = { 'libs/server': inRoom('libs/server'), 'apps/web': inRoom('apps/web') };

/** The section of docs/architecture.md that the imports write themselves. */
export function drawHouse({ files, packages }) {
  const rooms = arrows(files, roomOf);
  const server = onlyFeatures(arrows(files, PARTS['libs/server']));
  const web = arrows(files, PARTS['apps/web']);
  return [
    'This section is written by `node tools/house.mjs` from the imports that really stand in the sources (tests aside).',
    '',
    '### The rooms',
    '',
    ...picture('BT', [...rooms.keys()].sort(), rooms),
    '',
    '| room | imports the rooms | imports the packages |',
    '| --- | --- | --- |',
    ...[...rooms].sort().map(([room, targets]) => {
      const names = [...packages].filter(([file]) => roomOf(file) === room && !isTest(file));
      return `| \`${room}\` | ${list(targets)} | ${list(new Set(names.flatMap(([, found]) => [...found].map(shown))))} |`;
    }),
    '',
    '### The features inside `libs/server`',
    '',
    'A feature calls only downward; within one line in one direction only.',
    '',
    ...layers(server),
    '',
    ...table('feature', server),
    '',
    '### The folders inside `apps/web`',
    '',
    ...picture('BT', [...web.keys()].sort(), web),
    '',
    ...table('folder', web),
  ].join('\n');
}

const onlyFeatures = (graph) => new Map([...graph].filter(([name]) => layerOf(name) >= 0));
const shown = (specifier) => (specifier.startsWith('node:') ? specifier : packageName(specifier));
const list = (names) =>
  names.size === 0
    ? '–'
    : [...names]
        .sort()
        .map((name) => `\`${name}\``)
        .join(', ');
const id = (name) => name.replace(/\W/g, '_');

function picture(direction, nodes, graph) {
  return [
    '```mermaid',
    `flowchart ${direction}`,
    ...nodes.map((name) => `  ${id(name)}["${name}"]`),
    ...lines(graph),
    '```',
  ];
}

function layers(graph) {
  const used = SERVER_LAYERS.map((layer) => layer.filter((feature) => graph.has(feature)));
  return [
    '```mermaid',
    'flowchart TB',
    ...used
      .toReversed()
      .flatMap((layer, index) =>
        layer.length === 0
          ? []
          : [`  subgraph layer${index}[" "]`, ...layer.map((name) => `    ${id(name)}["${name}"]`), '  end'],
      ),
    ...lines(graph),
    '```',
  ];
}

const lines = (graph) =>
  [...graph].sort().flatMap(([from, targets]) => [...targets].sort().map((to) => `  ${id(from)} --> ${id(to)}`));

function table(what, graph) {
  const order = ([one], [other]) => layerOf(one) - layerOf(other) || (one < other ? -1 : 1);
  return [
    `| ${what} | calls |`,
    '| --- | --- |',
    ...[...graph].sort(order).map(([name, targets]) => `| \`${name}\` | ${list(targets)} |`),
  ];
}

/** Puts the section between its two marks; what stands around them is written by people. */
export function placeSection(document, section) {
  const [before, rest] = document.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`The document lacks the marks ${START} and ${END}.`);
  return `${before}${START}\n\n${section}\n\n${END}${after}`;
}
