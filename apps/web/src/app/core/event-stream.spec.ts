import { EventStreamReader } from './event-stream';

describe('reading a text/event-stream', () => {
  it('gives an event that arrives in pieces once, when it is whole', () => {
    const reader = new EventStreamReader();
    expect(reader.push('event: inb')).toEqual([]);
    expect(reader.push('ox\ndata: {"taskId"')).toEqual([]);
    expect(reader.push(':null}\n\n')).toEqual([{ event: 'inbox', data: '{"taskId":null}' }]);
  });

  it('drops heartbeats and joins several lines of data', () => {
    const reader = new EventStreamReader();
    expect(reader.push(': still here\n\ndata: a\r\ndata: b\r\n\r\n')).toEqual([{ event: 'message', data: 'a\nb' }]);
  });
});
