import {feed} from "../live/feed";
import type {LiveAlert} from "../live/frames";
import {alertKind, alertWords} from "../parts/alert-words";

const KEPT = "parkbridge.alarm";
const TONES: readonly (readonly [number, number])[] = [[880, 0], [660, .18], [880, .36]];
const LOUDNESS = .18;

export interface Wishes {
  sound: boolean;
  notification: boolean;
}

/** A sound, and a notification of the browser, when something CRITICAL is raised: for whoever has asked for it, on whatever page. Event `change`. */
class Alarm extends EventTarget {
  wishes: Wishes = kept();
  private audio: AudioContext | undefined;
  /** What was CRITICAL already. */
  private known = new Set<number>();

  constructor() {
    super();
    feed.addEventListener("snapshot", () => {
      this.known = new Set([...feed.picture?.alerts.values() ?? []].filter(alert => alert.severity === "CRITICAL").map(alert => alert.id));
    });
    feed.addEventListener("alerts", event => this.hear((event as CustomEvent<LiveAlert[]>).detail));
    // a browser lets a page make sounds once somebody has touched it
    for (const touch of ["pointerdown", "keydown"]) {
      window.addEventListener(touch, () => this.wishes.sound && this.wake(), {once: true});
    }
  }

  /** The permission is asked for only here: when somebody switches notifications on. */
  async wish(wishes: Partial<Wishes>): Promise<void> {
    if (wishes.notification && (!("Notification" in window) || await Notification.requestPermission() !== "granted")) {
      wishes = {...wishes, notification: false};
    }
    this.wishes = {...this.wishes, ...wishes};
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.wishes));
    } catch {
      // this browser keeps nothing
    }
    if (wishes.sound) {
      this.ring();
    }
    this.dispatchEvent(new CustomEvent("change"));
  }

  private hear(alerts: readonly LiveAlert[]): void {
    const fresh = alerts.filter(alert => alert.active && !alert.acknowledged && alert.severity === "CRITICAL" && !this.known.has(alert.id));
    for (const alert of alerts) {
      if (alert.active && alert.severity === "CRITICAL") {
        this.known.add(alert.id);
      } else {
        this.known.delete(alert.id);
      }
    }
    if (fresh.length === 0) {
      return;
    }
    if (this.wishes.sound) {
      this.ring();
    }
    if (this.wishes.notification && "Notification" in window && Notification.permission === "granted") {
      this.notify(fresh);
    }
  }

  private notify(fresh: readonly LiveAlert[]): void {
    const [first] = fresh;
    const place = [feed.picture?.facility?.name, first.zone, first.device].filter(Boolean).join(" · ");
    const note = new Notification(`${alertKind(first.type)}${fresh.length > 1 ? ` +${fresh.length - 1}` : ""}`,
      {body: `${place}\n${alertWords(first.type, first)}`, tag: `parkbridge-${first.id}`, icon: "/static/icon.svg", silent: this.wishes.sound});
    note.onclick = () => {
      window.focus();
      note.close();
    };
  }

  private wake(): AudioContext {
    this.audio ??= new AudioContext();
    void this.audio.resume();
    return this.audio;
  }

  private ring(): void {
    const audio = this.wake();
    for (const [hertz, after] of TONES) {
      const tone = audio.createOscillator(), volume = audio.createGain();
      const at = audio.currentTime + after;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(LOUDNESS, at + .02);
      volume.gain.exponentialRampToValueAtTime(.001, at + .16);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + .17);
    }
  }
}

function kept(): Wishes {
  try {
    return {sound: false, notification: false, ...JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Wishes>};
  } catch {
    return {sound: false, notification: false};
  }
}

export const alarm = new Alarm();
