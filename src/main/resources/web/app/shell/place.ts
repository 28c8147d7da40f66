import type {ReactiveController, ReactiveControllerHost} from "lit";

/** What of a view is kept in the address, so that it can be shared: values by name; an empty one is left out. */
export type Wanted = Readonly<Record<string, string | undefined>>;

/** What goes along from page to page. */
const SHARED = ["facility"];

/** Where we are: the address of the page. `change` is fired after each move, also back and forth. */
class Place extends EventTarget {
  private search = "";
  private values = new URLSearchParams();

  constructor() {
    super();
    window.addEventListener("popstate", () => this.tell());
  }

  get path(): string {
    return location.pathname;
  }

  get(name: string): string | undefined {
    // asked for dozens of times in each drawing
    if (location.search !== this.search) {
      this.search = location.search;
      this.values = new URLSearchParams(this.search);
    }
    return this.values.get(name) ?? undefined;
  }

  /** Another view of the same page. It is a step that "back" undoes, unless it only refines what is seen (typing into a filter). */
  want(values: Wanted, refine = false): void {
    const wanted = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value) {
        wanted.set(name, value);
      } else {
        wanted.delete(name);
      }
    }
    const address = location.pathname + (wanted.size > 0 ? `?${wanted}` : "");
    if (address !== location.pathname + location.search) {
      history[refine ? "replaceState" : "pushState"](null, "", address);
      this.tell();
    }
  }

  /** The address of a page, for a link to it: with the facility that is looked at, and these values. */
  link(path: string, values: Wanted = {}): string {
    const wanted = new URLSearchParams();
    const shared = SHARED.map(name => [name, this.get(name)] as const);
    for (const [name, value] of [...shared, ...Object.entries(values)]) {
      if (value) {
        wanted.set(name, value);
      } else {
        wanted.delete(name);
      }
    }
    return path + (wanted.size > 0 ? `?${wanted}` : "");
  }

  /** To another page, as a click on a link to it. */
  go(path: string, values: Wanted = {}): void {
    history.pushState(null, "", this.link(path, values));
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  /** Said by the router when it has moved. */
  tell(): void {
    this.dispatchEvent(new CustomEvent("change"));
  }
}

export const place = new Place();

/** Draws its host anew when the address changes. */
export class Placed implements ReactiveController {
  private readonly again = () => this.host.requestUpdate();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    place.addEventListener("change", this.again);
  }

  hostDisconnected(): void {
    place.removeEventListener("change", this.again);
  }
}
