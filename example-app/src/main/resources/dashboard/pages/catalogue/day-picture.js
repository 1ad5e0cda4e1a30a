/** The picture of a day: as it is drawn, restless, empty, on days of 23 and 25 hours, and of a night. */
import { html } from 'lit';
import { dayLegend } from '../../parts/day-legend.js';
import '../../parts/day-picture.js';

const TONES = ['development', 'research', 'operations', 'messages', 'meetings', 'documents'];

const CATEGORIES = new Map(
  TONES.map((tone) => {
    const name = tone[0].toUpperCase() + tone.slice(1);
    return [tone, { name, tone }];
  }),
);

const names = {
  projects: new Map([
    ['core', 'Astir core'],
    ['planning', 'Planning'],
    ['northwind', 'Northwind migration'],
  ]),
  categories: CATEGORIES,
};

const DAY = {
  date: '2026-11-26',
  dayStart: '2026-11-26T00:00:00Z',
  dayEnd: '2026-11-27T00:00:00Z',
  timeZone: 'Europe/London',
};

const at = (time) => `2026-11-26T${time}:00Z`;
const span = (range) => {
  const [startTime, endTime] = range.split('–').map(at);
  return { startTime, endTime };
};

const session = (id, range, projectId, more) => ({
  id,
  projectId,
  status: 'stopped',
  ...span(range),
  ...more,
});

const SESSIONS = [
  session('s1', '08:47–10:20', 'core'),
  session('s2', '10:20–10:45', 'planning'),
  session('s3', '10:45–12:31', 'core'),
  session('s4', '13:18–15:30', 'northwind'),
  session('s5', '15:30–16:42', 'core', { endTime: null, status: 'active' }),
];

const used = (sessionId, range, appName, categoryId, site = null) => ({
  ...span(range),
  kind: 'active',
  decision: null,
  appName,
  site,
  sessionId,
  categoryId,
  projectId: SESSIONS.find(({ id }) => id === sessionId)?.projectId ?? null,
});
const stated = (sessionId, range, decision) => ({
  ...span(range),
  kind: 'stated',
  decision,
  appName: null,
  site: null,
  sessionId,
  projectId: 'core',
  categoryId: null,
});

const INTERVALS = [
  stated('s1', '08:47–09:02', 'hand'),
  used('s1', '09:02–09:18', 'Thunderbird', 'messages'),
  used('s1', '09:18–10:20', 'IntelliJ IDEA', 'development'),
  used('s2', '10:20–10:45', 'Zoom', 'meetings'),
  used('s3', '10:45–10:58', 'Slack', 'messages'),
  used('s3', '10:58–11:34', 'IntelliJ IDEA', 'development'),
  stated('s3', '11:34–11:42', 'keep'),
  used('s3', '11:42–12:12', 'IntelliJ IDEA', 'development'),
  used('s3', '12:12–12:31', 'Firefox', 'research', 'github.com'),
  used('s4', '13:18–13:31', 'Slack', 'messages'),
  used('s4', '13:31–14:05', 'Terminal', 'operations'),
  { ...used('s4', '14:05–14:41', null, null), kind: 'idle' },
  used('s4', '14:41–15:02', 'Firefox', 'research', 'postgresql.org'),
  used('s4', '15:02–15:30', 'Terminal', 'operations'),
  used('s5', '15:30–15:39', 'Writer', 'documents'),
  used('s5', '15:39–16:04', 'Firefox', 'research', 'github.com'),
  used('s5', '16:04–16:42', 'IntelliJ IDEA', 'development'),
];

const focused = (range, name) => {
  const [from, to] = range.split('–').map(at);
  return { from, to, name, seconds: (Date.parse(to) - Date.parse(from)) / 1_000 };
};

const correction = (sessionId, reason, before) => ({
  id: reason,
  sessionId,
  reason,
  before,
  after: {},
  byName: 'Alice Moreau',
  correctedAt: '2026-11-26T11:02:00Z',
});

const ordinary = {
  ...DAY,
  totals: { activeSeconds: 23_520, undecidedSeconds: 2_160 },
  intervals: INTERVALS,
  focus: [
    focused('09:18–10:20', 'Development'),
    focused('10:58–11:34', 'Development'),
    focused('11:42–12:12', 'Development'),
    focused('13:31–14:05', 'Operations'),
    focused('15:02–15:30', 'Operations'),
    focused('15:39–16:04', 'Research'),
    focused('16:04–16:42', 'Development'),
  ],
  media: [
    { ...span('09:20–10:17'), media: 'Khruangbin: Texas Sun' },
    { ...span('11:00–12:05'), media: 'Nils Frahm' },
    { ...span('16:06–16:42'), media: 'Tycho: Awake' },
  ],
  sessions: SESSIONS,
  undecided: [{ sessionId: 's4', from: at('14:05'), to: at('14:41'), seconds: 2_160 }],
  corrections: [
    correction('s1', 'Read the plans on paper first.', { startTime: at('09:02') }),
    correction('s2', 'The meeting was about planning.', { projectId: 'core' }),
  ],
};

