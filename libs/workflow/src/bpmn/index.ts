export { bundleOf, refuseCircles, refuseUnknownCalls } from './bundle';
export { exportBpmn } from './export/export-bpmn';
export { importBpmn, type BpmnImport, type ImportOptions } from './import-bpmn';
export { noteInWords, type ImportNote, type NoteCode, type Refusal, type RefusalCode } from './report';
export { ExpressionFailure, type ExpressionFailureKind } from './expression-failure';
export { compileFeel, evaluateFeel, type CompiledFeel } from './feel';
export { compileJuel, evaluateJuel, type CompiledJuel, type JuelVariables } from './juel';
