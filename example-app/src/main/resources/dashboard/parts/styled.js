/** Sizes and places that only a script knows. */
import { nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * Sets style properties of an element: `<col ${styled({ width: '4rem' })} />`; null takes one away. Unlike Lit's
 * styleMap it never writes a style attribute, which the Content-Security-Policy forbids.
 */
export const styled = directive(
  class extends Directive {
    render() {
      return nothing;
    }

    update({ element }, [properties]) {
      for (const [name, value] of Object.entries(properties)) {
        if (value === null) element.style.removeProperty(name);
        else element.style.setProperty(name, value);
      }
      return nothing;
    }
  },
);