const picture = (timeline, now = null, of = names) => html`
  <div class="panel chart-panel">
    <astir-day-picture .timeline=${timeline} .names=${of} .now=${now} editable></astir-day-picture>
  </div>
`;

const empty = {
  ...DAY,
  totals: { activeSeconds: 0 },
  intervals: [],
  focus: [],
  media: [],
  sessions: [],
  undecided: [],
  corrections: [],
};

/** Of one kind, each so many seconds after the one before. */
function repeated(count, begin, step, make) {
  return Array.from({ length: count }, (_, index) => {
    const from = begin + index * step;
    return {
      ...make(index),
      startTime: new Date(from).toISOString(),
      endTime: new Date(from + step).toISOString(),
    };
  });
}

/** 1,500 switches, a quarter of a minute to a half each, in three hours of hurry and five of calm. */
function restless() {
  const apps = [
    ['IntelliJ IDEA', 'development'],
    ['Slack', 'messages'],
    ['Terminal', 'operations'],
  ];
  const make = ([appName, categoryId]) => ({
    kind: 'active',
    decision: null,
    appName,
    site: null,
    sessionId: 's',
    projectId: 'core',
    categoryId,
  });
  const hurry = repeated(1_200, Date.parse(at('08:00')), 9_000, (index) => make(apps[index % 3]));
  const calm = repeated(300, Date.parse(at('11:00')), 60_000, (index) =>
    make(apps[index % 10 === 9 ? 1 : 0]),
  );
  return {
    ...empty,
    totals: { activeSeconds: 28_800 },
    intervals: [...hurry, ...calm],
    sessions: [session('s', '08:00–16:00', 'core')],
  };
}

/** In London the clocks went back on 25 October 2026 and forward on 29 March: active all of it. */
const longDay = { dayStart: '2026-10-24T23:00:00Z', dayEnd: '2026-10-26T00:00:00Z' };
const shortDay = { dayStart: '2026-03-29T00:00:00Z', dayEnd: '2026-03-29T23:00:00Z' };
const whole = (day) => ({
  ...empty,
  ...day,
  totals: { activeSeconds: (Date.parse(day.dayEnd) - Date.parse(day.dayStart)) / 1_000 },
  intervals: [
    {
      ...INTERVALS[2],
      startTime: day.dayStart,
      endTime: new Date(Date.parse(day.dayEnd) - 3_600_000).toISOString(),
    },
    {
      ...INTERVALS[3],
      startTime: new Date(Date.parse(day.dayEnd) - 3_600_000).toISOString(),
      endTime: day.dayEnd,
    },
  ],
});

/** Each kind that there is, and a session that is somebody else's project for a while. */
const kinds = {
  ...ordinary,
  totals: { activeSeconds: 13_200 },
  intervals: [
    used('s1', '09:00–09:40', null, null),
    { ...used('s1', '09:40–10:20', null, null), kind: 'private' },
    { ...stated('s3', '10:45–11:30', 'reassign'), projectId: 'northwind' },
    { ...used('s3', '11:30–12:00', null, null), kind: 'discarded', decision: 'discard' },
    { ...used('s3', '12:00–12:04', null, null), kind: 'idle' },
    { ...used('s3', '12:04–12:31', null, null), kind: 'unrecorded' },
    used(null, '14:00–15:00', 'Terminal', 'operations'),
    { ...used(null, '15:00–15:30', null, null), kind: 'idle' },
  ],
  focus: [],
  media: [],
  sessions: [SESSIONS[0], SESSIONS[2]],
  undecided: [],
  corrections: [],
};

const NOBODY = { projects: new Map(), categories: new Map() };

const uncategorised = {
  ...ordinary,
  intervals: INTERVALS.map((interval) => ({ ...interval, categoryId: null })),
};

export const examples = () => [
  ['A day until now', () => picture(ordinary, Date.parse(at('16:42')))],
  ['Legend', () => dayLegend([...CATEGORIES.values()])],
  ['Every kind', () => picture(kinds)],
  ['Without categories and names', () => picture(uncategorised, Date.parse(at('16:42')), NOBODY)],
  ['Not begun', () => picture(empty, Date.parse(at('08:10')))],
  ['1,500 switches', () => picture(restless())],
  ['25 hours', () => picture(whole(longDay))],
  ['23 hours', () => picture(whole(shortDay))],
];
