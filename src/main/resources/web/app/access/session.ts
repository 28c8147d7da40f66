/** Who is logged in. */
export interface Person {
  name: string;
  roles: readonly string[];
}

/**
 * Who looks at the page. The server knows no login yet, so there is nobody and the shell shows no user menu. `change` is fired when the person
 * becomes known or leaves.
 */
class Session extends EventTarget {
  person: Person | undefined;

  /** Asks the server, once, when the page begins. */
  async load(): Promise<void> {
    this.dispatchEvent(new CustomEvent("change"));
  }

  async logout(): Promise<void> {
    location.assign("/login");
  }
}

export const session = new Session();
