import {fill, textsOf} from "../../../main/resources/web/app/text/texts";
import {equal, test} from "../testing";

test("values stand where their names are, numbers in the reader's form", () => {
  equal(fill("{n} of {all} in {zone}", {n: 1200, all: 3, zone: "A"}), "1,200 of 3 in A");
});

test("what has no value stays visible", () => {
  equal(fill("in {zone}"), "in {zone}");
});

test("the plural form goes with the number", () => {
  const bays = {one: "{n} bay", other: "{n} bays"};
  equal([0, 1, 2].map(n => fill(bays, {n})), ["0 bays", "1 bay", "2 bays"]);
});

test("a part speaks the reader's language", () => {
  equal(textsOf({en: {free: "free"}, de: {free: "frei"}})("free"), "free");
});
