import { stepsFirst, stepsFurther } from './steps';

describe('the steps on a task', () => {
  it('are those that the server allows, what is asked of the issuer first', () => {
    const assignment = { allowed: ['sendBack', 'accept', 'takeBack', 'extend'] as const };
    expect(stepsFirst({ allowed: [...assignment.allowed] })).toEqual(['accept']);
    expect(stepsFurther({ allowed: [...assignment.allowed] })).toEqual(['sendBack', 'extend', 'takeBack']);
  });

  it('offer handing over once, to other units too or not', () => {
    expect(stepsFurther({ allowed: ['handOver', 'handOverToUnit'] })).toEqual(['handOver']);
    expect(stepsFurther({ allowed: ['handOverToUnit'] })).toEqual(['handOver']);
    expect(stepsFurther({ allowed: ['claim', 'answer', 'tick'] })).toEqual([]);
  });
});
