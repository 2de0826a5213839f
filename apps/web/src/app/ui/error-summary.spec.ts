import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ErrorSummary, FieldError } from './error-summary';
import { Field, FieldControl } from './field';

@Component({
  selector: 'ui-form-with-summary',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorSummary, Field, FieldControl],
  template: `
    <ui-error-summary heading="Bitte prüfen" [errors]="errors()" [attempt]="attempt()" />
    <ui-field fieldId="titel" label="Titel" hint="kurz" [error]="errors()[0]?.message"><input uiInput /></ui-field>
  `,
})
class FormWithSummary {
  readonly errors = signal<readonly FieldError[]>([]);
  readonly attempt = signal(0);
}

async function failedForm() {
  const fixture = TestBed.createComponent(FormWithSummary);
  const element = fixture.nativeElement as HTMLElement;
  document.body.append(element);
  await fixture.whenStable();
  fixture.componentInstance.errors.set([{ fieldId: 'titel', message: 'Bitte geben Sie einen Titel ein.' }]);
  fixture.componentInstance.attempt.set(1);
  await fixture.whenStable();
  return element;
}

describe('the summary of errors', () => {
  beforeEach(() => {
    Element.prototype.scrollIntoView = () => undefined;
  });

  it('takes the focus after an attempt that failed', async () => {
    const element = await failedForm();
    expect(document.activeElement).toBe(element.querySelector('[role=alert]'));
  });

  it('leads to the field of each line', async () => {
    const element = await failedForm();
    element.querySelector('a')?.click();
    expect(document.activeElement?.id).toBe('titel');
  });

  it('leaves the field saying what is wrong with it', async () => {
    const input = (await failedForm()).querySelector('input');
    expect(input?.getAttribute('aria-invalid')).toBe('true');
    expect(input?.getAttribute('aria-describedby')).toBe('titel-hint titel-error');
  });
});
