// A program's output, from its end on and as it grows. Colours of terminals become colours of text; nothing else is obeyed.

const follower = () => document.querySelector('#output pre[data-output]');
const chunk = 65536, mostKept = 2000000;
let shown = null, decoder, next, first, style, held, isBusy = false;

function beginIn(pre) {
  pre.replaceChildren();
  [shown, decoder, next, first, style, held] = [pre, new TextDecoder(), null, null, [], ''];
}

// The text, and where in the file it begins and ends.
async function read(from) {
  const pre = follower();
  const response = await fetch(`${pre.dataset.output}?from=${from}`);
  if (!response.ok)
    return null;
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    start: Number(response.headers.get('X-Start')), size: Number(response.headers.get('X-Size')),
  };
}

const colorNames = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

function restyled(codes) {
  let now = [...style];
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0)
      now = [];
    else if (code === 1)
      now = [...now, 'bold'];
    else if (code === 22)
      now = now.filter(name => name !== 'bold');
    else if (code === 39)
      now = now.filter(name => name === 'bold');
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97))
      now = [...now.filter(name => name === 'bold'), `ansi-${colorNames[code % 10]}`];
    else if (code === 38 || code === 48)
      i += codes[i + 1] === 5 ? 2 : 4;
  }
  return now;
}

// Text with colours as nodes. A line that is written over is shown as it was left.
function nodesOf(text) {
  const nodes = [];
  for (const piece of text.split(/(\x1b\[[0-9;]*m)/)) {
    const codes = /^\x1b\[([0-9;]*)m$/.exec(piece);
    if (codes)
      style = restyled(codes[1].split(';').map(Number));
    else if (piece !== '') {
      const plain = piece.replace(/\x1b(\[[0-?]*[ -\/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\^_])/g, '')
        .replace(/[^\n]*\r(?!\n)(?=[^\n])/g, '')
        .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
      const span = document.createElement('span');
      span.className = style.join(' ');
      span.textContent = plain;
      nodes.push(span);
    }
  }
  return nodes;
}

function append(pre, text) {
  const isAtEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 40;
  // An order to the terminal, or a line, may come in two pieces.
  const whole = held + text, end = Math.max(whole.lastIndexOf('\n') + 1, whole.length > chunk ? whole.length : 0);
  held = whole.slice(end);
  pre.append(...nodesOf(whole.slice(0, end)));
  let length = pre.textContent.length;
  while (length > mostKept && pre.firstChild) {
    length -= pre.firstChild.textContent.length;
    pre.firstChild.remove();
  }
  if (isAtEnd)
    pre.scrollTop = pre.scrollHeight;
}

async function follow() {
  const pre = follower();
  if (!pre || isBusy || document.hidden)
    return;
  isBusy = true;
  // When its part of the page is drawn anew, so is the text.
  if (pre !== shown)
    beginIn(pre);
  try {
    const got = await read(next ?? -chunk);
    if (got && next !== null && got.size < next) {
      beginIn(pre);
    } else if (got && follower() === pre) {
      first ??= got.start;
      next = got.start + got.bytes.length;
      if (got.bytes.length > 0)
        append(pre, decoder.decode(got.bytes, { stream: true }));
      const more = document.querySelector('#output button.earlier');
      more.hidden = first === 0;
    }
  } catch {
    // The next look finds the server again.
  }
  isBusy = false;
}

async function earlier() {
  const pre = follower(), from = Math.max(0, first - chunk), got = await read(from);
  if (!got)
    return;
  const text = new TextDecoder().decode(got.bytes.slice(0, first - from)), kept = style, height = pre.scrollHeight;
  style = [];
  pre.prepend(...nodesOf(text));
  style = kept;
  first = from;
  pre.scrollTop += pre.scrollHeight - height;
  document.querySelector('#output button.earlier').hidden = first === 0;
}

document.addEventListener('click', event => event.target.matches?.('#output button.earlier') && earlier());
document.addEventListener('renewed', follow);
follow();
setInterval(follow, 1000);
