/** Reports in the making, as the API tells them, and the words for them. */
import {get} from "../http/api";
import {feed} from "../live/feed";
import type {Facility, RunChange, Zone} from "../live/frames";
import {language, locale} from "../text/locale";
import {t} from "./texts";

export type State = "queued" | "running" | "done" | "failed" | "cancelled";

/** What is asked for, as `/api/report-runs` takes it. */
export interface Wanted {
  report: string;
  format: string;
  facility?: number;
  zone?: number | string | null;
  from?: string;
  to?: string;
  paper?: string;
  language?: string;
  table?: string | null;
}

export interface Run {
  id: number;
  schedule_id: number | null;
  report: string;
  format: Format;
  facility: number;
  zone: number | null;
  from: string;
  to: string;
  state: State;
  /** 0 to 1. */
  progress: number;
  reason: string | null;
  who: string;
  due_at: string | null;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  size: number | null;
  file: string | null;
  mails: readonly {address: string, state: "pending" | "sent" | "given_up", attempts: number, reason: string | null}[];
  paper: string;
  language: string;
  table: string | null;
}

export interface Report {
  name: string;
  title: string;
  description: string;
  days_max: number;
}

export const FORMATS = ["pdf", "xlsx", "csv"] as const;
export type Format = (typeof FORMATS)[number];
export const FORMAT_NAMES: Readonly<Record<Format, string>> = {pdf: "PDF", xlsx: "Excel", csv: "CSV"};

export const PAPERS = ["A4", "LETTER"] as const;
/** The server writes its reports in one of these. */
export const LANGUAGES = ["en-GB", "en-US", "de-DE", "de-AT", "de-CH"] as const;
/** What the reader's come nearest to. */
export const LANGUAGE: (typeof LANGUAGES)[number] = LANGUAGES.find(tag => tag === locale) ?? (language === "de" ? "de-DE" : "en-GB");
/** What is on the shelves where the reader is. */
export const USUAL_PAPER: (typeof PAPERS)[number] = LANGUAGE === "en-US" ? "LETTER" : "A4";

export function reportList(signal?: AbortSignal): Promise<Report[]> {
  return get<Report[]>("/api/reports", {language: LANGUAGE}, signal);
}

export function titleOf(reports: readonly Report[], name: string): string {
  return reports.find(report => report.name === name)?.title ?? name;
}

/** The runs as far as they have come; undefined where more than that has changed. */
export function withProgress(runs: readonly Run[], changes: readonly RunChange[]): readonly Run[] | undefined {
  const known = changes.every(change => change.state === "running" && runs.some(run => run.id === change.id && run.state === "running"));
  return known ? runs.map(run => ({...run, progress: changes.find(change => change.id === run.id)?.progress ?? run.progress})) : undefined;
}

/** Whether there is something to wait for. */
export function isOpen(run: {state: State}): boolean {
  return run.state === "queued" || run.state === "running";
}

export function facilityOf(id: number): Facility | undefined {
  return feed.picture?.facilities.find(facility => facility.id === id);
}

function zoneOf(facility: Facility | undefined, id: number | null): Zone | undefined {
  return id === null ? undefined : feed.picture?.zonesOf(facility).find(zone => zone.id === id);
}

/** "Old town, Deck 1"; a facility that has been retired since by its number. */
export function whereOf({facility, zone}: {facility: number, zone: number | null}): string {
  const known = facilityOf(facility);
  return [known?.name ?? `${t("facility")} ${facility}`, zone === null ? undefined : zoneOf(known, zone)?.name ?? `${t("zone")} ${zone}`].filter(Boolean).join(", ");
}

/** The same once more. */
export function again({report, format, facility, zone, from, to, paper, language, table}: Run): Wanted {
  return {report, format, facility, zone, from, to, paper, language, ...(table === null ? {} : {table})};
}
