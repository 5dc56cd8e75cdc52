import mjml2html from 'mjml';
import type { MailContent, MailLink } from './mail-content';
import { oneLine } from './one-line';

const SLOT = {
  heading: '@@heading@@', body: '@@body@@', actions: '@@actions@@', footer: '@@footer@@', preview: '@@preview@@', language: '@@language@@',
};
const BUTTON = 'display:inline-block;margin-right:14px;background:#0b6e6e;color:#ffffff;padding:12px 22px;border-radius:8px;'
  + 'font-weight:600;text-decoration:none';
const QUIET_LINK = 'display:inline-block;padding:12px 0;color:#4b5f63;text-decoration:underline';

const LAYOUT = `
<mjml lang="${SLOT.language}">
  <mj-head>
    <mj-preview>${SLOT.preview}</mj-preview>
    <mj-attributes>
      <mj-all font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#1d2b2e" padding="0 32px" />
    </mj-attributes>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
  </mj-head>
  <mj-body background-color="#eef2f2" width="560px">
    <mj-wrapper padding="24px 10px 0">
      <mj-section background-color="#ffffff" border-radius="12px" padding="28px 0">
        <mj-column>
          <mj-text color="#0b6e6e" font-size="14px" font-weight="700" letter-spacing="0.5px">Usher</mj-text>
          <mj-text font-size="24px" line-height="32px" font-weight="700" padding="12px 32px 4px">${SLOT.heading}</mj-text>
          <mj-text>${SLOT.body}</mj-text>
          <mj-text padding="8px 32px 0">${SLOT.actions}</mj-text>
        </mj-column>
      </mj-section>
    </mj-wrapper>
    <mj-section padding="16px 10px 24px">
      <mj-column><mj-text font-size="13px" line-height="20px" color="#4b5f63">${SLOT.footer}</mj-text></mj-column>
    </mj-section>
  </mj-body>
</mjml>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Names are text and never markup, nor a slot of the layout. */
function escaped(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark).replaceAll('@@', '&#64;&#64;');
}

const linkOf = (link: MailLink | undefined, style: string) =>
  (link ? `<a href="${escaped(link.url)}" style="${style}">${escaped(link.label)}</a>` : '');

let layout: Promise<string> | undefined;

/** The layout is made into HTML once; a mail fills its slots. */
async function compiledLayout(): Promise<string> {
  layout ??= Promise.resolve(mjml2html(LAYOUT, { validationLevel: 'strict', fonts: {} })).then(({ html }) => html);
  return await layout;
}

export async function renderHtml(content: MailContent): Promise<string> {
  const { language, heading, paragraphs, action, secondaryAction, footer } = content;
  const filling: Record<string, string> = {
    [SLOT.language]: escaped(language),
    [SLOT.preview]: escaped(paragraphs[0] ?? heading),
    [SLOT.heading]: escaped(heading),
    [SLOT.body]: paragraphs.map((text) => `<p style="margin:12px 0">${escaped(text)}</p>`).join(''),
    [SLOT.actions]: linkOf(action, BUTTON) + linkOf(secondaryAction, QUIET_LINK),
    [SLOT.footer]: footer.map((text) => `<p style="margin:4px 0">${escaped(text)}</p>`).join(''),
  };
  return (await compiledLayout()).replace(/@@\w+@@/g, (slot) => filling[slot] ?? '');
}
