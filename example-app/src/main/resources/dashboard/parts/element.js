/** What all elements of the dashboard have in common. */
import { LitElement } from 'lit';

/** An element without a shadow: the stylesheets of the page reach into it, and labels may point out of it. */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}
