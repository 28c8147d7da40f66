import {METRES_MOST, normal, numberAt, rounded, size, type DraftBay, type Draft, type Numbering, type Place, type Plan} from "./draft";

/** Bays side by side along a line that is the edge of the road. */
export interface Row extends Numbering {
  /** Where the line begins. */
  x: number;
  y: number;
  /** Of the line: degrees, clockwise, 0 to the right. */
  direction: number;
  count: number;
  /** Between the bays and the line: 90 across, 0 along it. */
  angle: number;
  width: number;
  length: number;
  /** Of the line, looking along it. */
  side: "left" | "right";
  /** `numbers`: a bay of the number that has no place yet, or a new one. `waiting`: bays without a place in their order, with the numbers they have. */
  fill: "numbers" | "waiting";
}

export const BAYS_MOST = 500;

export const FIRST_ROW: Row = {x: 2, y: 6, direction: 0, count: 10, angle: 90, width: 2.5, length: 5, side: "left", prefix: "", start: 1, step: 1, digits: 1, fill: "numbers"};

/** With what was typed, as far as there can be such a row. */
export function changed(row: Row, values: Partial<Row>): Row {
  const next = {...row, ...values};
  return {
    ...next, count: Math.min(Math.max(1, Math.floor(next.count)), BAYS_MOST), width: size(next.width), length: size(next.length), direction: normal(next.direction),
    start: Math.floor(next.start), step: Math.floor(next.step) || 1, digits: Math.min(Math.max(1, Math.floor(next.digits)), 9)
  };
}

function radians(degrees: number): number {
  return degrees * Math.PI / 180;
}

/** From one bay to the next along the line. */
export function pitchOf({angle, width, length}: Row): number {
  const sin = Math.sin(radians(angle));
  return sin < 0.05 ? length : Math.min(width / sin, length);
}

/** The row that a drag from here to there means: as many bays as there is room for. */
export function along(row: Row, x1: number, y1: number, x2: number, y2: number): Row {
  const room = Math.hypot(x2 - x1, y2 - y1);
  const direction = Math.round(Math.atan2(y2 - y1, x2 - x1) * 180 / Math.PI);
  return {...row, x: rounded(x1), y: rounded(y1), direction: normal(direction), count: Math.min(Math.max(1, Math.floor(room / pitchOf(row) + 0.02)), BAYS_MOST)};
}

export function placesOf(row: Row): Place[] {
  const {x, y, direction, angle, width, length, side} = row;
  const hand = side === "right" ? 1 : -1;
  const ux = Math.cos(radians(direction)), uy = Math.sin(radians(direction));
  // clockwise of the line is to its right
  const nx = -uy * hand, ny = ux * hand;
  const depth = (length * Math.sin(radians(angle)) + width * Math.cos(radians(angle))) / 2;
  const pitch = pitchOf(row);
  const turned = normal(direction + hand * angle - 90);
  return Array.from({length: Math.max(0, Math.min(row.count, BAYS_MOST))}, (_, i) => {
    const at = (i + 0.5) * pitch;
    return {x: rounded(x + ux * at + nx * depth), y: rounded(y + uy * at + ny * depth), angle: normal(turned % 180), width, length};
  });
}

/** Whether all of it lies on a plan. */
export function fits(places: readonly Place[]): boolean {
  return places.every(({x, y}) => x >= 0 && y >= 0 && x <= METRES_MOST && y <= METRES_MOST);
}

/** The numbers of the row that are on the plan already. */
export function takenBy(plan: Plan, row: Row): string[] {
  if (row.fill === "waiting") {
    return [];
  }
  const placed = new Set(plan.bays.filter(bay => bay.place).map(bay => bay.number));
  return Array.from({length: row.count}, (_, i) => numberAt(row, i)).filter(number => placed.has(number));
}

/** The plan with the row's bays, and which they are. */
export function withRow(draft: Draft, row: Row): {plan: Plan, keys: number[]} {
  const {plan} = draft;
  const waiting = plan.bays.filter(bay => !bay.place);
  const byNumber = new Map(waiting.map(bay => [bay.number, bay]));
  const keys: number[] = [], created: DraftBay[] = [], placed = new Map<number, Place>();
  placesOf(row).forEach((place, i) => {
    const known = row.fill === "waiting" ? waiting[i] : byNumber.get(numberAt(row, i));
    if (known) {
      placed.set(known.key, place);
      keys.push(known.key);
    } else if (row.fill === "numbers") {
      const key = draft.newKey();
      created.push({key, number: numberAt(row, i), kind: "STANDARD", place});
      keys.push(key);
    }
  });
  return {plan: {...plan, bays: [...plan.bays.map(bay => placed.has(bay.key) ? {...bay, place: placed.get(bay.key)} : bay), ...created]}, keys};
}
