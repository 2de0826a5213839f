export { type Box, type Point } from './level';
export { layoutOf, type DiagramLayout, type DiagramTexts, type DrawnFlow, type DrawnNode } from './layout';
export { depthsOf, nodesInOrder } from './order';
export { MEASURES, type Shape, shapeOf } from './shapes';
export { courseOf, type CoursePart, type WaitingTokens } from './course';
