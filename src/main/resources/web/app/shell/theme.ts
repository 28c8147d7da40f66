/** Light or dark: the system's choice, or the reader's own, which this browser keeps. `change` is fired whichever of them changed it. */
export type Choice = "system" | "light" | "dark";

const KEPT = "parkbridge.scheme";
const system = matchMedia("(prefers-color-scheme: dark)");

class Theme extends EventTarget {
  constructor() {
    super();
    system.addEventListener("change", () => this.tell());
  }

  get choice(): Choice {
    const {scheme} = document.documentElement.dataset;
    return scheme === "light" || scheme === "dark" ? scheme : "system";
  }

  get isDark(): boolean {
    return this.choice === "system" ? system.matches : this.choice === "dark";
  }

  /** `static/first.js` reads what is kept before the first paint. */
  choose(choice: Choice): void {
    if (choice === "system") {
      delete document.documentElement.dataset.scheme;
    } else {
      document.documentElement.dataset.scheme = choice;
    }
    try {
      localStorage.setItem(KEPT, choice);
    } catch {
      // this browser keeps nothing
    }
    this.tell();
  }

  private tell(): void {
    this.dispatchEvent(new CustomEvent("change"));
  }
}

export const theme = new Theme();

/** The colours of theme.css as they are now, for what draws by itself: `colour("accent")`. */
export function colour(name: string): string {
  // custom properties hold light-dark(…), which only a used colour resolves
  probe.style.color = `var(--${name})`;
  if (!probe.isConnected) {
    probe.hidden = true;
    document.body.append(probe);
  }
  return getComputedStyle(probe).color;
}

const probe = document.createElement("span");
