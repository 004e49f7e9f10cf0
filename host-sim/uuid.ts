const BASE = '-0000-1000-8000-00805f9b34fb';

/** The 128-bit form in small letters, of whatever Espruino or Web Bluetooth take for a UUID. */
export function fullUuid(uuid: string | number): string {
  const text = String(uuid).toLowerCase();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  const short = typeof uuid === 'number' || /^\d+$/.test(text) ? Number(uuid) : parseInt(text, 16);
  if (!/^(0x[0-9a-f]{1,4}|\d+)$/.test(text) || !(short <= 0xffff)) throw new Error(`"${uuid}" is no UUID`);
  return `0000${short.toString(16).padStart(4, '0')}${BASE}`;
}
