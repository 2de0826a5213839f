export { procedureChanges, type ProcedureChange } from './changes';
export { flowInWords } from './flow';
export { importedRules, isImported } from './imported';
export { ROUND_SETTING_WORDS, SILENCE_LABELS, silenceInWords } from './round-settings';
export { procedureSteps, type StepWords } from './steps';
export { MODE_WORDS } from './seats';
export {
  addresseeInWords,
  DEPARTMENT_WORDS,
  INVOLVEMENT_WORDS,
  periodInWords,
  type Names,
  type UnitNames,
} from './vocabulary';
export { settingInWords, WEEKDAYS } from './setting-values';
export { afterwards } from './path';
