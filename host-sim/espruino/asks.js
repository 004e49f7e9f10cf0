// biome-ignore-all lint: this is a badge's JavaScript, not a desk's
// What the jobs of a life ask, each as a function that goes with the job (replay.ts) and is gone after it.

// Moves a button's contact, with the debounce of setWatch: a watch is what to call, how, the level told last, and
// the alarm that runs while the contact may still bounce.
function hold(pin, level) {
  // A contact that is told again what it does already tells nothing.
  if (pin[0] === level) return;
  var tick = $ticks();
  pin[0] = level;
  pin.slice(1).forEach(watch => {
    var how = watch[1];
    function tell() {
      watch[2] = level;
      if (how.edge !== 'both' && (how.edge === 'falling') === level) return;
      if (!how.repeat) pin.splice(pin.indexOf(watch), 1);
      $run(watch[0], { state: level, time: (tick + $moved) / 32768, pin: pin });
    }
    if (!how.debounce) return tell();
    if (watch[3]) $off(watch[3]);
    else if (level === watch[2]) return;
    watch[3] = $at($start + (tick + $toTicks(how.debounce)) / $rate, () => {
      watch[3] = 0;
      if (level !== watch[2]) tell();
    });
  });
}

// Values are looked up by characteristic from now on, and notifications go out one in each gap, or at once.
function connect(mtu, gap, subscribed, paired) {
  if ($mtu) return $say('~= 0');
  $say('~= 1');
  function deliver() {
    var next = $air.shift();
    if (next) $say('~N ' + $now + ' ' + next[0] + ' ' + btoa(next[1]));
  }
  function turn() {
    $turn = $at($now + gap, () => {
      $turn = 0;
      if ($air.length > 1) turn();
      deliver();
    });
  }
  $mtu = mtu;
  $met = paired;
  $key = '';
  $air = [];
  $tell = values => {
    for (var service in values)
      for (var uuid in values[service]) {
        var update = values[service][uuid],
          c = $gatt[service] && $gatt[service][uuid];
        if (!c) throw new Error('Unable to find service with UUID ' + uuid);
        c.value = E.toString(update.value);
        if (c.value.length > c.maxLen) throw new Error('BLE error: the value is longer than maxLen');
        if (!update.notify || !$mtu || !c.notify || c.deaf || (gap && $air.length >= 6)) continue;
        $air.push([uuid, c.value.substr(0, $mtu - 3)]);
        if (!gap) deliver();
        else if (!$turn) turn();
      }
  };
  for (var service in $gatt) for (var uuid in $gatt[service]) $gatt[service][uuid].deaf = !subscribed;
  $emit('connect', 'c0:ff:ee:00:00:01 public');
}

function gone(reason) {
  NRF.disconnect(reason);
}

// A characteristic by its UUID, whatever service it is of.
function find(uuid) {
  for (var service in $gatt) if ($gatt[service][uuid]) return $gatt[service][uuid];
}

// A characteristic that the peer may use: it has paired, or need not.
function may(c) {
  return c && ($met || !c.security || !c.security.read.lesc || !c.security.write.lesc) ? c : 0;
}

function write(c, value) {
  if (!c || !c.writable || value.length > c.maxLen || value.length > $mtu - 3) return $say('~= 0');
  c.value = value;
  if (c.onWrite) $run(c.onWrite, { data: E.toUint8Array(value).buffer });
  $say('~= 1');
}

function read(c) {
  $say('~= ' + ($mtu && c && c.readable ? btoa(c.value) : '-'));
}

function subscribe(c, on) {
  if (!$mtu || !c || !c.notify) return $say('~= 0');
  c.deaf = !on;
  $say('~= 1');
}

function services() {
  for (var service in $gatt)
    for (var uuid in $gatt[service]) {
      var c = $gatt[service][uuid];
      $say(
        '~S ' +
          [
            service,
            uuid,
            c.maxLen || c.value.length,
            !!c.readable,
            !!c.writable,
            !!c.notify,
            !!c.security,
          ].join(' '),
      );
    }
}

function pair(digits) {
  if (!$mtu || !$pair) return $say('~= 0');
  $key = digits;
  $emit('passkey', digits);
  $say('~= 1');
}

function agree(typed) {
  if ($mtu && $key && typed === $key) $met = true;
  $key = '';
  $say('~= ' + ($met ? 1 : 0));
}

// What was drawn and not sent does not show: a badge that rests has nothing of that kind.
function pixels() {
  if (g.getModified()) $say('~! something was drawn and not sent to the display');
  for (var i = 0; i < 1024; i += 192)
    $say('~= ' + btoa(new Uint8Array(g.buffer, i, Math.min(192, 1024 - i))));
}

function chance(draws) {
  $draws = draws;
  Math.random = () => draws.shift() / 4294967296;
}

function field(on) {
  if (on === $field) return;
  $field = on;
  $deaf = 0;
  if ($tag) $emit(on ? 'NFCon' : 'NFCoff');
}

function frame(bytes) {
  if (!$tag || !$field || $deaf) return $say('~= -');
  $asked = 1;
  $answer = undefined;
  $emit('NFCrx', E.toUint8Array(bytes).buffer);
  $deaf = $asked;
  if ($asked || $answer === undefined) $say('~= -');
  else if (typeof $answer === 'number') $say('~= ' + ($answer === 10 ? 'ack' : 'nak'));
  else $say('~= ' + btoa(E.toString($answer)));
  $asked = 0;
}

function flash() {
  var file = require('Storage').read('dlog');
  var at = file ? E.getAddressOf(file, true) - 32 : 0;
  if (at > 0) for (var i = 0; i < 36864; i += 768) $say('~B ' + btoa(E.memoryArea(at + i, 768)));
}
