const isLost = () => document.activeElement === null || document.activeElement === document.body;

/** What has the focus; for something in a menu, which goes when it is used, the button of the menu. */
export function focusedNow(): Element | null {
  const menu = document.activeElement?.closest('[role="menu"]');
  return menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : document.activeElement;
}

/** Where one is when nothing nearer is left. */
function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const PATIENCE_MS = 3_000;

/** The row one came from, or the page, may go a moment after its dialog; whoever does something meanwhile goes elsewhere by themselves. */
function catchFocusForAWhile(): void {
  const over = new AbortController();
  const watch = new MutationObserver(() => {
    if (isLost()) focusHeading();
  });
  const end = () => {
    watch.disconnect();
    over.abort();
  };
  watch.observe(document.body, { childList: true, subtree: true });
  for (const act of ['keydown', 'pointerdown']) document.addEventListener(act, end, { capture: true, signal: over.signal });
  setTimeout(end, PATIENCE_MS);
}

/** Once what had the focus is gone: back to where one came from, or to the page's heading. Focus put elsewhere stays there. */
export function focusAgain(opener: Element | null): void {
  setTimeout(() => {
    if (!isLost()) return;
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    if (isLost()) focusHeading();
    catchFocusForAWhile();
  });
}
