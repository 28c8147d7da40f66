import {ApiError, ask, useSession} from "../http/api";

export type Role = "viewer" | "operator" | "manager" | "administrator";

/** What `/api/session` says. */
export interface Person {
  /** Null: nobody has logged in, and everybody has the role. */
  name: string | null;
  full_name: string | null;
  role: Role;
  /** Ids of facilities; null: all. */
  facilities: number[] | null;
  csrf_token: string | null;
  /** A person with a password here, and not at the company's provider. */
  has_password: boolean;
}

const ROLES: Role[] = ["viewer", "operator", "manager", "administrator"];
const SESSION = "/api/session";
const LOGIN = "/login";

/** Who uses the page. Event `change`: somebody else, or nobody, does. */
export class Session extends EventTarget {
  /** Undefined: nobody, or not asked yet. */
  person: Person | undefined;
  /** The way to the login has begun: with the session its socket and its calls end too, and each of them would lead there again, by another address. */
  private leaving = false;
  private changing: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    window.addEventListener("pageshow", () => {
      this.leaving = false;
    });
    // what shows that a call comes from our page; and who is no longer logged in is led to the login
    useSession(() => this.proof(), () => this.person?.name && this.toLogin());
  }

  /** Asks the server who that is; undefined where nobody is logged in. */
  async load(): Promise<Person | undefined> {
    try {
      return this.become((await ask<Person>("GET", SESSION)).body);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        return this.become(undefined);
      }
      throw error;
    }
  }

  async logIn(name: string, password: string): Promise<Person | undefined> {
    return this.become((await ask<Person>("POST", SESSION, {body: {name, password}})).body);
  }

  async logOut(): Promise<void> {
    this.leaving = true;
    try {
      await ask("DELETE", SESSION);
    } catch (error) {
      this.leaving = false;
      throw error;
    }
    this.become(undefined);
    location.assign(LOGIN);
  }

  /** The session is replaced by a new one. Its socket is closed meanwhile, which must not look as if nobody were logged in. */
  async changePassword(present: string, wanted: string): Promise<void> {
    const changing = ask<Person>("PUT", `${SESSION}/password`, {body: {current_password: present, new_password: wanted}});
    this.changing = changing.catch(() => undefined);
    this.become((await changing).body);
  }

  /** Whether the role is that one or a higher one. */
  may(role: Role): boolean {
    return this.person !== undefined && ROLES.indexOf(this.person.role) >= ROLES.indexOf(role);
  }

  /** Leads to the login and then back here, unless somebody is logged in after all. */
  async check(): Promise<void> {
    await this.changing;
    if (await this.load().then(person => !person, () => false)) {
      this.toLogin();
    }
  }

  private proof(): Record<string, string> {
    const token = this.person?.csrf_token;
    return token ? {"X-CSRF-Token": token} : {};
  }

  private toLogin(): void {
    if (location.pathname !== LOGIN && !this.leaving) {
      this.leaving = true;
      location.assign(`${LOGIN}?to=${encodeURIComponent(location.pathname + location.search)}`);
    }
  }

  private become(person: Person | undefined): Person | undefined {
    this.person = person;
    this.dispatchEvent(new CustomEvent("change"));
    return person;
  }
}

export const session = new Session();
