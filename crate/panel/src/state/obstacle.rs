//! Why a page can't be inspected, judged by its address, its type or what the browser answers.

use linkglance_browser::api::BrowserError;

/// A kind of page the browser keeps from extensions, or that has no links to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Obstacle {
    /// The browser's own pages: settings, a new tab, other extensions.
    BrowserPage,
    /// The browser's extension store.
    Store,
    /// A PDF, image or other file that is no HTML.
    NotHtml,
    /// The source view of a page.
    ViewSource,
    /// A file on this computer.
    File,
    /// The browser's error page for an address that did not answer.
    ErrorPage,
    /// The tab is gone.
    TabClosed,
    /// The page went away or crashed while it was being read.
    PageGone,
    /// A page the browser keeps to itself without saying what it is: a blank page, a source view.
    Closed,
}

/// Words in the browsers' refusals, the narrower first.
const REFUSALS: [(&str, Obstacle); 13] = [
    ("extensions gallery", Obstacle::Store),
    ("webstore", Obstacle::Store),
    ("view-source:", Obstacle::ViewSource),
    ("file://", Obstacle::File),
    ("error page", Obstacle::ErrorPage),
    ("no tab with id", Obstacle::TabClosed),
    ("invalid tab id", Obstacle::TabClosed),
    ("chrome://", Obstacle::BrowserPage),
    ("chrome-extension://", Obstacle::BrowserPage),
    ("different extension", Obstacle::BrowserPage),
    ("about:", Obstacle::BrowserPage),
    ("was removed", Obstacle::PageGone),
    // Firefox's words for a file viewer, once the user has clicked there.
    ("missing host permission", Obstacle::NotHtml),
];

/// Hosts of extension stores, which browsers close to extensions.
const STORES: [&str; 4] = [
    "chromewebstore.google.com",
    "chrome.google.com/webstore",
    "microsoftedge.microsoft.com/addons",
    "addons.mozilla.org",
];

impl Obstacle {
    /// Its name in messages (`cannot_<name>`).
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::BrowserPage => "browser_page",
            Self::Store => "store",
            Self::NotHtml => "not_html",
            Self::ViewSource => "view_source",
            Self::File => "file",
            Self::ErrorPage => "error_page",
            Self::TabClosed => "tab_closed",
            Self::PageGone => "page_gone",
            Self::Closed => "closed",
        }
    }

    /// Why a script was refused. `None` where only a click on the icon
    /// is missing. The address is known only if the user has clicked on this page.
    pub(crate) fn of_refusal(error: &BrowserError, url: Option<&str>) -> Option<Self> {
        if let Some(url) = url
            && !url.starts_with("http://")
            && !url.starts_with("https://")
        {
            return Some(Self::of_address(url));
        }
        let message = error.0.to_lowercase();
        let by_words = REFUSALS
            .iter()
            .find(|(words, _)| message.contains(words))
            .map(|&(_, obstacle)| obstacle);
        // Firefox says the words of a file viewer before a click, too.
        let by_words = by_words.filter(|&obstacle| obstacle != Self::NotHtml || url.is_some());
        by_words.or_else(|| {
            let url = url?;
            // The click counts here, and still the browser refuses.
            let store = STORES.iter().any(|store| url.contains(store));
            Some(if store { Self::Store } else { Self::Closed })
        })
    }

    /// What kind of page has an address that is not of the web.
    pub(crate) fn of_address(url: &str) -> Self {
        match url.split(':').next() {
            Some("view-source") => Self::ViewSource,
            Some("file") => Self::File,
            Some("data" | "blob") => Self::NotHtml,
            _ => Self::BrowserPage,
        }
    }

    /// Whether a document of this type has no links to read.
    pub(crate) fn of_content_type(content_type: &str) -> Option<Self> {
        let readable = matches!(
            content_type,
            "text/html"
                | "application/xhtml+xml"
                | "image/svg+xml"
                | "text/xml"
                | "application/xml"
        );
        (!readable).then_some(Self::NotHtml)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(message: &str, url: Option<&str>) -> Option<Obstacle> {
        Obstacle::of_refusal(&BrowserError(message.to_owned()), url)
    }

    #[test]
    fn the_browsers_words_tell_why() {
        assert_eq!(
            of("Cannot access a chrome:// URL", None),
            Some(Obstacle::BrowserPage)
        );
        assert_eq!(
            of("The extensions gallery cannot be scripted.", None),
            Some(Obstacle::Store)
        );
        assert_eq!(
            of("Frame with ID 0 is showing error page", None),
            Some(Obstacle::ErrorPage)
        );
        assert_eq!(
            of(
                "Cannot access contents of url \"about:blank\".",
                Some("about:blank")
            ),
            Some(Obstacle::BrowserPage)
        );
        assert_eq!(
            of("Frame with ID 0 was removed.", Some("https://a.example/")),
            Some(Obstacle::PageGone)
        );
        assert_eq!(
            of(
                "Missing host permission for the tab",
                Some("https://a.example/menu.pdf")
            ),
            Some(Obstacle::NotHtml)
        );
        assert_eq!(
            of("Something new", Some("https://a.example/")),
            Some(Obstacle::Closed)
        );
    }

    #[test]
    fn a_missing_click_is_no_obstacle() {
        assert_eq!(of("Missing host permission for the tab", None), None);
        assert_eq!(
            of(
                "Cannot access contents of the page. Extension manifest must request permission to access the respective host.",
                None
            ),
            None
        );
    }
}
