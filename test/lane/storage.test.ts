import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Bench, HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { Nor } from '../../host-sim/flash.js';
import { logFileBytes } from '../../host-sim/install.js';
import { rngFrom } from '../../host-sim/rng.js';
import { Storage } from '../../host-sim/storage.js';
import { skip } from '../support/skip.js';

/** One operation on files, as JavaScript that both can run: `s` is Storage, and what it gives or that it threw is told. */
type Op = string;

const FILES = ['words', '.bootcde', 'a', 'a-name-of-eight-and-twenty-c', 'note'];

/** A life of files: written whole and in parts, replaced, erased, compacted; the log's file stays in front. */
function operations(seed: number, count: number): Op[] {
  const rng = rngFrom(seed);
  const below = (limit: number): number => rng.u32() % limit;
  const text = (length: number, salt: number): string => `x(${length},${salt})`;
  const list: Op[] = [`s.write("dlog",x(64,1),0,${logFileBytes(2)})`];
  for (let i = 0; i < count; i++) {
    const name = JSON.stringify(FILES[below(FILES.length)]);
    const dice = below(20);
    const size = below(10) ? 1 + below(900) : 1 + below(6000);
    if (dice < 9) list.push(`s.write(${name},${text(size, below(4))})`);
    else if (dice < 11) list.push(`s.write(${name},${text(4, i)},0,${size + 4})`);
    else if (dice < 13) list.push(`s.write(${name},${text(4, i)},${4 + below(60) * 4})`);
    else if (dice < 15) list.push(`s.erase(${name})`);
    else if (dice < 16) list.push('s.compact()');
    else if (dice < 18) list.push(`s.write("dlog",${text(1 + below(8), i)},${64 + below(12000)})`);
    else if (dice < 19) list.push('s.list().join()');
    else list.push(`s.getFree()+" "+s.read(${name},${below(40)},${1 + below(30)})`);
  }
  return list;
}

/** Bytes that can be told apart, none of them blank. */
const BYTES =
  'function x(n,salt){var r="";for(var i=0;i<n;i++)r+=String.fromCharCode(33+(i*7+salt*13+n)%90);return r}';
const OUTCOME = 'function o(f){try{return ""+f()}catch(e){return "threw"}}';

const lane = suite('files through many writes and compactions, in stand-in and interpreter');
const program = interpreter();

if (program) {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8])
    lane(`with seed ${seed}`, async () => {
      const list = operations(seed, 60);
      const nor = new Nor();
      const act = new Function(
        's',
        'list',
        `${BYTES}${OUTCOME};return list.map(op=>o(new Function("s","x","return "+op).bind(0,s,x)))`,
      );
      const here: string[] = act(new Storage(nor), list);
      const bench = await Bench.open(program);
      try {
        const script = `var s=require("Storage");${BYTES}${OUTCOME}\nvar f=E.openFile("ops","r"),n;while((n=f.read(4))){var op=f.read(Number(n));print("~"+o(function(){return eval(op)}))}`;
        bench.put('ops', list.map(op => String(op.length).padStart(4) + op).join(''));
        const { lines, flash } = await bench.run(script, new Uint8Array(nor.bytes.length).fill(0xff));
        const there = lines.filter(line => line.includes('~')).map(line => line.slice(line.indexOf('~') + 1));
        for (const [i, op] of list.entries()) assert.is(here[i], there[i], `operation ${i}: ${op}`);
        for (let at = 0; at < flash.length; at += 32)
          assert.is(
            Buffer.from(nor.bytes.slice(at, at + 32)).toString('hex'),
            Buffer.from(flash.slice(at, at + 32)).toString('hex'),
            `flash at ${at}`,
          );
      } finally {
        bench.close();
      }
    });
  lane.run();
} else skip('files in stand-in and interpreter', HOW_TO);
