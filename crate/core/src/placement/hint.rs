//! Hints: what tags, roles, microdata and names say an element is, as a set.

/// A set of hints about one element.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Hints(u64);

macro_rules! hints {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Hints {
            $($(#[$doc])* pub(super) const $name: Self = Self(1 << $bit);)*

            /// The names of what it holds, in lower case.
            #[cfg(test)]
            pub(super) fn names(self) -> Vec<String> {
                [$((Self::$name, stringify!($name))),*]
                    .into_iter()
                    .filter(|(hint, _)| self.any(*hint))
                    .map(|(_, name)| name.to_lowercase())
                    .collect()
            }
        }
    };
}

hints! {
    /// The site's banner or top bar.
    HEADER = 0;
    /// The site's bottom.
    FOOTER = 1;
    /// A menu.
    NAV = 2;
    /// The way from the home page to this one.
    CRUMBS = 3;
    /// Tags or categories.
    TAGS = 4;
    /// Previous, next, page numbers.
    PAGER = 5;
    /// A list of the page's own contents.
    TOC = 6;
    /// A side column or a widget.
    SIDEBAR = 7;
    /// Teasers to other pages.
    RELATED = 8;
    /// An advert.
    ADVERT = 9;
    /// Share buttons.
    SHARE = 10;
    /// Links to social profiles.
    SOCIAL = 11;
    /// Comments, answers, reviews; one or all of them.
    COMMENT = 12;
    /// The form to write one.
    COMMENT_FORM = 13;
    /// A byline or a note about the author.
    AUTHOR = 14;
    /// Consent banner, modal, pop-up.
    OVERLAY = 15;
    /// A newsletter's sign-up.
    NEWSLETTER = 16;
    /// Log in, register, account, cart.
    ACCOUNT = 17;
    /// The site's logo or name.
    LOGO = 18;
    /// A card or teaser.
    CARD = 19;
    /// One post of a thread.
    POST = 20;
    /// A user: name, avatar, signature.
    USER = 21;
    /// Links for the keyboard to skip to the content.
    SKIP = 22;
    /// A tool: edit, print, back to top.
    CONTROL = 23;
    /// Footnotes and sources of the text.
    REFERENCES = 24;
    /// A language switch.
    LANGUAGE = 25;
    /// `<main>` or its role.
    MAIN = 26;
    /// `<article>` or its role.
    ARTICLE = 27;
    /// The hint comes from an element or a role, not only from a name.
    LANDMARK = 28;
    /// Microdata says so.
    MICRODATA = 29;
    /// The source hides it.
    HIDDEN = 30;
    /// Its id is a number: one of many.
    NUMBERED = 31;
    /// An item of a list.
    ITEM = 32;
    /// A short piece that leads to an article.
    TEASER = 33;
    /// A product by microdata.
    PRODUCT = 34;
    /// An overlay that asks for consent.
    CONSENT = 35;
    /// A loose word for the text itself ("content", "entry").
    LOOSE_BODY = 36;
    /// A loose word for the site or the page as a whole.
    LOOSE_SITE = 37;
    /// A loose word for a list, a grid, a feed, an item.
    LOOSE_LIST = 38;
    /// A loose word for a title or a headline.
    LOOSE_TITLE = 39;
    /// A loose word for what stands beside a title: date, kind, number.
    LOOSE_META = 40;
    /// A loose word for the top.
    LOOSE_TOP = 41;
    /// A loose word for the bottom.
    LOOSE_BOTTOM = 42;
    /// A loose word for a picture.
    LOOSE_PICTURE = 43;
    /// A loose word for an offer: price, deal, shop.
    LOOSE_OFFER = 44;
    /// A loose word for a form or a search.
    LOOSE_FORM = 45;
    /// A loose word for more of the same: next, all, more.
    LOOSE_MORE = 46;
    /// A loose word for what is folded away: menus that drop, tabs, slides.
    LOOSE_FOLDED = 47;
    /// A loose word for a button.
    LOOSE_BUTTON = 48;
    /// A loose word for a side or a column.
    LOOSE_SIDE = 49;
    /// A loose word for a person: name, photo, profile.
    LOOSE_PERSON = 50;
}

impl Hints {
    /// All loose words: too common for any rule. Only the model reads them, beside the rest.
    #[cfg(test)]
    pub(super) const LOOSE: Self = Self::LOOSE_BODY
        .and(Self::LOOSE_SITE)
        .and(Self::LOOSE_LIST)
        .and(Self::LOOSE_TITLE)
        .and(Self::LOOSE_META)
        .and(Self::LOOSE_TOP)
        .and(Self::LOOSE_BOTTOM)
        .and(Self::LOOSE_PICTURE)
        .and(Self::LOOSE_OFFER)
        .and(Self::LOOSE_FORM)
        .and(Self::LOOSE_MORE)
        .and(Self::LOOSE_FOLDED)
        .and(Self::LOOSE_BUTTON)
        .and(Self::LOOSE_SIDE)
        .and(Self::LOOSE_PERSON);

    /// The set as bits, for the lexicon.
    pub(super) const fn bits(self) -> u64 {
        self.0
    }

    /// The set of bits from the lexicon.
    pub(super) const fn of_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The empty set.
    pub(super) const NONE: Self = Self(0);

    /// Whether it holds any of the others.
    pub(super) const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Both sets together.
    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// The set without the others.
    pub(super) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// What is in both sets.
    pub(super) const fn only(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Whether it holds nothing.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
