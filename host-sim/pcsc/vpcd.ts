import { connect, type Socket } from 'node:net';
import { type Acr122, ATR } from './acr122.js';

/**
 * The badge's end of vsmartcard's virtual reader: pcscd has it as a driver, and listens for a card to dial in.
 *
 * Both ways: length, 16 bits with the highest byte first, then so many bytes. One byte is a control, of which only the question
 * for the ATR is answered; more are an APDU.
 */
export const VPCD_PORT = 35963;

const enum Control {
  PowerOff,
  PowerOn,
  Reset,
  Atr = 4,
}

/** A card that lies on the virtual reader. */
export interface LaidCard {
  /** Takes it away, in the middle of whatever is going on. */
  lift(): void;
  /** Resolves when it does not lie there any more, whoever ended it. */
  readonly gone: Promise<void>;
}

/** Takes the frames out of a stream that may be cut anywhere. */
export function framesIn(bytes: Buffer): { frames: Buffer[]; rest: Buffer } {
  const frames: Buffer[] = [];
  let at = 0;
  while (bytes.length >= at + 2 && bytes.length >= at + 2 + bytes.readUInt16BE(at)) {
    const end = at + 2 + bytes.readUInt16BE(at);
    frames.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return { frames, rest: bytes.subarray(at) };
}

/** Lays a card on the virtual reader, where there is one; every call is answered in its turn. */
export async function layCard(
  reader: Acr122,
  port = VPCD_PORT,
): Promise<LaidCard | { readonly error: string }> {
  const socket = connect(port, '127.0.0.1');
  const isThere = await new Promise<boolean>(done => {
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
  if (!isThere)
    return {
      error: `no pcscd with the virtual reader listens on port ${port}: install pcscd and vsmartcard-vpcd, and start pcscd`,
    };
  const gone = new Promise<void>(done => socket.once('close', () => done()));
  let rest = Buffer.alloc(0);
  let turn = Promise.resolve();
  socket.on('data', data => {
    const found = framesIn(Buffer.concat([rest, data]));
    rest = Buffer.from(found.rest);
    for (const frame of found.frames) turn = turn.then(() => serve(socket, reader, frame));
  });
  // A reader that goes is told by the end of the connection.
  socket.on('error', () => undefined);
  void gone.then(() => turn).then(() => reader.power(false));
  return { lift: () => void socket.destroy(), gone };
}

async function serve(socket: Socket, reader: Acr122, frame: Buffer): Promise<void> {
  if (socket.destroyed) return;
  const [control] = frame;
  if (frame.length > 1) return send(socket, await reader.answer(frame));
  if (control === Control.Atr) return send(socket, ATR);
  if (control === Control.PowerOff || control === Control.Reset) await reader.power(false);
  if (control === Control.PowerOn || control === Control.Reset) await reader.power(true);
}

function send(socket: Socket, bytes: Uint8Array): void {
  if (socket.destroyed) return;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  socket.write(Buffer.concat([length, bytes]));
}
