// @ts-check
/**
 * The page's end of the line to the panel. As long as the line is open the panel may mark and is
 * notified of what happens; when it ends, because the panel was closed or has turned to another page,
 * everything ends with it.
 */

/** Whether a listener is there already: these scripts run again with each inspection. */
var linkglanceListening;

if (!linkglanceListening) {
  linkglanceListening = true;
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name !== "page" || port.sender?.id !== chrome.runtime.id) return;
    /**
     * Does what needs the extension at the other end; in a page that is being left the browser may
     * refuse it, and no code needs it: marks and rules go with the page.
     * @param {() => void} call
     */
    const unlessLeaving = (call) => {
      try {
        call();
      } catch {}
    };
    /** @param {object} message */
    const tell = (message) => unlessLeaving(() => port.postMessage(message));
    /** @type {object[]} How marked words look, as the panel says it. */
    let rules = [];
    /**
     * The background writes, adds and removes the style sheet: a page's script cannot. By a line, not a message,
     * because a message has an answer, and a page that is leaving must not wait for one.
     * @param {boolean} on
     */
    const style = (on) => {
      if (rules.length === 0) return;
      unlessLeaving(() => chrome.runtime.connect({ name: "rules" }).postMessage({ rules, on }));
    };
    const marks = new linkglanceMarks.Marks(linkglanceInspected, tell);
    const late = new linkglanceLate.Late(linkglanceInspected, tell, (element) => marks.spotOf(element));
    port.onMessage.addListener((message) => {
      if (message.type === "know") {
        ({ rules } = message);
        style(true);
        marks.know(message);
      }
      if (message.type === "show") marks.show(message.marks);
      if (message.type === "light") marks.light(message.spot);
      if (message.type === "go") marks.go(message.spot);
    });
    port.onDisconnect.addListener(() => {
      marks.clear();
      late.stop();
      style(false);
    });
  });
}
