/** On what time went: rows of bars with what it was before, most first. */
import { html } from 'lit';
import { duration } from '../../format.js';
import '../../parts/chart.js';
import { appIconName } from '../../parts/icon.js';
import { words } from '../reports-words.js';

/** So many rows until somebody asks for all. */
export const FEW = 8;

/** The colours of categories by what the charts call them. */
const TONES = {
  blue: 'development',
  orange: 'messages',
  teal: 'research',
  violet: 'operations',
  purple: 'design',
  red: 'meetings',
  green: 'documents',
  grey: 'uncategorised',
};

/**
 * @param kind `app`, `category`, `project` or `person`
 * @param answers `{current, past}` of `/api/reports/usage`
 * @param looks how categories look, by id
 * @param sites of applications that are open
 * @returns `rows` of bars, how many there are in `all`, and `summary`
 */
export function usageOf(kind, { current, past }, looks = new Map(), sites = null) {
  const earlier = new Map(together(past.items).map((item) => [keyOf(item), item.activeSeconds]));
  // People stay in the order of their names.
  const all = kind === 'person' ? current.items : together(current.items);
  const items = all.filter(({ activeSeconds }) => activeSeconds > 0);
  const rows = items.map((item) => [cell(kind, item, looks, sites), item.activeSeconds, earlier.get(keyOf(item)) ?? 0]);
  const most = rows.reduce((best, row) => (best && best[1] >= row[1] ? best : row), null);
  return {
    rows,
    all: rows.length,
    summary: most
      ? words.usage.most(most[0].name, duration(most[1]), duration(current.activeSeconds))
      : words.usage.none,
  };
}

/** What teams rate in two ways is two items of one name; most first. */
function together(items) {
  const all = Map.groupBy(items, keyOf);
  return [...all.values()]
    .map((same) => ({ ...same[0], activeSeconds: same.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0) }))
    .sort((a, b) => b.activeSeconds - a.activeSeconds);
}

function keyOf({ key, kind }) {
  return `${kind ?? ''} ${key ?? ''}`;
}

function cell(kind, item, looks, sites) {
  const name = item.name ?? words.unnamed[item.kind === 'active' ? kind : item.kind] ?? words.unnamed[kind];
  if (kind === 'category') return { name, category: TONES[looks.get(item.key)?.colour] ?? 'uncategorised' };
  if (kind === 'project') return { name, icon: 'folder' };
  if (kind === 'person') return { name };
  if (item.hasSites && sites) {
    const isOpen = sites.isOpen(item.key);
    const unfold = { isOpen, label: words.usage.sites(name), press: () => sites.toggle(item.key) };
    return { name, key: item.key, icon: appIconName(name), unfold };
  }
  return { name, icon: { private: 'private', stated: 'pencil' }[item.kind] ?? appIconName(name) };
}

/** Below each application that is open its sites, most first. */
function withSites(rows, sites) {
  if (!sites) return rows;
  return rows.flatMap((row) => {
    const answers = row[0].unfold?.isOpen ? sites.of(row[0].key) : undefined;
    return answers ? [row, ...sitesOf(row[0].name, answers)] : [row];
  });
}

/** What is more than a few is told together. */
function sitesOf(app, { current, past }) {
  const then = new Map(past.items.map((item) => [keyOf(item), item.activeSeconds]));
  const rows = together(current.items)
    .filter(({ activeSeconds }) => activeSeconds > 0)
    .map((item) => [item.name ?? words.usage.noSite, item.activeSeconds, then.get(keyOf(item)) ?? 0]);
  const rest = rows.slice(FEW);
  const sum = (place) => rest.reduce((all, row) => all + row[place], 0);
  const shown = rest.length === 0 ? rows : [...rows.slice(0, FEW), [words.usage.otherSites(rest.length), sum(1), sum(2)]];
  return shown.map(([short, ...values]) => [{ name: words.usage.siteOf(short, app), short, level: 1 }, ...values]);
}

/**
 * A panel of bars.
 *
 * @param options `kind`, its `answers`, `categories`, `sites`, what is called `before`; `isAll`: whether all rows are
 *     shown, which `unfold()` changes
 */
export function usagePanel({ kind, answers, categories, sites, before, isAll, isTable, unfold }) {
  const { rows, all, summary } = usageOf(kind, answers, categories, sites);
  const aside = all > FEW && !isTable
    ? html`
        <button type="button" class="link" aria-expanded=${isAll} @click=${unfold}>
          ${isAll ? words.usage.fewer : words.usage.all(all)}
        </button>
      `
    : duration(answers.current.activeSeconds);
  return html`
    <div class="panel chart-panel usage-${kind}">
      <astir-chart .kind=${'bars'} .heading=${words.usage.titles[kind]} .aside=${aside}
        .columns=${[
          { label: words.usage.names[kind] },
          { label: words.active, type: 'duration' },
          { label: before, type: 'duration' },
        ]}
        .rows=${withSites(isAll ? rows : rows.slice(0, FEW), sites)} .summary=${summary} .asTable=${isTable}></astir-chart>
      ${sites?.problem ? html`<p class="failure" role="alert">${sites.problem.message}</p>` : ''}
    </div>
  `;
}

/** Seconds that are productive, neutral, and not; null where nothing is rated. */
export function ratingsOf({ items }) {
  const of = (wanted) =>
    items.filter(({ rating }) => rating === wanted).reduce((sum, { activeSeconds }) => sum + activeSeconds, 0);
  const sums = ['productive', 'neutral', 'unproductive'].map(of);
  return sums.some((sum) => sum > 0) ? sums : null;
}
