/** One line of a table: its number in the file from 1, where the line begins, and its cells. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong with a table, where, and how to mend it: the end of a sentence. */
export interface CsvFault {
  readonly line: number;
  readonly error: string;
}

/** A cell in quotes, in which a quote is doubled, or one without any. */
const CELL = /"([^"]*(?:""[^"]*)*)"|([^",\r\n]*)/y;

/**
 * Reads CSV (RFC 4180): commas, cells in double quotes where they need it, lines that end in CRLF or LF.
 *
 * A byte order mark is passed over and so are empty lines. Nothing is repaired: a quote out of place is a fault,
 * because what follows it could belong to any column.
 */
export function readCsv(text: string): CsvRow[] | CsvFault {
  const rows: CsvRow[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const begun = line;
    const cells: string[] = [];
    for (;;) {
      CELL.lastIndex = at;
      const found = CELL.exec(text) as RegExpExecArray;
      if (text[at] === '"' && found[1] === undefined)
        return { line: line, error: 'a quote is not closed: end the cell with " or double the quotes in it' };
      cells.push((found[1] ?? found[2] ?? '').replaceAll('""', '"'));
      line += found[0].split('\n').length - 1;
      at = CELL.lastIndex;
      if (text[at] !== ',') break;
      at++;
    }
    const end = /\r?\n|$/y;
    end.lastIndex = at;
    const ended = end.exec(text);
    if (!ended) return { line: line, error: whyNoEnd(text[at] as string) };
    at = end.lastIndex;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begun, cells: cells });
    line++;
  }
  return rows;
}

function whyNoEnd(found: string): string {
  return found === '\r'
    ? 'a line ends in a lone carriage return: save with CRLF or LF'
    : 'there is text beside a quote: put the whole cell in quotes and double the quotes in it';
}

/** What is wrong with the names of a table's columns: one that is not among the known ones, or stands twice; null: nothing. */
export function columnFault(columns: readonly string[], known: readonly string[]): string | null {
  const unknown = columns.find(name => !known.includes(name));
  if (unknown !== undefined)
    return `column "${unknown}" is not known: take it out, or name one of ${known.join(', ')}`;
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  return twice === undefined ? null : `column ${twice} stands twice: keep one of them`;
}
