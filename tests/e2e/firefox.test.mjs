//! The cases in Firefox.

import { cases, checker } from "./cases.mjs";
import { launchFirefox } from "./firefox.mjs";
import { waysCases } from "./ways.cases.mjs";

const check = checker(launchFirefox);
cases(check, ["about:license", "about:blank"]);
waysCases(check);
