//! The cases in Firefox.

import { cases, checker } from "./cases.mjs";
import { launchFirefox } from "./firefox.mjs";

cases(checker(launchFirefox), ["about:license", "about:blank"]);
