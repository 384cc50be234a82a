import "./style/app.css";
import "./behaviours.js";
import "./levels.js";
import "./directory.js";
import "./still_true.js";
