//! The cases in Firefox.

import { cases, checker } from "./cases.mjs";
import { checkCases } from "./cases-check.mjs";
import { abuseCases } from "./cases-abuse.mjs";
import { hiddenCases } from "./cases-hidden.mjs";
import { panelCases } from "./cases-panel.mjs";
import { dashboardCases } from "./cases-dashboard.mjs";
import { forgedCases } from "./cases-forged.mjs";
import { firstCases } from "./cases-first.mjs";
import { layoutCases } from "./cases-layout.mjs";
import { hostileCases } from "./cases-hostile.mjs";
import { startFirefox } from "./firefox.mjs";
import { marksCases } from "./cases-marks.mjs";
import { ROOM, cutOffCases, fullCases, storeCases } from "./cases-store.mjs";
import { privateCases } from "./cases-private.mjs";
import { syncCases } from "./cases-sync.mjs";
import { watchCases } from "./cases-watch.mjs";
import { waysCases } from "./cases-ways.mjs";

const check = checker(startFirefox);
cases(check, ["about:license", "about:blank"]);
marksCases(check);
panelCases(check);
layoutCases(check);
firstCases(check);
hiddenCases(check);
waysCases(check);
syncCases(check);
privateCases(check, "saves_nothing");
checkCases(check);
watchCases(check);
dashboardCases(check);
forgedCases(check);
hostileCases(check, ["comments with links"]);
abuseCases(check, true);
storeCases(check);
cutOffCases(check);
fullCases(checker((server) => startFirefox(server, { room: ROOM })));
