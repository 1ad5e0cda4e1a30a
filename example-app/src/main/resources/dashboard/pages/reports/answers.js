/** What the server answered of a report: when people worked, on what, and how the weeks went. */
import { addDays } from '../../calendar.js';
import { call } from '../../http.js';
import { Loading } from '../../parts/loading.js';
import { both, when, whenBoth } from './questions.js';
import { ratingsOf } from './usage.js';

/** The answers to one question after the other, each a Loading. */
export class Answers {
  hours;
  usage;
  trend;

  #question;
  #incomplete;
  #asked = null;

  /**
   * @param host of the controllers
   * @param question gives `{period, whom, days, weeks}` as they are chosen now
   * @param incomplete called where an answer has to be asked for again
   */
  constructor(host, question, incomplete) {
    this.#question = question;
    this.#incomplete = incomplete;
    this.hours = new Loading(host, (signal) => this.#loadHours(signal));
    this.usage = new Loading(host, (signal) => this.#loadUsage(signal));
    this.trend = new Loading(host, (signal) => this.#loadTrend(signal));
  }

  /** Before the host is drawn, however it came to its question; whether it is another one. */
  follow() {
    const { period, whom } = this.#question();
    const asked = JSON.stringify([period.from, period.to, whom]);
    const isAnother = this.#asked !== null && this.#asked !== asked;
    this.#asked = asked;
    if (isAnother) this.run();
    return isAnother;
  }

  run() {
    for (const loading of [this.hours, this.usage, this.trend]) loading.run();
  }

  /** Whether an answer is to the question that is asked now. */
  isOfNow({ asked }) {
    return asked === this.#asked;
  }

  get isComplete() {
    return [this.hours, this.usage, this.trend].every(({ value }) => value?.isComplete ?? true);
  }

  /** Nothing was recorded, here or in the weeks before. */
  get isBlank() {
    const [hours, trend] = [this.hours.value, this.trend.value];
    const isNothing = ({ totals }) => totals.activeSeconds + totals.idleSeconds === 0;
    return hours && trend && [hours.current, hours.past, trend.current].every(isNothing);
  }

  /** How the time is rated, once it is known of what is asked for. */
  get ratings() {
    const usage = this.usage.value;
    return usage && this.isOfNow(usage) ? ratingsOf(usage.category.current) : null;
  }

  async #loadHours(signal) {
    const { days, whom } = this.#question();
    const answers = await whenBoth(days, whom, signal);
    return this.#known({ ...answers, ...days });
  }

  async #loadUsage(signal) {
    const { days, whom } = this.#question();
    const usage = (groupBy) => both('usage', days, whom, signal, { groupBy });
    const third = thirdOf(whom);
    const [app, others, category, looks] = await Promise.all([
      usage('app'),
      third ? usage(third) : null,
      usage('category'),
      call('GET', '/api/categories', undefined, { signal }),
    ]);
    const categories = new Map(looks.items.map((each) => [each.id, each]));
    return this.#known({ current: app.current, past: app.past, app, third, others, category, categories, ...days });
  }

  async #loadTrend(signal) {
    const { weeks, whom } = this.#question();
    const days = { from: weeks[0], to: addDays(weeks.at(-1), 6) };
    const current = await when(days, whom, signal);
    return this.#known({ current, weeks });
  }

  /** An answer, with what it was asked for; what is not complete is asked for again. */
  #known(value) {
    const isComplete = value.current.isComplete && (value.past?.isComplete ?? true);
    if (!isComplete) this.#incomplete();
    return { ...value, isComplete, asked: this.#asked };
  }
}

/** By what time is told apart besides category and application: of a project by its people. */
function thirdOf({ person, project }) {
  if (!project) return 'project';
  return person ? null : 'person';
}
