import { type Listed, type ListFault, readOrderCsv, readOrderJson } from '../../supervisor/order-list.js';
import { readJson, readText } from '../read-file.js';
import { UserError } from '../user-error.js';

/** The orders in a file, CSV by its name and else JSON; a bad one is named by its line or place, with the mend. */
export function ordersInFile(file: string): Listed[] {
  const found = isCsv(file)
    ? readOrderCsv(readText(file, mend))
    : readOrderJson(readJson(file, mend, mendText));
  if (!Array.isArray(found)) throw new UserError(faultIn(file, found));
  if (!found.length) throw new UserError(`${file}: there is no order in it: add one.`);
  return found;
}

const mend = '; give a list of orders (CSV or JSON).';
const mendText = '; give an order or a list of orders, or end its name in .csv if it is CSV.';

function isCsv(file: string): boolean {
  return /\.csv$/i.test(file);
}

function faultIn(file: string, { where, error }: ListFault): string {
  return `${file}${where === null ? '' : `, ${where}`}: ${error}.`;
}
