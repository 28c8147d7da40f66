import "./theme.css";
import "./alerts/alarm";
import "./shell/parkbridge-app";
import {resume} from "./reports/awaited";

resume();
