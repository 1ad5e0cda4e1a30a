/** The texts of the audit trail. */
import { inLanguage } from '../messages.js';

const en = {
  list: 'The trail',
  csv: 'CSV',
  lead: 'Every change, and every look at what is not for everybody. Nobody can alter it; it is kept for two years.',
  filters: 'Filters',
  who: 'Who',
  whom: 'Whom',
  anybody: 'Anybody',
  what: 'What',
  period: 'Period',
  periods: { 1: '24 hours', 7: '7 days', 30: '30 days', 90: '90 days', all: 'All' },
  kinds: {
    all: 'Everything',
    view: 'Looks at data',
    change: 'Changes',
    person: 'People',
    invitation: 'Invitations',
    team: 'Teams',
    'sign-in': 'Sign-ins',
    password: 'Passwords',
    organization: 'Organization',
    policy: 'Policy',
    device: 'Computers',
    token: 'API tokens',
    project: 'Projects',
    erasure: 'Erasure',
  },
  more: 'Show older ones',
  names: 'Names',
  none: 'Nothing happened yet',
  noneLead: 'What is changed from now on stands here, and who looked at whose data.',
  noMatch: 'Nothing matches.',
  noMatchNote: 'In this period, with these filters.',
};

const de = {
  list: 'Das Protokoll',
  csv: 'CSV',
  lead: 'Jede Änderung und jeder Blick auf das, was nicht für alle ist. Niemand kann es ändern; es bleibt zwei Jahre.',
  filters: 'Filter',
  who: 'Wer',
  whom: 'Wen',
  anybody: 'Alle',
  what: 'Was',
  period: 'Zeitraum',
  periods: { 1: '24 Stunden', 7: '7 Tage', 30: '30 Tage', 90: '90 Tage', all: 'Alles' },
  kinds: {
    all: 'Alles',
    view: 'Blicke auf Daten',
    change: 'Änderungen',
    person: 'Personen',
    invitation: 'Einladungen',
    team: 'Teams',
    'sign-in': 'Anmeldungen',
    password: 'Passwörter',
    organization: 'Organisation',
    policy: 'Richtlinie',
    device: 'Rechner',
    token: 'API-Schlüssel',
    project: 'Projekte',
    erasure: 'Löschung',
  },
  more: 'Ältere zeigen',
  names: 'Namen',
  none: 'Noch ist nichts geschehen',
  noneLead: 'Was von jetzt an geändert wird, steht hier, und wer wessen Daten angesehen hat.',
  noMatch: 'Nichts passt.',
  noMatchNote: 'In diesem Zeitraum, mit diesen Filtern.',
};

export const texts = { en, de };

/** The words of this page. */
export const words = inLanguage(texts);
