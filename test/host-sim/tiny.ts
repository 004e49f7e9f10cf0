import { Badge, type BadgeOptions } from '../../host-sim/badge.js';
import { logFileBytes, type StoredFile } from '../../host-sim/install.js';

/** The log's file as the installer lays it: blank but for its first bytes. */
export const dlog: StoredFile = {
  name: 'dlog',
  data: Uint8Array.of(0x44, 0x53, 1, 0),
  size: logFileBytes(2),
};

/** A font of one glyph row: character 65 is a 6x12 block with an edge, 66 a bar at the left. */
export function blockFont(): Uint8Array {
  const columns = [0xfff, 0x801, 0x801, 0x801, 0xfff, 0, 0xfff, 0, 0, 0, 0, 0];
  const bits = columns.map(column => column.toString(2).padStart(12, '0')).join('');
  return Uint8Array.from({ length: bits.length / 8 }, (_, i) => parseInt(bits.slice(i * 8, i * 8 + 8), 2));
}

/** A badge that runs `bundle`; what it hands to `tell` comes back in `told`. */
export function badgeWith(bundle: string, options: BadgeOptions = {}): Badge {
  return new Badge({ files: [dlog, { name: 'font', data: blockFont() }], bundle, ...options });
}

/** What the bundle put on the screen as rows of # and . between two rows. */
export function rows(badge: Badge, from: number, to: number, columns = 16): string[] {
  const pixels = badge.pixels();
  const lines: string[] = [];
  for (let y = from; y <= to; y++) {
    let line = '';
    for (let x = 0; x < columns; x++) line += pixels[y * 16 + (x >> 3)] & (0x80 >> (x & 7)) ? '#' : '.';
    lines.push(line);
  }
  return lines;
}
