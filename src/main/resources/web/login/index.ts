import "../app/theme.css";
import "./login.css";
import "./login-page";
