import { encode } from 'uqr';

/** The QR of the identity card, made once at the desk: an image as the board's firmware draws it. */

/** Most modules a side: with two pixels each it stands beside twelve columns of text, in a light margin. */
const MODULES = 25;
const LARGEST_VERSION = 2;

/** A picture of one light point: a card without a QR. */
const BLANK = Uint8Array.of(1, 1, 1, 0);

/** Bytes that a card can take on a badge: three of head, then its points. */
export const CARD_BYTES = 3 + Math.ceil((MODULES * MODULES) / 8);

/** Why a text cannot be the QR of a card, to stand behind its name; null where it can. */
export function cardFault(text: string): string | null {
  if (!/^[ -~]+$/.test(text)) return 'must be ASCII: a link, or a text to check the wearer by';
  try {
    modulesOf(text);
    return null;
  } catch {
    return `has ${text.length} characters, and the QR of a card holds 32, or 47 of A-Z 0-9 $%*+-./: and space; make it shorter`;
  }
}

function modulesOf(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'L', boostEcc: true, border: 0, maxVersion: LARGEST_VERSION }).data;
}

/** The image: width, height, bits a point; then its rows, bit after bit, no padding. Without a text it is blank. */
export function cardImage(text: string | undefined): Uint8Array {
  if (text === undefined) return BLANK;
  const modules = modulesOf(text);
  const bits = modules.flat();
  const image = new Uint8Array(3 + Math.ceil(bits.length / 8));
  image.set([modules.length, modules.length, 1]);
  bits.forEach((isDark, i) => {
    if (isDark) image[3 + (i >> 3)] = (image[3 + (i >> 3)] as number) | (0x80 >> (i & 7));
  });
  return image;
}
