import { toBytes } from './bytes.js';
import { type Nor, PAGE } from './flash.js';
import type { Supply } from './power.js';

/**
 * `require("Flash")`: raw flash by address. A wrong address does nothing and raises nothing, as on the badge;
 * each such call is noted as a fault, since it means the caller's guard failed.
 */
export class FlashModule {
  constructor(
    private readonly nor: Nor,
    private readonly supply: Supply,
  ) {}

  read(length: number, address: number): Uint8Array | undefined {
    if (!(length > 0)) return undefined;
    return this.inside(address, length)
      ? this.nor.read(address - this.nor.base, length)
      : new Uint8Array(length);
  }

  write(data: unknown, address: number): void {
    if (data === undefined) throw new Error('Data is not defined');
    const bytes = toBytes(data);
    if (this.inside(address, bytes.length)) this.nor.write(address - this.nor.base, bytes);
  }

  erasePage(address: number): void {
    if (!Number.isInteger(address)) throw new Error('Address should be an integer');
    if (this.inside(address, 1)) this.nor.erase(address - this.nor.base);
  }

  getPage(address: number): { addr: number; length: number } | undefined {
    if (!this.nor.holds(address, 1)) return undefined;
    return { addr: address - ((address - this.nor.base) % PAGE), length: PAGE };
  }

  /** None is free on Pixl.js. */
  getFree(): { addr: number; length: number }[] {
    return [];
  }

  private inside(address: number, length: number): boolean {
    if (this.nor.holds(address, length)) return true;
    this.supply.faults.push(`Flash was asked for 0x${(address >>> 0).toString(16)}, which is not Storage`);
    return false;
  }
}
