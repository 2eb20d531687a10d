/**
 * The next sessions on any other site:
 *
 *   <script type="module" src="https://webinars.example/embed/program.js"></script>
 *   <magnetiq-program></magnetiq-program>
 *
 * Attributes: `language` (en, de; else the page's), `limit` (1 to 24; 6), `category`, `speaker` (their slugs), `source`
 * (told with each registration; else the host's name), `target` (`_blank` unless told; `here` opens sessions in a dialog
 * above the page around).
 * Looks: the custom properties `--magnetiq-accent`, `--magnetiq-radius` and `--magnetiq-columns`, and the parts `list`,
 * `card`, `title`, `when`, `action`, `dialog`.
 *
 * No cookie, no storage, nothing from a third host; what is typed in the dialog stays with the program's own site.
 */
const base = new URL(import.meta.url).origin;

const words = {
  en: { free: 'Free', register: 'Register', wait: 'Join the waitlist', ask: 'Ask for a place', see: 'See the session',
    live: 'Live now', full: 'Fully booked', none: 'No sessions are planned at the moment.',
    failed: 'The sessions could not be loaded.', all: 'All sessions', minutes: 'min', close: 'Close' },
  de: { free: 'Kostenfrei', register: 'Anmelden', wait: 'Auf die Warteliste', ask: 'Platz anfragen', see: 'Zum Webinar',
    live: 'Läuft gerade', full: 'Ausgebucht', none: 'Zurzeit sind keine Webinare geplant.',
    failed: 'Die Webinare konnten nicht geladen werden.', all: 'Alle Webinare', minutes: 'Min.', close: 'Schließen' },
};

const style = `
  :host { display: block; font: inherit; color: inherit; --accent: var(--magnetiq-accent, #7c3aed); }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem;
    grid-template-columns: var(--magnetiq-columns, repeat(auto-fill, minmax(min(17rem, 100%), 1fr))); }
  li { display: flex; flex-direction: column; gap: .4rem; padding: 1.1rem; border: 1px solid color-mix(in srgb, currentColor 16%, transparent);
    border-radius: var(--magnetiq-radius, 14px); }
  h3 { margin: 0; font-size: 1.05em; line-height: 1.3; text-wrap: balance; }
  h3 a { color: inherit; text-decoration: none; }
  h3 a:hover { text-decoration: underline; }
  p { margin: 0; font-size: .9em; line-height: 1.45; }
  li p { opacity: .8; }
  time { font-weight: 600; font-size: .85em; }
  .foot { display: flex; align-items: center; justify-content: space-between; gap: .8rem; margin-top: auto; padding-top: .5rem; font-size: .85em; }
  .action { display: inline-block; padding: .55em 1em; border-radius: 99px; background: var(--accent); color: #fff;
    font-weight: 600; text-decoration: none; white-space: nowrap; }
  .action.plain { background: none; color: var(--accent); padding-inline: 0; text-decoration: underline; }
  a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
  .more { margin-top: 1rem; }
  .more a { color: var(--accent); }
  dialog { width: min(68rem, 100vw); max-width: none; height: min(54rem, 100dvh); max-height: none; padding: 0; border: 0;
    border-radius: var(--magnetiq-radius, 14px); overflow: hidden; background: Canvas; }
  dialog::backdrop { background: rgb(0 0 0 / .55); }
  iframe { display: block; width: 100%; height: 100%; border: 0; }
  .close { position: absolute; inset: .6rem .6rem auto auto; width: 2.5rem; height: 2.5rem; border: 0; border-radius: 50%;
    background: CanvasText; color: Canvas; font: 1.4rem/1 system-ui; cursor: pointer; }
  .close:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
`;

class MagnetiqProgram extends HTMLElement {
  static observedAttributes = ['language', 'limit', 'category', 'speaker', 'source', 'target'];

  connectedCallback() {
    this.root ??= this.attachShadow({ mode: 'open' });
    void this.load();
  }

  attributeChangedCallback() {
    if (this.root && this.isConnected) void this.load();
  }

  get language() {
    const wanted = this.getAttribute('language') ?? this.closest('[lang]')?.lang ?? navigator.language;
    return wanted.toLowerCase().startsWith('de') ? 'de' : 'en';
  }

