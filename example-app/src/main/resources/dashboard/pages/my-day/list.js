/** The list of a day, newest first, in which it is read and corrected. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock, duration, moment } from '../../format.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Roving } from '../../parts/roving.js';
import { words } from '../my-day-words.js';
import { localOf } from './times.js';
import './time-form.js';

/**
 * - `entries`: see entriesOf()
 * - `date`, `timeZone` of the day; `names`: of projects by id; `tasks`: of tasks by id; `projects`: those to choose
 *   from; `changes`
 * - `editable`
 * - `editing`: the key of the entry that is being corrected, or null
 *
 * Events: `edit` with the key or null, `add` with `{from, to}`.
 */
class DayList extends Part {
  static properties = {
    entries: { attribute: false },
    date: {},
    timeZone: { attribute: false },
    names: { attribute: false },
    tasks: { attribute: false },
    projects: { attribute: false },
    changes: { attribute: false },
    editable: { type: Boolean },
    editing: { attribute: false },
  };

  /** The page binds J and K: on a question, K keeps. */
  #roving = new Roving(this, '.entry-act', { letters: false });

  step(by) {
    this.#roving.step(by);
  }

  render() {
    const { time, project, applications, active, marks, actions } = words.columns;
    return html`
      <table class="day-list" aria-label=${words.list}>
        <thead>
          <tr>
            <th scope="col" class="time">${time}</th>
            <th scope="col">${project}</th>
            <th scope="col" class="apps">${applications}</th>
            <th scope="col" class="active">${active}</th>
            <th scope="col" class="marks">${marks}</th>
            ${this.editable ? html`<th scope="col" class="act"><span class="visually-hidden">${actions}</span></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.entries,
            ({ key }) => key,
            (entry) => html`${this.#row(entry)} ${this.editing === entry.key ? this.#form(entry) : nothing}`,
          )}
        </tbody>
      </table>
    `;
  }

  #row(entry) {
    const { kind, millis, applications = [] } = entry;
    const names = applications.join(', ');
    return html`
      <tr class="of-${kind}" data-entry=${entry.key}>
        <td class="time numbers">${this.#range(entry)}</td>
        <td class="project" dir="auto">${this.#name(entry)}</td>
        <td class="apps muted"><span class="ellipsis" dir="auto" title=${names}>${names}</span></td>
        <td class="active numbers">${duration(millis / 1_000)}</td>
        <td class="marks">${kind === 'session' ? this.#marks(entry) : this.#adds(entry)}</td>
        ${this.editable ? html`<td class="act">${kind === 'session' ? this.#edits(entry) : nothing}</td>` : nothing}
      </tr>
    `;
  }

  #range({ from, to, isRunning }) {
    const end = isRunning ? words.now : clock(to, this.timeZone);
    return `${clock(from, this.timeZone)} – ${end}`;
  }

  #name({ kind, session }) {
    if (kind === 'gap') return words.nothing;
    if (kind === 'loose') return words.loose;
    const task = this.tasks?.get(session.taskId);
    return html`${this.#project(session.projectId)}${task ? html` <span class="muted">${task}</span>` : nothing}`;
  }

  #project(id) {
    if (!id) return html`<span class="muted">${words.noProject}</span>`;
    return this.names.get(id) ?? words.goneProject;
  }

  #edits(entry) {
    const isOpen = this.editing === entry.key;
    const label = words.editOf(this.#range(entry));
    return html`
      <button type="button" class="quiet square entry-act" data-key=${entry.key} aria-label=${label} title=${words.edit}
        aria-expanded=${isOpen} @click=${() => this.#tell('edit', isOpen ? null : entry.key)}>${icon('pencil', 'small')}</button>
    `;
  }

  #adds(entry) {
    if (!this.editable) return nothing;
    return html`
      <button type="button" class="link entry-act" data-key=${entry.key} aria-label=${words.addAt(this.#range(entry))}
        @click=${() => this.#tell('add', entry)}>${words.add}</button>
    `;
  }

  #marks({ isRunning, stretches, corrections, session }) {
    const { undecided, keep, reassign, discarded } = stretches;
    const time = (millis) => duration(millis / 1_000);
    const corrected = corrections.filter(({ before }) => before);
    const made = corrections.find(({ before }) => !before);
    return html`
      ${isRunning ? html`<span class="day-mark on">${words.running}</span>` : nothing}
      ${undecided > 0 ? html`<span class="day-mark ask">${words.toDecide(time(undecided))}</span>` : nothing}
      ${keep > 0 ? mark('check', words.kept(time(keep))) : nothing}
      ${reassign > 0 ? mark('check', words.reassigned(time(reassign))) : nothing}
      ${discarded > 0 ? mark('close', words.discarded(time(discarded))) : nothing}
      ${session.source === 'manual' ? mark('pencil', words.byHand, made && whyOf(made, this.timeZone)) : nothing}
      ${corrected.flatMap((correction) => this.#differences(correction).map((was) => mark('pencil', was, whyOf(correction, this.timeZone))))}
    `;
  }

  #differences({ before, after }) {
    const at = (instant) => {
      const local = localOf(Date.parse(instant), this.timeZone);
      return local.startsWith(this.date) ? clock(instant, this.timeZone) : moment(instant, this.timeZone);
    };
    const differs = (name) => before[name] !== undefined && before[name] !== after?.[name];
    return [
      differs('projectId') &&
        words.was(
          before.projectId ? (this.names.get(before.projectId) ?? words.goneProject) : words.noProject,
        ),
      differs('startTime') && words.startWas(at(before.startTime)),
      differs('endTime') && before.endTime && words.endWas(at(before.endTime)),
    ].filter(Boolean);
  }

  #form(entry) {
    return html`
      <tr class="editing">
        <td colspan="6">
          <astir-time-form .date=${this.date} .timeZone=${this.timeZone} .projects=${this.projects} .entry=${entry}
            .changes=${this.changes} @closed=${() => this.#tell('edit', null)}></astir-time-form>
        </td>
      </tr>
    `;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param why for whoever points at it, or has it read to them */
function mark(symbol, words, why = null) {
  return html`
    <span class="day-mark" title=${why ?? nothing}>
      ${icon(symbol, 'small')} ${words}${why ? html`<span class="visually-hidden">. ${why}</span>` : nothing}
    </span>
  `;
}

function whyOf({ byName, correctedAt, reason }, timeZone) {
  return words.why(byName ?? words.somebody, moment(correctedAt, timeZone), reason);
}

customElements.define('astir-day-list', DayList);
