/** Bytes as the badge likes them best: a string, one character a byte. */
export type ByteString = string;

/** `value` in `size` bytes, 1 to 4, lowest first; in 4 where no size is given. */
export function put(value: number, size?: number): ByteString {
  return String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24).slice(
    0,
    size,
  );
}

/** The number of `size` bytes at `offset`, lowest first; bytes past the end count as 0. */
export function take(bytes: ByteString, offset: number, size: number): number {
  let value = 0;
  while (size-- > 0) value = value * 256 + (bytes.charCodeAt(offset + size) || 0);
  return value;
}