  async load() {
    const asked = (this.asked = {});
    const query = new URLSearchParams({ timeframe: 'all-upcoming', limit: this.limit });
    for (const name of ['category', 'speaker']) {
      if (this.getAttribute(name)) query.set(name, this.getAttribute(name));
    }
    let sessions = null;
    try {
      const answer = await fetch(`${base}/api/v1/public/sessions?${query}`);
      if (answer.ok) sessions = (await answer.json()).data;
    } catch {
      // No connection: said below.
    }
    // Only the newest question is answered.
    if (asked === this.asked) this.show(sessions);
  }

  get limit() {
    const limit = Number.parseInt(this.getAttribute('limit') ?? '6', 10);
    return Math.min(Math.max(Number.isNaN(limit) ? 6 : limit, 1), 24);
  }

  show(sessions) {
    const say = words[this.language];
    const sheet = element('style', {}, style);
    if (!sessions?.length) {
      this.root.replaceChildren(sheet, element('p', { role: 'status' }, sessions ? say.none : say.failed));
      return;
    }
    const list = element('ul', { part: 'list', role: 'list' }, ...sessions.map((session) => this.card(session, say)));
    const all = element('p', { class: 'more' }, this.link(this.overview, say.all));
    this.root.replaceChildren(sheet, list, all);
  }

  card(session, say) {
    const text = (both) => both?.[this.language] ?? both?.en ?? '';
    const page = `${this.overview}/${encodeURIComponent(session.slug)}`;
    const when = new Intl.DateTimeFormat(this.language === 'de' ? 'de-DE' : 'en-GB', {
      weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
    }).format(new Date(session.startsAt));
    const price = session.price
      ? new Intl.NumberFormat(this.language, { style: 'currency', currency: session.price.currency }).format(session.price.amount / 100)
      : say.free;
    const open = { open: say.register, by_approval: say.ask, waitlist: say.wait }[session.registrationState];
    const action = this.page(open ? `${page}?step=register` : page, open ?? { live: say.live, full: say.full }[session.registrationState] ?? say.see);
    action.className = open ? 'action' : 'action plain';
    action.part = 'action';
    action.setAttribute('aria-label', `${action.textContent}: ${text(session.title)}`);
    return element('li', { part: 'card' },
      element('time', { part: 'when', datetime: session.startsAt }, when),
      element('h3', { part: 'title' }, this.page(page, text(session.title))),
      element('p', {}, `${session.speaker.name} · ${session.durationMinutes} ${say.minutes}`),
      element('div', { class: 'foot' }, element('span', {}, price), action),
    );
  }

  get overview() {
    return `${base}${this.language === 'de' ? '/de/webinare' : '/webinars'}`;
  }

  /** A link to a session's page, which may be opened here. */
  page(address, words) {
    const link = this.link(address, words);
    if (this.isHere) {
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.open(link);
      });
    }
    return link;
  }

  get isHere() {
    return this.getAttribute('target') === 'here';
  }

  open(link) {
    const address = new URL(link.href);
    address.searchParams.set('embed', '1');
    const title = link.getAttribute('aria-label') ?? link.textContent;
    const close = element('button', { class: 'close', type: 'button', 'aria-label': words[this.language].close }, '×');
    const frame = element('iframe', { src: address.href, title, allow: 'clipboard-write' });
    const dialog = element('dialog', { part: 'dialog', 'aria-label': title }, frame, close);
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      // Seats may have been taken meanwhile.
      void this.load();
    });
    this.root.append(dialog);
    dialog.showModal();
  }

  link(address, words) {
    const to = new URL(address);
    to.searchParams.set('utm_source', this.getAttribute('source') ?? location.hostname);
    to.searchParams.set('utm_medium', 'embed');
    const target = this.isHere ? '_blank' : (this.getAttribute('target') ?? '_blank');
    return element('a', { href: to.href, target, rel: 'noopener' }, words);
  }
}

/** An element with attributes and children; texts stay texts. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

customElements.get('magnetiq-program') ?? customElements.define('magnetiq-program', MagnetiqProgram);
