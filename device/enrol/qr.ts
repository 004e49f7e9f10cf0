/**
 * A QR symbol of the one kind that an enrolment needs (ISO/IEC 18004): version 3, level L, alphanumeric mode, mask 0,
 * 76 hex digits in upper case.
 *
 *   bits 4 mode 0010, 9 number of characters, 11 for two characters (45 times the first plus the second), 4 end,
 *   zeros up to 55 bytes; then 15 bytes of Reed-Solomon code over GF(256), polynomial 0x11d
 */
export const QR_SIZE = 29;

const DATA = 55;
/** Exponents of the code's generator polynomial of degree 15, from its second coefficient on. */
const GENERATOR = [8, 183, 61, 91, 202, 37, 51, 58, 58, 237, 140, 124, 5, 99, 105];
/** Level L and mask 0 with their own code, masked. */
const FORMAT = 0x77c4;
/** A module that no pattern has taken. */
const FREE = 2;

/** The 55 bytes that say `digits`. */
function dataOf(digits: string): Uint8Array {
  const data = new Uint8Array(DATA);
  let bits = 0;
  let count = 0;
  let next = 0;
  const add = (value: number, size: number): void => {
    bits = (bits << size) | value;
    count += size;
    while (count >= 8) {
      count -= 8;
      data[next++] = bits >> count;
      bits &= (1 << count) - 1;
    }
  };
  add(2, 4);
  add(digits.length, 9);
  for (let i = 0; i < digits.length; i += 2)
    add(parseInt(digits.charAt(i), 16) * 45 + parseInt(digits.charAt(i + 1), 16), 11);
  // The end, and zeros to a whole byte.
  add(0, 9);
  return data;
}

/** `data` with its code behind it. */
function coded(data: Uint8Array): Uint8Array {
  const size = GENERATOR.length;
  const power = new Uint8Array(255);
  const log = new Uint8Array(256);
  let x = 1;
  for (let i = 0; i < 255; i++) {
    power[i] = x;
    log[x] = i;
    x = x << 1;
    if (x > 255) x ^= 0x11d;
  }
  const all = new Uint8Array(DATA + size);
  all.set(data, 0);
  // Long division in place: what is left stands behind the data.
  for (let i = 0; i < DATA; i++) {
    if (!all[i]) continue;
    const factor = log[all[i]];
    for (let j = 0; j < size; j++) all[i + 1 + j] ^= power[(factor + GENERATOR[j]) % 255];
  }
  all.set(data, 0);
  return all;
}

/** Rings around a centre, from the inside: bit 0 of `rings` is the centre, 1 dark. What lies outside is left out. */
function rings(modules: Uint8Array, x: number, y: number, size: number, dark: number): void {
  for (let dy = -size; dy <= size; dy++)
    for (let dx = -size; dx <= size; dx++) {
      const column = x + dx;
      const row = y + dy;
      if (column < 0 || row < 0 || column >= QR_SIZE || row >= QR_SIZE) continue;
      modules[row * QR_SIZE + column] = (dark >> Math.max(Math.abs(dx), Math.abs(dy))) & 1;
    }
}

/** What is the same in every symbol of this kind; all else is free. */
function frame(): Uint8Array {
  const modules = new Uint8Array(QR_SIZE * QR_SIZE);
  modules.fill(FREE);
  const far = QR_SIZE - 4;
  for (let i = 8; i < QR_SIZE - 8; i++) modules[6 * QR_SIZE + i] = modules[i * QR_SIZE + 6] = (i + 1) & 1;
  rings(modules, 3, 3, 4, 11);
  rings(modules, far, 3, 4, 11);
  rings(modules, 3, far, 4, 11);
  rings(modules, 22, 22, 2, 5);
  // Level and mask stand beside the upper left pattern, and once more beside the other two.
  for (let i = 0; i < 15; i++) {
    const bit = (FORMAT >> i) & 1;
    const near = i < 6 ? i : i < 8 ? i + 1 : QR_SIZE - 15 + i;
    const other = i < 8 ? QR_SIZE - 1 - i : i < 9 ? 7 : 14 - i;
    modules[near * QR_SIZE + 8] = bit;
    modules[8 * QR_SIZE + other] = bit;
  }
  modules[(QR_SIZE - 8) * QR_SIZE + 8] = 1;
  return modules;
}

/** The modules of the symbol, row by row, 1 dark. `digits`: 76 hex digits in upper case. */
export function qrOf(digits: string): Uint8Array {
  const bytes = coded(dataOf(digits));
  const modules = frame();
  let next = 0;
  // Two columns at a time from the right, up and down in turn; the column of the timing pattern does not count.
  for (let pair = 0; pair < 14; pair++)
    for (let step = 0; step < QR_SIZE; step++)
      for (let side = 0; side < 2; side++) {
        const right = QR_SIZE - 1 - pair * 2;
        const column = (right < 8 ? right - 1 : right) - side;
        const row = pair & 1 ? step : QR_SIZE - 1 - step;
        const at = row * QR_SIZE + column;
        if (modules[at] !== FREE) continue;
        const bit = bytes[next >> 3] >> (7 - (next & 7));
        next++;
        modules[at] = (bit ^ (row + column + 1)) & 1;
      }
  return modules;
}
