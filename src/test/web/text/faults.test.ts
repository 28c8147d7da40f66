import {de} from "../../../main/resources/web/app/text/faults.de";
import {faultIn, faultWords} from "../../../main/resources/web/app/text/faults";
import {equal, test} from "../testing";

test("a fault keeps its values", () => {
  equal(faultIn("must be a whole number from 1 to 31", de), "muss eine ganze Zahl von 1 bis 31 sein");
  equal(faultIn("must be digits in order from 1, Monday, to 7, Sunday, like 12345", de), "muss Ziffern in ihrer Folge von 1, Montag, bis 7, Sonntag, haben, wie 12345");
});

test("the name of a field may stand before it", () => {
  equal(faultIn("page_size must be 1 to 1000", de), "page_size muss 1 bis 1000 sein");
  equal(faultIn("from lies in the future: at Europe/Berlin it is 2026-11-25", de), "„Von“ liegt in der Zukunft: in Europe/Berlin ist der 2026-11-25");
});

test("the most particular sentence is the one that was said", () => {
  equal(faultIn("is taken in this zone", de), "ist in dieser Zone vergeben");
  equal(faultIn("must be 1 to 50 characters without / + and #", de), "muss 1 bis 50 Zeichen haben, ohne / + und #");
  equal(faultIn("there is no zone 3 in facility 1", de), "die Zone 3 gibt es am Standort 1 nicht");
});

test("what is not known stays as the server said it", () => {
  equal(faultIn("something else", de), "something else");
  equal(faultWords("is required"), "is required");
});
