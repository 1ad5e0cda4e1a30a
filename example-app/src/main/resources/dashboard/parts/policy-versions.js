/** What a policy says, and what became different from version to version. */
import { html, nothing } from 'lit';
import { moment } from '../format.js';
import { words } from '../pages/policy-words.js';
import { styleOf } from '../styles.js';
import { person } from './person.js';
import { pill } from './pill.js';

await styleOf(import.meta.url);

const POINT = '- ';

/** The text as it was shown to people: a paragraph a line, and what begins with a dash as a list. */
export function policyText(text) {
  const blocks = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const isPoint = line.startsWith(POINT);
    const last = blocks.at(-1);
    if (isPoint && last?.points) last.points.push(line.slice(POINT.length));
    else blocks.push(isPoint ? { points: [line.slice(POINT.length)] } : { line });
  }
  return html`
    <div class="policy-text" lang="en">
      ${blocks.map(({ line, points }) =>
        points
          ? html`<ul>${points.map((point) => html`<li dir="auto">${point}</li>`)}</ul>`
          : html`<p dir="auto">${line}</p>`,
      )}
    </div>
  `;
}

/** What a version changed, as a list of settings. */
export function policyChanges(changes) {
  if (changes.length === 0) return html`<p class="muted">${words.first}</p>`;
  return html`
    <dl class="changes">
      ${changes.map(
        ({ field, before, after }) => html`
          <dt>${words.fields[field] ?? field}</dt>
          <dd dir="auto">${words.change(said(field, before), said(field, after))}</dd>
        `,
      )}
    </dl>
  `;
}

function said(field, value) {
  if (value === null) return words.unsaid;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.join(', ') || words.none;
  if (field === 'idleAfterSeconds') return words.seconds(value);
  if (field === 'idleAlerts' || field === 'overtimeAlerts') return words.reach[value] ?? value;
  if (field === 'retentionDays') return words.days(value);
  return value === '' ? words.none : words.quoted(value);
}

/**
 * All versions, newest first, each with its text behind a button.
 *
 * @param more shows earlier ones
 */
export function policyVersions(versions, more) {
  const [newest] = versions;
  return html`
    <section class="panel versions" aria-labelledby="versions">
      <h2 id="versions" tabindex="-1">${words.earlier}</h2>
      <ol>
        ${versions.map(
          (version) => html`
            <li>
              <header>
                <h3>${words.version(version.version)}</h3>
                ${version === newest ? pill(words.current, { tone: 'good' }) : nothing}
                ${version.isWider ? pill(words.wider, { tone: 'notice' }) : nothing}
                <span class="muted">${words.madeBy(version.createdBy?.name ?? words.theApp, moment(version.createdAt))}</span>
              </header>
              ${policyChanges(version.changes)}
              <details>
                <summary>${words.read}</summary>
                ${policyText(version.text)}
              </details>
            </li>
          `,
        )}
      </ol>
      ${more}
    </section>
  `;
}

/**
 * Who agreed to which version, and who not yet.
 *
 * @param isWhole whether these are all people: of a part of them nobody needs the count
 */
export function policyAgreements(people, isWhole, more) {
  const agreed = people.filter(({ needsAcknowledgement }) => !needsAcknowledgement).length;
  return html`
    <section class="panel agreements" aria-labelledby="agreements">
      <header>
        <h2 id="agreements">${words.admin.people}</h2>
        ${isWhole ? html`<span class="muted numbers">${words.admin.counts(agreed, people.length)}</span>` : nothing}
      </header>
      <ul>
        ${people.map(
          (one) => html`
            <li>
              ${person(one, one.version === null ? words.admin.nobody : html`${words.admin.agreedTo(one.version)}, ${moment(one.at)}`)}
              ${one.needsAcknowledgement ? pill(words.admin.waits, { tone: 'notice' }) : nothing}
            </li>
          `,
        )}
      </ul>
      ${more}
    </section>
  `;
}
