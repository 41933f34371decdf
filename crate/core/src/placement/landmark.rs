//! What elements, roles and microdata say, without regard to names.

use html5ever::{LocalName, local_name};

use super::hint::Hints;

/// What an element says by its tag.
pub(super) fn of_element(name: &LocalName) -> Hints {
    match *name {
        local_name!("header") => Hints::HEADER.and(Hints::LANDMARK),
        local_name!("footer") => Hints::FOOTER.and(Hints::LANDMARK),
        local_name!("nav") => Hints::NAV.and(Hints::LANDMARK),
        local_name!("aside") => Hints::SIDEBAR.and(Hints::LANDMARK),
        local_name!("li") => Hints::ITEM,
        local_name!("main") => Hints::MAIN,
        local_name!("article") => Hints::ARTICLE,
        local_name!("dialog") => Hints::OVERLAY.and(Hints::LANDMARK),
        _ => Hints::NONE,
    }
}

/// What a role attribute says.
pub(super) fn of_role(role: &str) -> Hints {
    match role.trim() {
        "banner" => Hints::HEADER.and(Hints::LANDMARK),
        "navigation" | "menubar" | "menu" => Hints::NAV.and(Hints::LANDMARK),
        "main" => Hints::MAIN,
        "article" => Hints::ARTICLE,
        "complementary" => Hints::SIDEBAR.and(Hints::LANDMARK),
        "contentinfo" => Hints::FOOTER.and(Hints::LANDMARK),
        "dialog" | "alertdialog" => Hints::OVERLAY.and(Hints::LANDMARK),
        "doc-toc" => Hints::TOC,
        "doc-bibliography" | "doc-endnotes" | "doc-footnote" => Hints::REFERENCES,
        _ => Hints::NONE,
    }
}

/// What an itemtype says, by the type's own name.
pub(super) fn of_type(types: &str) -> Hints {
    types
        .split_ascii_whitespace()
        .map(|kind| match kind.rsplit(['/', '#']).next().unwrap_or("") {
            "WPHeader" => Hints::HEADER,
            "WPFooter" => Hints::FOOTER,
            "WPSideBar" => Hints::SIDEBAR,
            "SiteNavigationElement" => Hints::NAV,
            "BreadcrumbList" | "Breadcrumb" | "data-vocabulary.org/Breadcrumb" => Hints::CRUMBS,
            "WPAdBlock" => Hints::ADVERT,
            "Comment" | "UserComments" | "Review" | "UserReview" => Hints::COMMENT,
            "DiscussionForumPosting" | "SocialMediaPosting" | "Question" | "Answer" => Hints::POST,
            "Product" => Hints::PRODUCT,
            _ => Hints::NONE,
        })
        .fold(Hints::NONE, |all, hints| match hints {
            Hints::NONE => all,
            hints => all.and(hints).and(Hints::MICRODATA),
        })
}

/// What an itemprop says.
pub(super) fn of_property(properties: &str) -> Hints {
    properties
        .split_ascii_whitespace()
        .map(|property| match property {
            "author" | "creator" => Hints::AUTHOR,
            "comment" | "review" => Hints::COMMENT,
            "suggestedAnswer" | "acceptedAnswer" => Hints::POST,
            "keywords" => Hints::TAGS,
            "breadcrumb" => Hints::CRUMBS,
            "mainContentOfPage" => Hints::MAIN,
            "relatedLink" | "isRelatedTo" | "isSimilarTo" => Hints::RELATED,
            _ => Hints::NONE,
        })
        .fold(Hints::NONE, |all, hints| match hints {
            Hints::NONE => all,
            hints => all.and(hints).and(Hints::MICRODATA),
        })
}

/// What a link's rel says.
pub(super) fn of_rel(tokens: &[String]) -> Hints {
    tokens
        .iter()
        .map(|token| match token.as_str() {
            "tag" | "category" => Hints::TAGS,
            "author" => Hints::AUTHOR,
            "prev" | "next" => Hints::PAGER,
            "home" => Hints::LOGO,
            _ => Hints::NONE,
        })
        .fold(Hints::NONE, Hints::and)
}
