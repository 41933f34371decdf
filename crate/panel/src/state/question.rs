//! What the context menu asks about the page.

use linkglance_browser::api::Click;

/// A question about the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Question {
    /// How is the link with this address followed?
    Link(String),
    /// Where does the page name this?
    Name(String),
}

impl Question {
    /// What a click asks beyond inspecting the page.
    pub(crate) fn of(click: &Click) -> Option<Self> {
        if let Some(url) = &click.link {
            return Some(Self::Link(url.clone()));
        }
        let selection = click.selection.as_deref()?;
        let name: Vec<&str> = selection.split_whitespace().collect();
        (!name.is_empty()).then(|| Self::Name(name.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_asks_about_a_link_or_a_name() {
        let click = |link: Option<&str>, selection: Option<&str>| Click {
            tab_id: 1,
            incognito: false,
            link: link.map(str::to_owned),
            selection: selection.map(str::to_owned),
        };
        assert_eq!(Question::of(&click(None, None)), None);
        assert_eq!(Question::of(&click(None, Some(" \n "))), None);
        let name = Question::Name("Acme Corp".to_owned());
        assert_eq!(
            Question::of(&click(None, Some(" Acme\n Corp "))),
            Some(name)
        );
        let link = Question::Link("https://acme.com/".to_owned());
        assert_eq!(
            Question::of(&click(Some("https://acme.com/"), None)),
            Some(link)
        );
    }
}
