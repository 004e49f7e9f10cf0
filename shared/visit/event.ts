/**
 * Events and orders as the desk reads and writes them: the JSON of architecture 4.
 * On the badge an event is a `Kind`, a 9-bit value and a log time; log/fields.ts translates.
 */

export type Party = 'customer' | 'company' | 'third' | 'weather' | 'unknown';
export type OrderType = 'install' | 'move' | 'repair' | 'complaint' | 'care' | 'inspect';

/** One recorded event. Times are ISO 8601 with offset; which further fields stand is the table of architecture 4. */
export interface EventRecord {
  /** Wall time, or null while the clock was not set. */
  t?: string | null;
  /** Seconds since boot. */
  up?: number;
  boot?: number;
  seq?: number;
  clock?: number;
  event: string;
  order?: string;
  [field: string]: unknown;
}

/** A work order (architecture 4). It never holds a name, a phone number or an address. */
export interface Order {
  id: string;
  type: OrderType;
  dispatched?: string;
  reported?: string;
  accepted?: string;
  arrivedInDepartment?: string;
  appointment?: string;
  slotEnd?: string;
  notAfter?: string;
  issued?: string;
  customer?: 'home' | 'enterprise';
  area?: 'urban' | 'township' | 'village';
  site?: 'home' | 'equipment-room';
  fee?: boolean;
  cable?: boolean;
  access?: 'lan' | 'adsl';
  lineOwner?: 'company' | 'customer';
  door?: string;
}
