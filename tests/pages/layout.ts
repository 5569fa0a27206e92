import { expect, type Page } from '@playwright/test';

/** Targets are at least this high and wide, by the width of the window (UI.md, Accessibility). */
const TARGET_PX = { phone: 40, wide: 24 };
const PHONE_PX = 768;

/** What is wrong with the layout of the page as it stands, in words; nothing when all is well. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 0;
  const isPhone = width < PHONE_PX;
  const find = async () => [
    ...(await page.evaluate(findFaults, isPhone ? TARGET_PX.phone : TARGET_PX.wide)),
    ...(await page.evaluate(findCrowds, isPhone)),
    ...(await page.evaluate(findHiddenEnds)),
  ];
  // Charts take the new size of the window a moment after it has it.
  let faults: string[] = [];
  const look = async () => {
    faults = await find();
    return faults.length;
  };
  await expect
    .poll(look, { timeout: 1_000 })
    .toBe(0)
    .catch(() => {});
  return faults;
}

/** Runs in the page. */
function findFaults(leastTargetPx: number): string[] {
  const faults: string[] = [];
  const nameOf = (element: Element) =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${(element.textContent ?? '').trim().slice(0, 30)}"`;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    faults.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);

  const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  for (const element of document.querySelectorAll<HTMLElement>('main *, header *, nav *')) {
    if (!isShown(element) || element.closest('svg')) continue;
    const style = getComputedStyle(element);
    // What is cut off on purpose says so with dots, or is for screen readers alone; what scrolls can be scrolled.
    const isClipped = element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden';
    const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (isClipped && isText && style.textOverflow !== 'ellipsis' && style.clipPath === 'none')
      faults.push(`text is cut off: ${nameOf(element)}`);
  }

  for (const target of document.querySelectorAll<HTMLElement>('button, a[href], input, select, summary')) {
    // An alert's lane is as high as a lane; the list beside the chart opens the same alert.
    if (!isShown(target) || target.closest('.skip, .lane')) continue;
    const own = target.getBoundingClientRect();
    // A row whose button covers it is as large as the row.
    const covers = getComputedStyle(target, '::after').position === 'absolute' && target.offsetParent;
    // Pressing a control's label presses the control.
    const label = target.id ? document.querySelector(`label[for="${target.id}"]`) : null;
    const box = covers ? (target.offsetParent as HTMLElement).getBoundingClientRect() : own;
    const labelHeight = label?.getBoundingClientRect().height ?? 0;
    if (box.width === 0) continue;
    if (Math.min(box.width, Math.max(box.height, labelHeight)) < leastTargetPx - 0.5)
      faults.push(`target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${nameOf(target)}`);
  }
  return faults;
}

/** Runs in the page: what stands too near to its neighbour, or has no room beside it. */
function findCrowds(isPhone: boolean): string[] {
  const LEAST_GAP_PX = 4;
  const nameOf = (element: Element) => `"${(element.textContent || element.getAttribute('aria-label') || '').trim()}"`;
  const shown = (selector: string, within: ParentNode = document) =>
    [...within.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const collide = (a: Element, b: Element, gap: number) => {
    const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    const isBeside = one.right + gap <= other.left || other.right + gap <= one.left;
    return !isBeside && one.top < other.bottom && other.top < one.bottom;
  };
  const groups = [
    // Of one group of controls some may touch, as those of a choice do.
    { of: [...document.querySelectorAll('.topbar > *')].map((item) => [item, ...shown('button, input', item)]) },
    { of: shown('.simmark > .simtag, .stalegap > span').map((label) => [label]) },
  ];
  const faults: string[] = [];
  const bar = document.querySelector('.topbar');
  const last = groups[0]?.of.at(-1)?.[0];
  if (bar && last) {
    const room = bar.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(bar).paddingRight);
    if (last.getBoundingClientRect().right > room + 1) faults.push(`${nameOf(last)} is beyond the end of the bar`);
  }
  for (const { of } of groups) {
    const visible = of.filter(([item]) => item?.checkVisibility() && item.getBoundingClientRect().width > 0);
    visible.forEach((one, index) => {
      for (const other of visible.slice(index + 1))
        for (const a of one)
          for (const b of other)
            if (!a.matches('.grow') && !b.matches('.grow') && collide(a, b, LEAST_GAP_PX))
              faults.push(`${nameOf(a)} and ${nameOf(b)} touch`);
    });
  }
  // On a phone the state of the connection may end in dots; its colour stands beside it.
  const cut = shown('.conn .cut').filter((text) => !isPhone && text.scrollWidth > text.clientWidth);
  return [...faults, ...cut.map((text) => `the badge is cut off: ${nameOf(text)}`)];
}

/** Runs in the page: what goes on beyond its edge, sideways or in what `.more-y` marks, without fading out there; or fades elsewhere. */
function findHiddenEnds(): string[] {
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
  return [...document.querySelectorAll<HTMLElement>('main *, [role=dialog] *')].flatMap((element) => {
    const style = getComputedStyle(element);
    const isSideways = scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const isDown =
      scrolls(style.overflowY) &&
      element.scrollHeight > element.clientHeight + 1 &&
      element.closest('[role=dialog], .more-y');
    const fadeOf = (end: 'before' | 'after') => Number.parseFloat(style.getPropertyValue(`--more-${end}`)) || 0;
    if (!element.checkVisibility({ visibilityProperty: true })) return [];
    const name = `<${element.tagName.toLowerCase()} class="${element.className}">`;
    const isAtStart = element.scrollLeft === 0 && element.scrollTop === 0;
    if (isAtStart && fadeOf('before') > 0) return [`fades out where it begins: ${name}`];
    // A part of a pixel too much, as four rows of 71.625 px in 286 px are, counts as one pixel to scroll and fades 1.75 px.
    if (!isSideways && !isDown) return fadeOf('after') > 2 ? [`fades out where it ends: ${name}`] : [];
    return isAtStart && fadeOf('after') === 0 ? [`it can't be seen that there is more: ${name}`] : [];
  });
}
