import { TestBed } from '@angular/core/testing';
import { DueChip, Urgency } from './due-chip';

async function chip(words: string, urgency: Urgency): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(DueChip);
  fixture.componentRef.setInput('words', words);
  fixture.componentRef.setInput('urgency', urgency);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('the chip of a Frist', () => {
  it('says it in words', async () => {
    expect((await chip('überfällig seit 1 Arbeitstag', 'overdue')).textContent.trim()).toBe(
      'überfällig seit 1 Arbeitstag',
    );
  });

  it('has another icon for each urgency, so that colour is not alone', async () => {
    const icons = new Set<string | null | undefined>();
    for (const urgency of ['overdue', 'soon', 'later'] as const) {
      icons.add((await chip('in 2 Arbeitstagen', urgency)).querySelector('path')?.getAttribute('d'));
    }
    expect(icons.size).toBe(3);
  });
});
