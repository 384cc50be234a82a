import "./style/app.css";
import "./behaviours.js";
