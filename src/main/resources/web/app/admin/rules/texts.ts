import {textsOf} from "../../text/texts";
import {de} from "./texts.de";
import {en} from "./texts.en";

export const t = textsOf({en, de});
