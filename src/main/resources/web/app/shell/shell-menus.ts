import {LitElement, css, html} from "lit";
import "@vaadin/menu-bar";
import type {MenuBarItem, MenuBarItemSelectedEvent} from "@vaadin/menu-bar";
import {session} from "../access/session";
import {language, LANGUAGES, speak} from "../text/locale";
import {base} from "../parts/styles";
import {t as parts} from "../parts/texts";
import {place} from "./place";
import {theme, type Choice} from "./theme";
import {t} from "./texts";

interface Deed {
  deed?: () => void;
}

const OUTLINE = {
  settings: '<circle cx="12" cy="12" r="3.2"/><path d="M19 12a7 7 0 0 0-.1-1.2l2-1.5-2-3.4-2.3 1a7 7 0 0 0-2-1.2L14.200 3h-4.400l-.4 2.700a7 7 0 0 0-2 1.200l-2.300-1-2 3.400 2 1.500a7 7 0 0 0 0 2.400l-2 1.500 2 3.400 2.300-1a7 7 0 0 0 2 1.200l.4 2.700h4.400l.4-2.700a7 7 0 0 0 2-1.200l2.300 1 2-3.400-2-1.500A7 7 0 0 0 19 12z"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 21a8 8 0 0 1 16 0"/>'
};

/** Appearance and language; and who is logged in, where the server knows. */
class ShellMenus extends LitElement {
  static styles = [base, css`vaadin-menu-bar { --vaadin-button-padding: 6px; --vaadin-button-background: transparent; --vaadin-button-border-width: 0px; }
    vaadin-menu-bar-button::part(suffix) { display: none; }`];

  private readonly again = () => this.requestUpdate();

  connectedCallback(): void {
    super.connectedCallback();
    theme.addEventListener("change", this.again);
    session.addEventListener("change", this.again);
    session.load().catch(() => undefined);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    theme.removeEventListener("change", this.again);
    session.removeEventListener("change", this.again);
  }

  render() {
    return html`<vaadin-menu-bar .i18n=${{moreOptions: parts("moreOptions")}} .items=${this.items()} @item-selected=${onSelected}></vaadin-menu-bar>`;
  }

  private items(): MenuBarItem<Deed>[] {
    const schemes: Choice[] = ["system", "light", "dark"];
    const settings: MenuBarItem<Deed> = {
      component: button("settings", t("settings")), children: [
        {text: t("appearance"), disabled: true},
        ...schemes.map(scheme => ({text: t(scheme), checked: theme.choice === scheme, deed: () => theme.choose(scheme)})),
        {component: "hr"},
        {text: t("language"), disabled: true},
        ...LANGUAGES.map(({code, name}) => ({text: name, checked: code === language, deed: () => speak(code)})),
        {component: "hr"},
        {text: t("interfaces"), deed: () => { location.assign("/q/swagger-ui"); }}
      ]
    };
    const {person} = session;
    return !person?.name ? [settings] : [settings, {
      component: button("person", t("account", {name: person.name})),
      children: [{text: person.full_name ?? person.name, disabled: true}, {component: "hr"}, {text: t("ownAccount"), deed: () => place.go("/account")}, {text: t("logout"), deed: () => void session.logOut().catch(notLoggedOut)}]
    }];
  }
}

async function notLoggedOut(error: unknown): Promise<void> {
  const {toastError} = await import("../parts/toast");
  toastError(error);
}

function button(outline: keyof typeof OUTLINE, label: string): HTMLElement {
  const item = document.createElement("vaadin-menu-bar-item");
  item.setAttribute("aria-label", label);
  item.title = label;
  item.innerHTML = `<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" aria-hidden="true">${OUTLINE[outline]}</svg>`;
  return item;
}

function onSelected(event: MenuBarItemSelectedEvent<MenuBarItem<Deed>>): void {
  event.detail.value.deed?.();
}

customElements.define("shell-menus", ShellMenus);
