/** Finding what somebody types, accents ignored: "al" finds Álvarez. */

/** Letters that have no accent to take away, and are typed otherwise all the same. */
const SPELLINGS = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd' };

/** Most texts have no accents: those need not be read letter by letter. */
const ASCII = /^[\x00-\x7f]*$/;

/** A text without case and accents; `at[i]` is where its letter i stands in the original. */
function plain(text) {
  if (ASCII.test(text)) return { letters: text.toLowerCase(), at: Array.from({ length: text.length + 1 }, (_, i) => i) };
  let letters = '';
  const at = [];
  let index = 0;
  for (const character of text) {
    const bare = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    for (const letter of [...bare].map((each) => SPELLINGS[each] ?? each).join('')) {
      letters += letter;
      at.push(index);
    }
    index += character.length;
  }
  at.push(index);
  return { letters, at };
}

/** A text without case and accents, for {@link occurs}: worth keeping where many are searched again and again. */
export function plainText(text) {
  return ASCII.test(text) ? text.toLowerCase() : plain(text).letters;
}

/** Whether each word of a query occurs in a text that {@link plainText} made. */
export function occurs(letters, query) {
  return plainText(query).split(/\s+/).every((word) => letters.includes(word));
}

/**
 * Where each word of a query occurs in a text, or null if one does not.
 *
 * @returns `{rank, ranges}`: the rank is lower for a better match (its beginning, a word's beginning, within
 *     a word); ranges are `[from, to)` in the text, in order, not overlapping
 */
export function find(text, query) {
  const words = plain(query).letters.split(/\s+/).filter(Boolean);
  const { letters, at } = plain(text);
  const ranges = [];
  let rank = 0;
  for (const word of words) {
    const place = placeOf(letters, word);
    if (place < 0) return null;
    rank += place === 0 ? 0 : startsWord(letters, place) ? 1 : 2;
    ranges.push([at[place], at[place + word.length]]);
  }
  return { rank, ranges: merge(ranges) };
}

/** The first beginning of a word that matches, else the first place at all. */
function placeOf(letters, word) {
  const first = letters.indexOf(word);
  for (let place = first; place >= 0; place = letters.indexOf(word, place + 1)) {
    if (startsWord(letters, place)) return place;
  }
  return first;
}

function startsWord(letters, place) {
  return place === 0 || !/[\p{L}\p{N}]/u.test(letters[place - 1]);
}

function merge(ranges) {
  const merged = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** A text in pieces, `[piece, isMatch]`, for underlining. */
export function pieces(text, ranges) {
  const result = [];
  let end = 0;
  for (const [from, to] of ranges) {
    if (from > end) result.push([text.slice(end, from), false]);
    result.push([text.slice(from, to), true]);
    end = to;
  }
  if (end < text.length) result.push([text.slice(end), false]);
  return result;
}
