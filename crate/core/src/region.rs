//! The parts of a page. Which one a link is in is decided in `placement`.

use serde::{Deserialize, Serialize};

/// The part of a page that a link or a mention is in; exactly one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// The publisher's main content, its lists, tables, captions, references and buttons.
    Content,
    /// Written by visitors: comments, forum posts, reviews, answers.
    UserContent,
    /// Author box, byline, contributor note.
    AuthorBio,
    /// Menus, breadcrumbs, pagination, contents lists, tags.
    Navigation,
    /// The site's banner and top bar.
    Header,
    /// The site's bottom.
    Footer,
    /// Complementary widgets.
    Sidebar,
    /// Teasers to other articles, wherever they are.
    Related,
    /// Adverts, sponsored blocks, affiliate boxes set apart from the text.
    Advert,
    /// Share and follow buttons at the article.
    Share,
    /// Consent banners, modals, newsletter forms, tool links, hidden templates.
    Other,
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 11] = [
        Self::Content,
        Self::UserContent,
        Self::AuthorBio,
        Self::Navigation,
        Self::Header,
        Self::Footer,
        Self::Sidebar,
        Self::Related,
        Self::Advert,
        Self::Share,
        Self::Other,
    ];

    /// Its name as the report writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::UserContent => "user_content",
            Self::AuthorBio => "author_bio",
            Self::Navigation => "navigation",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Sidebar => "sidebar",
            Self::Related => "related",
            Self::Advert => "advert",
            Self::Share => "share",
            Self::Other => "other",
        }
    }
}
