import "./theme.css";
import "./alerts/alarm";
import "./shell/parkbridge-app";
