// Pointing at a trial anywhere, or focusing it, shows it everywhere; choosing it opens its details.

const tip = html('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });
let litNumber = null, litMarks = [];

// A lit line is drawn again on top of the others, since later ones would cover it.
function lightUp(element) {
  if (!(element instanceof SVGElement) || element.matches('.cell')) {
    element.classList.add('lit');
    litMarks.push(() => element.classList.remove('lit'));
    return;
  }
  const copy = element.cloneNode(false);
  copy.removeAttribute('data-trial');
  copy.classList.add('lit-mark');
  element.parentNode.append(copy);
  litMarks.push(() => copy.remove());
}

function unlight() {
  litMarks.forEach(undo => undo());
  litMarks = [];
  litNumber = null;
  tip.hidden = true;
}

function light(number) {
  if (number === litNumber)
    return;
  unlight();
  if (!indexOf.has(number))
    return;
  litNumber = number;
  document.querySelectorAll(`[data-trial="${number}"], [data-trials~="${number}"]`).forEach(lightUp);
  const i = indexOf.get(number), value = objectiveOf(i);
  tip.replaceChildren(
    html('b', {}, `Trial ${number}`),
    html('span', {}, value === null ? stateWords(i) : `${formatMetric(objective, value)} ${objective.words}`),
    html('span', { class: 'of' }, settingWords(i)));
}

function placeTip(x, y) {
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(x + 14, document.documentElement.clientWidth - width - 8));
  const top = y + 18 + height > window.innerHeight ? y - height - 12 : y + 18;
  tip.style.left = `${left}px`;
  tip.style.top = `${Math.max(8, top)}px`;
}

const numberAt = event => {
  const element = event.target.closest?.('[data-trial]');
  return element ? Number(element.dataset.trial) : null;
};

function startLinks(open) {
  document.body.append(tip);
  document.addEventListener('pointerover', event => {
    const number = numberAt(event);
    if (number === null)
      unlight();
    else
      light(number);
  }, { signal });
  document.addEventListener('pointermove', event => {
    if (litNumber !== null && event.target instanceof SVGElement)
      placeTip(event.clientX, event.clientY);
    else
      tip.hidden = true;
  }, { signal });
  document.addEventListener('focusin', event => {
    if (numberAt(event) !== null)
      light(numberAt(event));
  }, { signal });
  document.addEventListener('focusout', unlight, { signal });
  document.addEventListener('scroll', () => { tip.hidden = true; }, { passive: true, capture: true, signal });
  document.addEventListener('click', event => {
    const number = numberAt(event);
    if (number !== null && indexOf.has(number) && String(window.getSelection()) === '')
      open(number);
  }, { signal });
}
