// biome-ignore-all lint: this is a badge's JavaScript, not a desk's
// Runs inside a real Espruino interpreter (replay.ts): plays the jobs of one life of a badge, from power-on to the
// loss of power, on stand-ins for what a build for Linux lacks: radio, display bus, buttons, a clock that can be told
// to stand still. Storage, Flash, Graphics, CRC and the language itself are the interpreter's own.
//
// Everything here takes room from the badge: it is minified, globals get short names, and what only some jobs need
// stands in asks.js. Globals begin with $ so that no name of a bundle meets them. A job is a line of JavaScript with its
// length in front; what it shows is printed, a line each, that begins with ~ and a character that says what it is.

var $jobs = E.openFile('jobs', 'r'),
  $out = E.openFile('out', 'w');
function $say(line) {
  $out.write(line + '\n');
}
var $later = setTimeout;
var $mem = process.memory;

// Time: outside milliseconds, the chip's ticks, and what will ring in the order of its time.
var $now = 0,
  $start = 0,
  $draws,
  $rate = 0,
  $moved = 0,
  $reasons = 0;
var $alarms = [],
  $ids = 0;

function $ticks() {
  return Math.floor(($now - $start) * $rate + 2 / 100);
}
function $toTicks(ms) {
  return Math.floor((ms * 32768) / 1000 + 0.5);
}
function $at(at, act, id) {
  var place = $alarms.length;
  while (place && $alarms[place - 1].at > at) place--;
  var alarm = { at: at, act: act, id: id };
  $alarms.splice(place, 0, alarm);
  return alarm;
}
function $off(alarm) {
  var place = $alarms.indexOf(alarm);
  if (place >= 0) $alarms.splice(place, 1);
}
function $advance(to) {
  while ($alarms.length && $alarms[0].at <= to) {
    var alarm = $alarms.shift();
    if (alarm.at > $now) $now = alarm.at;
    alarm.act();
  }
  if (to > $now) $now = to;
}

// The idle loop: an exception costs the rest of one callback.
var $uncaught = [];
function $caught(error) {
  $say('~! ' + ((error && error.message) || error));
  $uncaught.forEach(each => {
    each(error);
  });
}
function $run(act, argument) {
  try {
    act(argument);
  } catch (error) {
    $caught(error);
  }
}

global.process = {
  env: { VERSION: '' },
  on: (event, act) => {
    $uncaught.push(act);
  },
};
global.getTime = () => ($ticks() + $moved) / 32768;
global.setTime = seconds => {
  $moved = $toTicks(seconds * 1000) - $ticks();
};
global.setTimeout = (act, ms) => {
  var wait = $ticks() + $toTicks(Math.max(ms, 0.1));
  $at(
    $start + wait / $rate,
    () => {
      $run(act);
    },
    ++$ids,
  );
  return $ids;
};
global.clearTimeout = id => {
  for (var i = $alarms.length; i--; ) if ($alarms[i].id === id) $alarms.splice(i, 1);
};
global.peek32 = () => $reasons;
global.poke32 = (address, value) => {
  $reasons &= ~value;
};
var $bat = 100;
E.getBattery = () => $bat;
E.setConsole = () => {};
// A program may keep the function: what it draws from comes with each job (asks.js).
E.hwRand = () => $draws.shift() | 0;

// Buttons: the level, then what setWatch was told of each watch. asks.js moves them.
global.BTN1 = [false];
global.BTN2 = [false];
global.BTN3 = [false];
global.BTN4 = [false];
global.setWatch = (act, pin, how) => {
  pin.push([act, how, pin[0], 0]);
  return 1;
};

// The display: what was drawn shows only after `flip`.
var $light = 0,
  $dark = 0;
global.Pixl = {
  setLCDPower: on => {
    $dark = on ? 0 : 1;
  },
};
global.LED1 = {
  write: on => {
    $light = on ? 1 : 0;
  },
};
global.g = Graphics.createArrayBuffer(128, 64, 1, { msb: true });
g.flip = () => {
  if (!g.getModified(true)) return;
  $say('~F ' + $now + ' ' + E.CRC32(g.buffer));
};
g.clear();

// Radio and tag: what the bundle said to them.
var $on = {},
  $gatt,
  $mtu = 0,
  $pair,
  $key,
  $met,
  $air,
  $turn,
  $tell;
var $uid, $tag, $field, $deaf, $asked, $answer;
global.NRF = {
  on: (event, act) => {
    if (!$on[event]) $on[event] = [];
    $on[event].push(act);
  },
  setAdvertising: () => {},
  setSecurity: how => {
    $pair = how.pair;
  },
  setServices: services => {
    NRF.disconnect();
    $gatt = services;
  },
  updateServices: values => {
    $tell(values);
  },
  disconnect: reason => {
    if (!$mtu) return;
    $mtu = 0;
    $air = [];
    if ($turn) $off($turn);
    $turn = 0;
    $emit('disconnect', reason || 22);
  },
  nfcStart: () => {
    $tag = 1;
    return E.toUint8Array($uid);
  },
  nfcSend: answer => {
    if (!$field) throw new Error('nfcSend: NFC error code 8');
    if ($asked) $answer = answer;
    $asked = 0;
  },
};
function $emit(event, argument) {
  if ($on[event])
    $on[event].forEach(act => {
      $run(act, argument);
    });
}

// The script ends first, so that its text is gone when the badge starts. The loop is no function: each function of a
// bundle that is read inside of another one keeps a list of both scopes, which would cost the badge a third of its room.
var $length;
$say('~>');
$later(
  'while($length=$jobs.read(5)){try{eval($jobs.read(Number($length)))}catch($e){$say("~! "+$e.message)}$say("~@")}' +
    '$say("~. "+$moved+" "+$reasons);$out.close()',
  1,
);
