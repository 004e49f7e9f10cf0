/** Appends `value` to `bytes`, lowest byte first. `size` 1 to 4 bytes. */
export function put(bytes: number[], value: number, size: number): void {
  for (let i = 0; i < size; i++) {
    bytes.push(value & 255);
    value = value >>> 8;
  }
}

/** The number of `size` bytes at `offset`, lowest byte first; bytes past the end count as 0. */
export function take(bytes: ArrayLike<number>, offset: number, size: number): number {
  let value = 0;
  for (let i = size; i-- > 0; ) value = value * 256 + (bytes[offset + i] || 0);
  return value;
}
