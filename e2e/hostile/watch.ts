import { createServer } from 'node:http';
import type { BrowserContext, Page } from '@playwright/test';
import { visible } from '@/components/evidence/safe-text';

const OWN = /^\/(?:_next\/static|api\/v1|hostile-\w+)\b|^\/(?:icon\.svg)?$/;

/** `faults`: what pages did that a payload told them to. Sees every request, dialog, download, error and breach of the policy of a context's pages; nothing goes elsewhere. */
export async function watch(context: BrowserContext, origin: string): Promise<{ faults: string[] }> {
  const faults: string[] = [];
  const isOwn = (url: string) => url === 'about:blank' || new URL(url).origin === origin;
  await context.exposeFunction('__fault', (fault: string) => faults.push(fault));
  await context.addInitScript(() => {
    const tell = (fault: string) => void (window as unknown as { __fault: (fault: string) => void }).__fault(fault);
    Object.assign(window, { canary: (id: string) => tell(`ran: ${id}`) });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      tell(`blocked: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  await context.route(
    (url) => !isOwn(url.href),
    (route) => route.abort(),
  );
  context.on('request', (request) => {
    if (!isOwn(request.url())) faults.push(`fetched: ${request.url()}`);
    // Of its own server a page asks for the product's files, its data, and the pages that it links to; never for an image.
    const isKnown = OWN.test(new URL(request.url()).pathname) && request.resourceType() !== 'image';
    if (!isKnown && !request.isNavigationRequest()) faults.push(`asked for: ${request.method()} ${request.url()}`);
  });
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('weberror', (error) => faults.push(`threw: ${error.error().message}`));
  context.on('page', (page) => page.on('download', (download) => faults.push(`downloaded: ${download.url()}`)));
  return { faults };
}

/** What of the document a payload made, and texts in which something unseen is left. */
export async function inspect(page: Page): Promise<{ faults: string[]; text: string }> {
  const { made, texts, text, overflow } = await page.evaluate(readDocument);
  const unseen = texts
    .filter((each) => visible(each) !== each.replaceAll('\r\n', '\n'))
    .map((each) => `unseen: ${visible(each)}`);
  return { faults: [...made, ...new Set(unseen), ...(overflow > 0 ? [`scrolls sideways by ${overflow}`] : [])], text };
}

/** Runs in the page. */
function readDocument() {
  const FORBIDDEN =
    'iframe, frame, object, embed, applet, base, meta[http-equiv], foreignObject, marquee, math, template template, video, audio, img[src^="http"], img[srcset], [formaction], animate, [style*="url("], [srcdoc]';
  const made: string[] = [];
  const texts: string[] = [];
  for (const element of document.querySelectorAll(FORBIDDEN)) made.push(`made: ${element.outerHTML.slice(0, 200)}`);
  for (const form of document.querySelectorAll('form[action]'))
    if (!/^\/[a-z0-9-]+\/(?:search|sessions|decisions)$/.test(form.getAttribute('action') ?? ''))
      made.push(`made: ${form.outerHTML.slice(0, 200)}`);
  for (const { nonce, outerHTML } of document.scripts)
    if (!nonce && !outerHTML.startsWith('<script src="/_next/static/')) made.push(`made: ${outerHTML.slice(0, 200)}`);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const isLink = /^(?:href|src|xlink:href|poster|data|action|ping)$/.test(name);
      if (name.startsWith('on')) made.push(`made: ${name} of ${element.outerHTML.slice(0, 200)}`);
      if (isLink && new URL(value, location.href).origin !== location.origin && !value.startsWith('data:image/'))
        made.push(`leads away: ${element.tagName} ${value.slice(0, 200)}`);
      // What a form sends along is seen by nobody.
      const isSent = element.matches('input[type="hidden"]') && name === 'value';
      if (name !== 'nonce' && !isSent) texts.push(value);
    }
  }
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { tagName } = node.parentElement ?? {};
    if (tagName === 'STYLE' && /canary/.test(node.textContent ?? '')) made.push(`made: ${node.textContent?.slice(0, 200)}`);
    if (tagName === 'SCRIPT' || tagName === 'STYLE') continue;
    texts.push(node.textContent ?? '');
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  return { made, texts, text: document.querySelector('main')?.textContent ?? '', overflow: scrollWidth - clientWidth };
}

/** A server that nobody may ask anything; `asked` says what was. */
export async function listen() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}
