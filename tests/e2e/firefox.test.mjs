//! The cases in Firefox.

import { cases, checker } from "./cases.mjs";
import { dashboardCases } from "./dashboard.cases.mjs";
import { launchFirefox } from "./firefox.mjs";

const check = checker(launchFirefox);
cases(check, ["about:license", "about:blank"]);
dashboardCases(check);
