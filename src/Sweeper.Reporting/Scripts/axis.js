// Axes: where values go, and round numbers for ticks.

function axis(low, high, start, end, isLog = false) {
  const scaled = value => isLog ? (value > 0 ? Math.log10(value) : NaN) : value;
  const first = scaled(low), span = scaled(high) - first;
  return {
    low, high, isLog,
    map: value => value === null ? NaN : Math.max(-2000, Math.min(2500, start + (scaled(value) - first) / span * (end - start))),
  };
}

function around(low, high, isPercent, isLog) {
  if (isLog) {
    const room = Math.max((high / low) ** 0.04, 1.01);
    return [low / room, high * room];
  }
  const room = high > low ? 0.04 * (high - low) : Math.max(Math.abs(high) * 0.05, isPercent ? 0.005 : 0.05);
  return isPercent && low >= 0 && high <= 1 ? [Math.max(low - room, 0), Math.min(high + room, 1)] : [low - room, high + room];
}

function niceStep(step) {
  const power = 10 ** Math.floor(Math.log10(step)), mantissa = step / power;
  return power * (mantissa <= 1.000001 ? 1 : mantissa <= 2.000001 ? 2 : mantissa <= 5.000001 ? 5 : 10);
}

const tickLabel = value => {
  const size = Math.abs(value), [mantissa, exponent] = value.toExponential(2).split('e');
  return minus(size === 0 || (size >= 0.0009 && size < 1e6)
    ? String(Number(value.toPrecision(6)))
    : `${Number(mantissa)}e${Number(exponent)}`);
};

function logTicks(low, high) {
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  const multiples = (mantissas, stride) => {
    const ticks = [];
    for (let e = first - 1; e <= last + 1; e++) {
      const values = (e - first) % stride === 0 ? mantissas.map(mantissa => mantissa * 10 ** e) : [];
      ticks.push(...values.filter(value => value >= low && value <= high).map(value => [value, tickLabel(value)]));
    }
    return ticks;
  };
  if (last - first >= 2)
    return multiples([1], Math.floor((last - first) / 6) + 1);
  const coarse = multiples([1, 2, 5], 1);
  return coarse.length >= 3 ? coarse : multiples([1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9], 1);
}

// [value, label] of each tick.
function ticksOf({ low, high, isLog }, { percent = false, whole = false, count = 5 } = {}) {
  if (isLog) {
    const ticks = logTicks(low, high);
    if (ticks.length > 1)
      return ticks;
  }
  const step = Math.max(niceStep((high - low) / count), whole ? 1 : 0), factor = percent ? 100 : 1, ticks = [];
  const decimals = Math.max(0, Math.min(15, Math.ceil(-Math.log10(step * factor) - 1e-9)));
  for (let i = Math.ceil(low / step - 1e-9); i <= Math.floor(high / step + 1e-9) && ticks.length < 40; i++) {
    const shown = i * step * factor;
    ticks.push([i * step, Math.abs(shown) >= 1e6 ? tickLabel(shown) : minus((shown || 0).toFixed(decimals))]);
  }
  return ticks;
}

// Those of the ticks whose labels have room beside each other.
function spaced(ticks, place) {
  const stride = ticks.map((_, i) => i + 1).find(every => ticks.every(([value, label], i) => {
    const next = ticks[i + every];
    return i % every !== 0 || next === undefined
      || Math.abs(place(next[0]) - place(value)) >= (textWidth(label) + textWidth(next[1])) / 2 + sizes.betweenLabels;
  }));
  return ticks.filter((_, i) => i % stride === 0);
}

function quantile(sorted, share) {
  const place = share * (sorted.length - 1), index = Math.floor(place), next = Math.min(index + 1, sorted.length - 1);
  return sorted[index] + (place - index) * (sorted[next] - sorted[index]);
}

// A path through points; those without a place break it, and one alone becomes a dot.
function pathOf(points, x, y) {
  let path = '', length = 0;
  for (const [px, py] of points) {
    const at = [x.map(px), y.map(py)];
    if (!at.every(Number.isFinite)) {
      path += length === 1 ? 'h0' : '';
      length = 0;
      continue;
    }
    path += (length ? ' ' : 'M') + short(at[0]) + ' ' + short(at[1]);
    length++;
  }
  return path + (length === 1 ? 'h0' : '');
}
