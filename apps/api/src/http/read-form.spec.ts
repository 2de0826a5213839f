import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request, Response } from 'express';
import multer from 'multer';
import { readForm } from './read-form';

const FORM = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nText\r\n--b--\r\n';

describe('a form', () => {
  const received = () => {
    const message = new IncomingMessage(new Socket());
    message.headers = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': String(FORM.length) };
    message.push(FORM);
    message.push(null);
    message.complete = true;
    return message;
  };
  const read = (message: IncomingMessage) =>
    readForm(
      multer({ storage: multer.memoryStorage() }).single('file'),
      message as Request,
      new ServerResponse(message) as Response,
      (error) => error,
    );

  it('is read', async () => {
    const message = received();
    await read(message);
    expect((message as Request).file?.buffer.toString()).toBe('Text');
  });

  it('of a client that has left meanwhile is refused, though all of it has come', async () => {
    const message = received();
    await new Promise((resolve) => message.destroy().once('close', resolve));
    await expect(read(message)).rejects.toMatchObject({ issues: [{ message: 'Request closed' }] });
  });
});
