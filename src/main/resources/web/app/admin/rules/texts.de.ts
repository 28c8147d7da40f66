import type {Texts} from "../../text/texts";
import type {en} from "./texts.en";

export const de: Texts<typeof en> = {
  asGeneral: "Leer: {value}, wie in der allgemeinen Regel",
  noDays: "Keiner: jeden Tag",
  noHours: "Leer: ganztägig"
};
