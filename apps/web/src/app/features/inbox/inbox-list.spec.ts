import { TestBed } from '@angular/core/testing';
import type { Page, Task } from '@querraum/contracts';
import { InboxApi } from './inbox.api';
import { InboxList } from './inbox-list';

const task = (id: string) => ({ id }) as Task;
const pageOf = (...ids: string[]): Page<Task> => ({
  items: ids.map(task),
  nextCursor: null,
  count: ids.length,
  countExact: true,
});
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('the list of the inbox', () => {
  let answers: ((page: Page<Task>) => void)[];
  let list: InboxList;

  beforeEach(() => {
    answers = [];
    const api = { page: () => new Promise<Page<Task>>((resolve) => answers.push(resolve)) };
    TestBed.configureTestingModule({ providers: [InboxList, { provide: InboxApi, useValue: api }] });
    list = TestBed.inject(InboxList);
  });

  const ids = () => list.rows().map((row) => row.task.id);
  const answer = async (page: Page<Task>) => {
    answers.shift()?.(page);
    await turn();
  };

  it('does not bring back what was taken over while the page was on its way', async () => {
    void list.load();
    await answer(pageOf('one', 'two'));
    void list.load({ box: 'unit', query: 'Dissens', kind: '' });
    list.remove('one');
    await answer(pageOf('one', 'two'));
    expect(ids()).toEqual(['two']);
    expect(list.loading()).toBe(true);
    await answer(pageOf('two'));
    expect(ids()).toEqual(['two']);
    expect(list.loading()).toBe(false);
  });

  it('asks again, too, where it only looked for news', async () => {
    void list.load();
    await answer(pageOf('one', 'two'));
    void list.look();
    list.remove('one');
    await answer(pageOf('one', 'two'));
    await answer(pageOf('two'));
    expect(ids()).toEqual(['two']);
    expect(list.added()).toBe(0);
  });
});
