// Writes numbers as the rest of the page does.

const minus = text => text.replace(/-/g, '\u2212');

function exponential(value, decimals) {
  const [mantissa, exponent] = value.toExponential(decimals).split('e');
  const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

function formatNumber(value) {
  const size = Math.abs(value);
  if (size < 1e15 && Number.isInteger(value))
    return minus(size < 1e6 ? String(value) : exponential(value, 3));
  if (size < 0.0001 || size >= 1e6)
    return minus(exponential(value, 3));
  // Four significant digits; 9.99996 rounds to 10.00, so the digits before the point are counted after rounding.
  return minus(value.toFixed(Math.max(0, 3 - Number(value.toExponential(3).split('e')[1]))));
}

// All digits, for whoever points at a number; null where it is written in full anyway.
function wholeNumber(value, written) {
  if (value === null || value === undefined)
    return null;
  const whole = minus(String(value).replace(/e([+-])(\d)$/, 'e$10$2'));
  return whole === written ? null : whole;
}

// With so many significant digits and no trailing zeros.
function formatSignificant(value, digits) {
  const rounded = Number(value.toPrecision(digits)), size = Math.abs(rounded);
  return minus(size === 0 || (size >= 1e-4 && size < 1e6) ? String(rounded) : exponential(rounded, 5));
}

const formatPercent = (value, decimals = 2) => minus((value * 100).toFixed(decimals)) + '\u00a0%';

// A count with what is counted, in the singular for one.
const counted = (count, noun) => count === 1 ? `1 ${noun}` : `${formatCount(count)} ${noun}s`;

const formatCount = count => count < 10000 ? String(count) : count.toLocaleString('en-US');

function formatMetric(metric, value) {
  if (value === null || value === undefined)
    return '–';
  return metric.percent ? formatPercent(value) : formatNumber(value);
}

function formatDuration(seconds) {
  if (seconds === null)
    return '–';
  const two = number => String(number).padStart(2, '0'), space = '\u00a0';
  if (seconds < 0.9995)
    return (seconds * 1000).toFixed(0) + space + 'ms';
  if (seconds < 9.95)
    return seconds.toFixed(1) + space + 's';
  const whole = Math.round(seconds);
  if (whole < 60)
    return whole + space + 's';
  if (whole < 3600)
    return Math.floor(whole / 60) + space + 'm' + space + two(whole % 60) + space + 's';
  if (whole < 86400)
    return Math.floor(whole / 3600) + space + 'h' + space + two(Math.floor(whole % 3600 / 60)) + space + 'm';
  return Math.floor(whole / 86400) + space + 'd' + space + Math.floor(whole % 86400 / 3600) + space + 'h';
}

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
