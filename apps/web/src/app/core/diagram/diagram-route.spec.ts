import { routePath } from './diagram-route';

describe('the line of an arrow', () => {
  it('is straight where it has no corner', () => {
    const path = routePath([
      { x: 0, y: 5 },
      { x: 40, y: 5 },
    ]);
    expect(path).toBe('M 0 5 L 40 5');
  });

  it('has round corners, as far as there is room for them', () => {
    const path = routePath([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 6 },
      { x: 80, y: 6 },
    ]);
    expect(path).toBe('M 0 0 L 32 0 Q 40 0 40 3 L 40 3 Q 40 6 48 6 L 80 6');
  });
});
