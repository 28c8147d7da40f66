import {faultWords} from "../text/faults";
import type {Frame, LiveAlert, ReportChanges, ReportsFrame} from "./frames";
import {Picture} from "./picture";

export type Connection = "connecting" | "live" | "lost";

const SILENCE_MILLIS = 15_000;
const RETRY_FIRST_MILLIS = 500;
const RETRY_LONGEST_MILLIS = 15_000;

/**
 * The only one who touches the socket: folds what comes into a picture and tells of it. Events: `snapshot` (a new picture), `delta` (its
 * detail: the indices of the bays that changed), `alerts` (its detail: those that changed, also when they are over), `reports` (its detail: which have changed; undefined: any may have, also while there was no
 * connection), `connection`, `refused` (its detail: the server's words). A lost connection is taken up
 * again with jittered pauses, and goes on where it stopped, or begins with a snapshot; until then the last picture stays, with its age.
 * A page that nobody sees is content with a calmer pace.
 */
export class LiveFeed extends EventTarget {
  picture: Picture | undefined;
  connection: Connection = "connecting";
  /** When the last frame came, epoch milliseconds. */
  heardAt = 0;

  private facility: string | null = null;
  /** The facility that this connection was asked for last; undefined: none, or one that was refused. */
  private asked: string | null | undefined;
  /** The facility that the picture, epoch and number are of. */
  private seen: string | null | undefined;
  private epoch: string | undefined;
  private socket: WebSocket | undefined;
  private seq = 0;
  private retryMillis = RETRY_FIRST_MILLIS;
  private silence = 0;
  private retry = 0;
  /** Whether the answer to the last subscription is still to come. */
  private awaiting = false;
  /** Whether this connection tells what happens: from its first picture on. */
  private telling = false;

  constructor() {
    super();
    document.addEventListener("visibilitychange", () => this.send({type: "pace", calm: document.hidden}));
  }

  /** From now on this facility, or the first there is. Said again with each move to another page; what is watched already is not asked for again. */
  watch(facility: string | null): void {
    this.facility = facility;
    if (this.socket?.readyState === WebSocket.OPEN && facility !== this.asked) {
      this.subscribe();
    } else if (!this.socket) {
      this.connect();
    }
  }

  private subscribe(): void {
    const goesOn = this.epoch !== undefined && this.seen === this.facility;
    this.awaiting = true;
    this.asked = this.facility;
    this.send({
      type: "subscribe", facility: this.facility, calm: document.hidden, ...(goesOn ? {epoch: this.epoch, seq: this.seq} : {})
    });
  }

  private send(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  private connect(): void {
    clearTimeout(this.retry);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/ws/live`);
    this.socket = socket;
    this.telling = false;
    socket.onopen = () => this.subscribe();
    socket.onmessage = message => this.hear(JSON.parse(message.data as string) as Frame);
    socket.onclose = () => this.lose(socket);
    this.listenForSilence(socket);
  }

  /** A connection that hangs without closing is as good as lost: the server is never silent for longer than a few seconds. */
  private listenForSilence(socket: WebSocket): void {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => {
      socket.close();
      this.lose(socket);
    }, SILENCE_MILLIS);
  }

  private lose(socket: WebSocket): void {
    if (socket !== this.socket) {
      return;
    }
    this.socket = undefined;
    clearTimeout(this.silence);
    this.become("lost");
    const pause = this.retryMillis * (0.5 + Math.random());
    this.retryMillis = Math.min(this.retryMillis * 2, RETRY_LONGEST_MILLIS);
    this.retry = window.setTimeout(() => this.connect(), pause);
  }

  private become(connection: Connection): void {
    if (connection !== this.connection) {
      this.connection = connection;
      this.dispatchEvent(new CustomEvent("connection"));
    }
  }

  private hear(frame: Frame): void {
    this.heardAt = Date.now();
    if (this.socket) {
      this.listenForSilence(this.socket);
    }
    switch (frame.type) {
      case "snapshot":
        if (this.facility !== null && frame.facility !== null && frame.facility !== this.facility) {
          break; // of the facility watched before
        }
        this.seq = frame.seq;
        this.epoch = frame.epoch;
        this.seen = this.facility;
        this.awaiting = false;
        this.retryMillis = RETRY_FIRST_MILLIS;
        this.picture = new Picture(frame);
        this.become("live");
        this.dispatchEvent(new CustomEvent("snapshot"));
        this.beginTelling();
        break;
      case "delta":
        this.fold(frame);
        break;
      case "reports":
        this.tellReports(frame);
        break;
      case "error":
        this.asked = undefined;
        this.become("live");
        this.dispatchEvent(new CustomEvent("refused", {detail: faultWords(frame.message)}));
        break;
    }
  }

  private fold(frame: Extract<Frame, {type: "delta"}>): void {
    if (!this.picture || this.seen !== this.facility || frame.epoch !== this.epoch || frame.seq < this.seq) {
      return; // of the facility watched before, or told already
    }
    if (frame.after > this.seq) {
      if (!this.awaiting) {
        this.subscribe();
      }
      return;
    }
    this.seq = frame.seq;
    this.awaiting = false;
    this.retryMillis = RETRY_FIRST_MILLIS;
    this.become("live");
    this.dispatchEvent(new CustomEvent<number[]>("delta", {detail: this.picture.fold(frame)}));
    if (frame.alerts.length > 0) {
      this.dispatchEvent(new CustomEvent<LiveAlert[]>("alerts", {detail: frame.alerts}));
    }
    this.beginTelling();
  }

  /** What happened before is not told. */
  private beginTelling(): void {
    if (!this.telling) {
      this.telling = true;
      this.tellReports({type: "reports"});
    }
  }

  private tellReports({runs, schedules}: ReportsFrame): void {
    this.dispatchEvent(new CustomEvent<ReportChanges | undefined>("reports", {detail: runs && schedules && {runs, schedules}}));
  }
}

export const feed = new LiveFeed();
