/* ---------------------------------------------------------------- texts */

const TEXTS = {
  en: {
    label: 'Activity',
    today: 'Today',
    yesterday: 'Yesterday',
    now: 'now',
    important: 'Important',
    newEvents: (count) => `${count} new`,
    more: 'Load more',
    loading: 'Loading…',
    empty: 'Nothing has happened yet. New activity appears here by itself.',
    end: 'That is everything.',
    failed: 'The activity could not be loaded. Trying again…',
    failedForGood: 'The activity could not be loaded.',
    moreFailed: 'Older activity could not be loaded.',
    states: {
      connecting: 'Connecting…',
      live: 'Live',
      waiting: 'Connection lost. Reconnecting…',
      'signed-out': 'Not signed in: no live updates',
      refused: 'Live updates were refused',
      closed: 'Not live',
    },
  },
  de: {
    label: 'Aktivität',
    today: 'Heute',
    yesterday: 'Gestern',
    now: 'jetzt',
    important: 'Wichtig',
    newEvents: (count) => `${count} neu`,
    more: 'Mehr laden',
    loading: 'Wird geladen…',
    empty: 'Noch ist nichts geschehen. Neues erscheint hier von selbst.',
    end: 'Das ist alles.',
    failed: 'Die Aktivität konnte nicht geladen werden. Neuer Versuch…',
    failedForGood: 'Die Aktivität konnte nicht geladen werden.',
    moreFailed: 'Ältere Aktivität konnte nicht geladen werden.',
    states: {
      connecting: 'Verbinden…',
      live: 'Live',
      waiting: 'Verbindung verloren. Neuer Versuch…',
      'signed-out': 'Nicht angemeldet: keine Live-Daten',
      refused: 'Live-Daten wurden verweigert',
      closed: 'Nicht live',
    },
  },
};

/** The texts of a language, or English; an embedder's own texts come first. */
function textsFor(locale, own) {
  const shipped = TEXTS[locale.split('-')[0]] ?? TEXTS.en;
  return { ...shipped, ...own, states: { ...shipped.states, ...own?.states } };
}
