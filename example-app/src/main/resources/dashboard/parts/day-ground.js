/** What pointer, wheel and keys do on the ground of a day's picture. */
const STEP = 5 * 60_000;

/** Less is a click whose hand shook. */
const LEAST_DRAG = 6;

const CLOSEST = 30 * 60_000;
const ZOOM = 1.25;

const DOWN = matchMedia('(max-width: 639.98px)');

/**
 * Lit controller of the picture: pointing at a block reads it, dragging over empty ground selects time, the wheel
 * zooms with Ctrl, and arrow keys go from block to block. A finger scrolls the page, and reads what it taps.
 */
export class DayGround {
  /** Whether what is read was reached by keys: only that is said aloud. */
  isByKeys = false;

  #host;
  #drag = null;
  #pressedKey = null;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /** Lit's own listeners of wheels may be passive. */
  hostConnected() {
    this.#host.addEventListener('wheel', this.#wheel, { passive: false });
  }

  hostDisconnected() {
    this.#host.removeEventListener('wheel', this.#wheel);
  }

  down = (event) => {
    const key = event.target.closest('.day-block')?.dataset.key ?? null;
    const isFinger = event.pointerType !== 'mouse' && event.pointerType !== 'pen';
    if (event.button !== 0) return;
    // What a finger touches first is read; touched again it opens.
    this.#pressedKey = isFinger && this.#host.reading !== key ? null : key;
    if (isFinger) this.#read(key);
    else if (!key && this.#host.editable) {
      this.#drag = { at: this.#coordinate(event), instant: this.#instant(event) };
      event.currentTarget.setPointerCapture(event.pointerId);
    }
  };

  moved = (event) => {
    if (!this.#drag) {
      if (event.pointerType === 'mouse') this.#read(event.target.closest('.day-block')?.dataset.key ?? null);
      return;
    }
    if (Math.abs(this.#coordinate(event) - this.#drag.at) < LEAST_DRAG) return;
    const ends = [this.#drag.instant, this.#instant(event)].sort((one, other) => one - other);
    const [from, to] = ends.map((instant) => Math.round(instant / STEP) * STEP);
    const { day, now } = this.#host;
    this.#host.selection = { from: Math.max(from, day.from), to: Math.min(to, day.to, now ?? Infinity) };
  };

  up = () => {
    const { selection } = this.#host;
    this.#endDrag();
    if (selection && selection.to > selection.from) this.#tell('add', selection);
  };

  /** Not before: pressing, also with a finger, moves the focus into the picture. */
  clicked = ({ target }) => {
    const key = target.closest('.day-block')?.dataset.key;
    if (key && key === this.#pressedKey) this.#open(key);
  };

  cancelled = () => {
    this.#pressedKey = null;
    this.#endDrag();
  };

  #endDrag() {
    this.#drag = null;
    this.#host.selection = null;
  }

  /** A finger that is lifted leaves too, and what it touched is read only then. */
  left = ({ pointerType }) => {
    if (pointerType === 'mouse' && !this.#drag && !this.isByKeys) this.#host.reading = null;
  };

  pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const host = this.#host;
    const [along, across] = DOWN.matches ? ['Vertical', 'Horizontal'] : ['Horizontal', 'Vertical'];
    const steps = {
      ArrowRight: ['Horizontal', 1],
      ArrowLeft: ['Horizontal', -1],
      ArrowDown: ['Vertical', 1],
      ArrowUp: ['Vertical', -1],
    };
    const step = steps[event.key];
    if (step) this.#go(host.neighbour(step[0] === along ? step[1] : 0, step[0] === across ? step[1] : 0));
    else if (event.key === 'Home' || event.key === 'End') this.#go(host.edge(event.key === 'End'));
    else if (event.key === 'Enter' && host.reading) this.#open(host.reading);
    else if (event.key === 'Escape' && host.reading) host.reading = null;
    else if (event.key === '+' || event.key === '-')
      this.#zoom(event.key === '+' ? 1 / ZOOM : ZOOM, this.#middle);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  get #middle() {
    const { from, to } = this.#host.read ?? this.#host.range;
    return (from + to) / 2;
  }

  #go(block) {
    if (!block) return;
    this.isByKeys = true;
    this.#host.reading = block.key;
  }

  #read(key) {
    this.isByKeys = false;
    this.#host.reading = key;
  }

  #open(key) {
    this.#host.reading = key;
    this.#tell('open', this.#host.read);
  }

  #tell(type, detail) {
    this.#host.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #wheel = (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      this.#zoom(event.deltaY > 0 ? ZOOM : 1 / ZOOM, this.#instant(event));
    } else if (this.#host.zoomed && !DOWN.matches && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      const { from, to } = this.#host.zoomed;
      this.#show(from + ((to - from) * event.deltaX) / this.#box.width, to - from);
    }
  };

  /** The instant stays where it is. */
  #zoom(factor, instant) {
    const { from, to } = this.#host.range;
    const { day } = this.#host;
    const length = Math.max(CLOSEST, Math.min((to - from) * factor, day.to - day.from));
    this.#show(instant - ((instant - from) * length) / (to - from), length);
  }

  #show(from, length) {
    const { day } = this.#host;
    const begin = Math.max(day.from, Math.min(from, day.to - length));
    this.#host.zoomed = { from: begin, to: begin + length };
  }

  get #box() {
    return this.#host.querySelector('.day-ground').getBoundingClientRect();
  }

  #coordinate({ clientX, clientY }) {
    return DOWN.matches ? clientY : clientX;
  }

  #instant(event) {
    const box = this.#box;
    const [begin, length] = DOWN.matches ? [box.top, box.height] : [box.left, box.width];
    const { from, to } = this.#host.range;
    return from + ((to - from) * (this.#coordinate(event) - begin)) / length;
  }
}
