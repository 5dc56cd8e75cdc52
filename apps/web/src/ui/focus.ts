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

/** The row one came from may go a moment after its dialog. */
function followUntilGone(opener: Element): void {
  const watch = new MutationObserver(() => {
    if (opener.isConnected) return;
    watch.disconnect();
    if (isLost()) focusHeading();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), PATIENCE_MS);
}

/** Once what had the focus is gone: back to where one came from, or to the page's heading. Focus put elsewhere stays there. */
export function focusAgain(opener: Element | null): void {
  setTimeout(() => {
    if (!isLost()) return;
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    if (isLost()) focusHeading();
    else if (opener) followUntilGone(opener);
  });
}
