//! The crawlers that matter to AI: whether each is for search and answers or for training, and which
//! directives of a page it is documented to obey.
//!
//! After ai-robots-txt (MIT), cut to those whose operators document them; the address of that document is
//! the last column. Google's AI Overviews are made by Googlebot's index, and Google-Extended does not touch
//! them.

/// What the pages that a crawler reads are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Search results and answers that cite pages.
    Search,
    /// Training of models.
    Training,
}

/// A crawler, or a name that robots.txt may speak to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Agent {
    /// What robots.txt calls it.
    pub name: &'static str,
    /// Whose it is.
    pub company: &'static str,
    /// What for.
    pub purpose: Purpose,
    /// The directives of robots metas and X-Robots-Tag headers by which it is documented to leave a page out.
    pub obeys: &'static [&'static str],
    /// Beside one of these, `noarchive` does not keep it from citing the page: Bing takes both for `nocache`
    /// (its announcement of September 2023).
    pub allowed_by: &'static [&'static str],
    /// Whether it runs scripts, so that what they add to the page's head counts.
    pub runs_scripts: bool,
    /// Where its operator says so.
    pub documented: &'static str,
}

const fn agent(
    name: &'static str,
    company: &'static str,
    purpose: Purpose,
    obeys: &'static [&'static str],
    runs_scripts: bool,
    documented: &'static str,
) -> Agent {
    Agent {
        name,
        company,
        purpose,
        obeys,
        allowed_by: &[],
        runs_scripts,
        documented,
    }
}

const BINGBOT: Agent = Agent {
    allowed_by: &["nocache"],
    ..agent(
        "Bingbot",
        "Microsoft",
        Purpose::Search,
        &["noindex", "none", "noarchive", "nosnippet", "max-snippet:0"],
        true,
        "https://blogs.bing.com/webmaster/september-2023/Announcing-new-options-for-webmasters-to-control-usage-of-their-content-in-Bing-Chat",
    )
};

/// Every one of them, those for search first.
#[rustfmt::skip]
pub const AGENTS: [Agent; 10] = [
    agent("OAI-SearchBot", "OpenAI", Purpose::Search, &["noindex", "none"], false, "https://developers.openai.com/api/docs/bots"),
    agent("Claude-SearchBot", "Anthropic", Purpose::Search, &[], false, "https://support.claude.com/en/articles/8896518"),
    agent("PerplexityBot", "Perplexity", Purpose::Search, &[], false, "https://docs.perplexity.ai/guides/bots"),
    BINGBOT,
    agent("Googlebot", "Google", Purpose::Search, &["noindex", "none", "nosnippet", "max-snippet:0"], true, "https://developers.google.com/search/docs/appearance/ai-features"),
    agent("GPTBot", "OpenAI", Purpose::Training, &[], false, "https://developers.openai.com/api/docs/bots"),
    agent("ClaudeBot", "Anthropic", Purpose::Training, &[], false, "https://support.claude.com/en/articles/8896518"),
    agent("CCBot", "Common Crawl", Purpose::Training, &[], false, "https://commoncrawl.org/ccbot"),
    agent(GOOGLE_EXTENDED, "Google", Purpose::Training, &[], false, "https://developers.google.com/crawling/docs/crawlers-fetchers/google-common-crawlers"),
    agent("Applebot-Extended", "Apple", Purpose::Training, &[], false, "https://support.apple.com/en-us/119829"),
];

/// The name by which Google is asked not to train on pages. It asks for none itself.
pub(super) const GOOGLE_EXTENDED: &str = "Google-Extended";
