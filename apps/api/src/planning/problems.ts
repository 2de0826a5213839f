/** What every change of a plan can be refused for. */
export const ADDING = ['notFound', 'notLead', 'projectClosed', 'planFull', 'idempotencyKeyReused'] as const;
export const CHANGING = [
  'notFound',
  'notLead',
  'projectClosed',
  'revisionRequired',
  'planChanged',
  'idempotencyKeyReused',
] as const;
export const REPORTING = ['notResponsible', ...CHANGING] as const;
export const UNITS = ['unitUnknown', 'unitGone', 'unitNotInvolved'] as const;
