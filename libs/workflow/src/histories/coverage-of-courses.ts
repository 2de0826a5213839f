/** The answers to what the lead does to the course of a run, and to whatever is said of the steps to which that leads. */
const OF_TASKS = ['accepted', 'noAuthority', 'notOpen', 'runEnded', 'suspended', 'unknownStep'] as const;
const NOT_RETURNABLE = ['noStep', 'insideParallel', 'signature'].map((because) => `notReturnable ${because}`);

export const ANSWERS_OF_COURSES: Record<string, readonly string[]> = {
  'run.returnTo': ['accepted', 'notLead', ...NOT_RETURNABLE, 'reasonRequired', 'runEnded', 'suspended', 'unknownNode'],
  'run.insertStep': ['accepted', 'notLead', 'notOpen', 'reasonRequired', 'runEnded', 'suspended', 'unknownStep'],
  'run.reopen': ['accepted', 'notLead', 'notReopenable', ...NOT_RETURNABLE, 'reasonRequired', 'unknownNode'],
  'beside.claim': [...OF_TASKS, 'alreadyClaimed'],
  'beside.complete': [...OF_TASKS, 'insertedOpen', 'notOwner'],
  'beside.release': [...OF_TASKS, 'notOwner'],
  'earlier.round': ['accepted', 'noOpenReservation', 'roundEnded', 'runEnded', 'suspended', 'unknownStep'],
  'earlier.signature': ['notOpen', 'runEnded', 'suspended', 'unknownSeat', 'unknownStep'],
  'earlier.task': ['notOpen', 'runEnded', 'suspended', 'unknownStep'],
};
