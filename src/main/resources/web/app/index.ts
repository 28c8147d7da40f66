import "./theme.css";
import "./shell/parkbridge-app";
