// The language of --where, read into functions of a trial that are true, false or, where a value that they ask for is missing,
// null. A trial passes where it is true.

const whereKeywords = new Set(['and', 'or', 'not', 'in', 'between', 'like', 'is', 'null', 'true', 'false']);
const deepestWhere = 50;

function whereError(position, message) {
  throw Object.assign(new Error(message), { position });
}

// Blanks, a text, a name in quotes, a number, a word and a symbol, each with its own group.
const wherePieces = [
  /(\s+)/u, /'((?:[^']|'')*)'/u, /"((?:[^"]|"")*)"/u, /([+-]?(?:\d|\.\d)(?:[eE][+-]|[\p{L}\p{N}_.])*)/u,
  /([\p{L}_][\p{L}\p{N}_.]*)/u, /(<=|>=|<>|!=|==|[<>=(),])/u,
];

function whereTokens(text) {
  const pieces = new RegExp(wherePieces.map(({ source }) => source).join('|'), 'uy');
  const tokens = [];
  while (pieces.lastIndex < text.length) {
    const at = pieces.lastIndex, [, blank, quoted, name, number, word, symbol] = pieces.exec(text) ?? [];
    if (pieces.lastIndex === 0)
      whereError(at, /['"]/.test(text[at])
        ? `the quote ${text[at]} that opens here is not closed; a quote inside is written twice`
        : `'${text[at]}' has no meaning here; a filter is made of names, numbers, 'texts', = != < <= > >= `
          + 'and words such as and, or, not, in');
    if (blank !== undefined)
      continue;
    const end = pieces.lastIndex;
    tokens.push(quoted !== undefined ? { kind: 'text', text: quoted.replaceAll("''", "'"), at, end }
      : name !== undefined ? { kind: 'name', text: name.replaceAll('""', '"'), at, end }
        : number !== undefined ? { kind: 'number', text: number, at, end }
          : word !== undefined
            ? { kind: whereKeywords.has(word.toLowerCase()) ? word.toLowerCase() : 'name', text: word, at, end }
            : { kind: symbol, text: symbol, at, end });
  }
  return [...tokens, { kind: 'end', text: 'the end of the filter', at: text.length }];
}

// What trials have under a name, in any case, as trials and query call it.
const whereFields = (() => {
  const fields = new Map(), add = (name, of) => fields.has(name.toLowerCase()) || fields.set(name.toLowerCase(), { name, of });
  const facts = {
    rank: i => trials.rank[i], trial: i => trials.number[i], number: i => trials.number[i], state: stateOf,
    reason: i => data.reasons[trials.reason[i]] || null,
    repeat: i => trials.repeat?.[i] ?? 1, fold: i => trials.fold?.[i] ?? null,
    seed: i => Number(trials.seed[i]), planned_epochs: i => trials.planned[i] < 0 ? null : trials.planned[i],
    epochs: i => trials.last[i], best_epoch: i => trials.best[i], objective: i => trials.metrics[data.objective][i],
    duration_seconds: i => trials.seconds[i],
  };
  Object.entries(facts).forEach(([name, of]) => add(name, of));
  data.hyperparameters.forEach(({ name, values, numbers }, h) => {
    const isTaken = fields.has(name.toLowerCase())
      || /^(best_|final_)|^(sweep|sweep_number|sweep_name|is_latest|metric|goal)$/i.test(name);
    const isBoolean = values?.every(value => ['true', 'false'].includes(value));
    add(isTaken ? `hyperparameter_${name}` : name, i => {
      const value = trials.values[h][i];
      return value === null ? null : numbers ? numbers[value] : isBoolean ? Number(values[value] === 'true') : values[value];
    });
  });
  data.metrics.forEach(({ name }, m) => {
    const c = data.curves.metrics.indexOf(m), best = i => trials.metrics[m][i];
    add(name, best);
    add(`best_${name}`, best);
    if (c >= 0)
      add(`final_${name}`, i => trials.last[i] === trials.best[i] ? best(i) : data.curves.values[c][i].at(-1) ?? null);
  });
  return fields;
})();

const whereEqual = (a, b) => i => {
  const [x, y] = [a.of(i), b.of(i)];
  if (x === null || y === null)
    return null;
  const isWritten = (operand, value, other) => operand.isLiteral && typeof value === 'number' && String(value) === other;
  return x === y || isWritten(a, x, y) || isWritten(b, y, x);
};

// Which of a number and a text is larger is unknown.
const whereOrder = (a, b, holds) => i => {
  const [x, y] = [a.of(i), b.of(i)];
  return x === null || y === null || typeof x !== typeof y ? null : holds(x, y);
};

const whereNot = inner => i => inner(i) === null ? null : !inner(i);
const whereAll = parts => i => parts.reduce((known, part) => known === false ? false : part(i) === false ? false
  : known === null || part(i) === null ? null : true, true);
const whereAny = parts => whereNot(whereAll(parts.map(whereNot)));

const whereComparisons = {
  '=': whereEqual, '==': whereEqual, '!=': (a, b) => whereNot(whereEqual(a, b)), '<>': (a, b) => whereNot(whereEqual(a, b)),
  '<': (a, b) => whereOrder(a, b, (x, y) => x < y), '<=': (a, b) => whereOrder(a, b, (x, y) => x <= y),
  '>': (a, b) => whereOrder(a, b, (x, y) => x > y), '>=': (a, b) => whereOrder(a, b, (x, y) => x >= y),
};

// The function of a whole text, and the parts that all have to hold, each with its own text.
function readWhere(text) {
  const tokens = whereTokens(text);
  let next = 0, depth = 0;
  const peek = () => tokens[next], takes = kind => peek().kind === kind && (next++, true);
  const found = ({ kind, text }) => kind === 'end' ? text : `'${text}'`;
  const expected = what => whereError(peek().at, `${found(peek())} where ${what} was expected`);
  const need = kind => takes(kind) || expected(`'${kind}'`);

  function literal() {
    const token = tokens[next++], constant = value => ({ isLiteral: true, of: () => value });
    if (token.kind === 'text')
      return { ...constant(token.text), text: token.text };
    if (token.kind === 'number')
      return Number.isFinite(Number(token.text)) ? constant(Number(token.text))
        : whereError(token.at,
          `'${token.text}' is not a number; numbers look like 10, -0.5 or 1e-3, and texts go in single quotes`);
    if (token.kind === 'true' || token.kind === 'false')
      return constant(Number(token.kind === 'true'));
    if (token.kind === 'null')
      whereError(token.at, 'nothing equals null; write is null or is not null');
    if (token.kind === 'name')
      whereError(token.at, `a value belongs here, and texts go in single quotes: '${token.text}'`);
    next--;
    return expected('a name or a value');
  }

  function operand() {
    if (peek().kind !== 'name')
      return literal();
    const { text: name, at } = tokens[next++], field = whereFields.get(name.toLowerCase());
    return field ?? whereError(at, `there is no '${name}' in this page; it has `
      + [...whereFields.values()].map(f => f.name).join(', '));
  }

  function list() {
    need('(');
    const values = [literal()];
    while (takes(','))
      values.push(literal());
    need(')');
    return values;
  }

  function pattern(of) {
    const { at } = peek(), { text: like } = literal();
    if (like === undefined)
      whereError(at, "like takes a text in single quotes, such as 'relu%'");
    const source = like.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.');
    const matcher = new RegExp(`^${source}$`, 'is');
    return i => typeof of(i) === 'string' ? matcher.test(of(i)) : null;
  }

  function condition() {
    const left = operand(), comparison = whereComparisons[peek().kind];
    if (comparison) {
      next++;
      const result = comparison(left, operand());
      return whereComparisons[peek().kind]
        ? whereError(peek().at, 'comparisons cannot be chained; write between, or two of them with and')
        : result;
    }
    const isName = word => left.isLiteral ? whereError(peek().at, `before ${word} stands a name, not a value`) : left;
    if (takes('is')) {
      const isNot = takes('not'), { of } = isName('is null');
      need('null');
      return i => (of(i) === null) !== isNot;
    }
    const isNot = takes('not'), negated = test => isNot ? whereNot(test) : test;
    if (takes('in'))
      return negated(whereAny(list().map(value => whereEqual(left, value))));
    if (takes('between')) {
      const low = operand();
      need('and');
      return negated(whereAll([whereComparisons['>='](left, low), whereComparisons['<='](left, operand())]));
    }
    return takes('like') ? negated(pattern(isName('like').of))
      : expected(isNot ? 'in, between or like' : 'a comparison such as =, <, in, between, like or is null');
  }

  function negation() {
    const isNot = takes('not');
    if (!isNot && !takes('('))
      return condition();
    if (++depth > deepestWhere)
      whereError(peek().at, `a filter is nested at most ${deepestWhere} levels deep`);
    const inner = isNot ? whereNot(negation()) : either();
    if (!isNot)
      need(')');
    depth--;
    return inner;
  }

  function parts(word, read) {
    const all = [];
    do {
      const { at } = peek(), test = read();
      all.push({ test, text: text.slice(at, tokens[next - 1].end) });
    } while (takes(word));
    return all;
  }

  const tests = all => all.map(({ test }) => test);
  const both = () => (all => all.length === 1 ? all[0].test
    : Object.assign(whereAll(tests(all)), { parts: all }))(parts('and', negation));
  const either = () => (all => all.length === 1 ? all[0].test : whereAny(tests(all)))(parts('or', both));
  const filter = either();
  return peek().kind === 'end' ? filter : expected('and, or, or the end');
}

// Whether a text is meant as a filter, and not as words to look for.
const isWhere = text => /[=<>]|\b(in\s*\(|like\s+'|between\s|is\s+(not\s+)?null)/i.test(text);
