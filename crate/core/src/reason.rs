//! Reasons: short facts a person can check on the page, the same in the CLI, the report and the UI.
//!
//! A reason is a key and its values. It is written in English in the report; the extension words
//! it in the person's language by the same key (`reason_<key>` of `_locales`). The table below is
//! the one place where they are listed.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::length::{MAX_REASON_CHARS, MAX_VALUE_CHARS, cut_owned};

/// One reason: what was found, with the values it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    key: Key,
    /// Shared: one reason stands at every link of a region.
    values: Arc<[String]>,
}

impl Reason {
    /// A reason with the values its text names as `$1`, `$2` …, cut where they are too long to be
    /// shown in a sentence.
    pub fn new<const N: usize>(key: Key, values: [String; N]) -> Self {
        let values = values.map(|value| cut_owned(value, key.most_chars()));
        Self {
            key,
            // The default is shared, too: a reason without values costs nothing.
            values: if N == 0 {
                Arc::default()
            } else {
                Arc::new(values)
            },
        }
    }

    /// Which reason this is.
    pub fn key(&self) -> Key {
        self.key
    }

    /// The values its text names, in order.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// Whether it is this reason, be it in a report just made or in one read back from storage.
    pub fn is(&self, key: Key) -> bool {
        self.key == key || (self.key == Key::AsWritten && key.may_read(&self.to_string()))
    }
}

impl From<Key> for Reason {
    fn from(key: Key) -> Self {
        Self::new(key, [])
    }
}

impl fmt::Display for Reason {
    /// The English text with its values put in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fill(self.key.english(), &self.values))
    }
}

/// A text with its values put in where it names them as `$1`, `$2` … What a value holds is not
/// read as a placeholder.
pub(crate) fn fill(template: &str, values: &[String]) -> String {
    let mut parts = template.split('$');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = part.split_at_checked(digits).unwrap_or(("", part));
        let value = number
            .parse::<usize>()
            .ok()
            .and_then(|number| values.get(number.checked_sub(1)?));
        out.push_str(value.map_or("", String::as_str));
        out.push_str(rest);
    }
    out
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reason {
    /// A stored reason is its English text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(
            Key::AsWritten,
            [String::deserialize(deserializer)?],
        ))
    }
}

impl Key {
    /// How long a value of this reason may be, in characters.
    fn most_chars(self) -> usize {
        match self {
            Self::AsWritten => MAX_REASON_CHARS,
            _ => MAX_VALUE_CHARS,
        }
    }

    /// Whether a text can be this reason's: what it has before its first value and after its last.
    fn may_read(self, text: &str) -> bool {
        let english = self.english();
        let (Some((head, _)), Some((_, tail))) =
            (english.split_once('$'), english.rsplit_once('$'))
        else {
            return text == english;
        };
        let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit());
        text.strip_prefix(head)
            .is_some_and(|rest| rest.ends_with(tail))
    }
}

/// A reason that is stored with its key, so that it can be worded anew in any language later:
/// `{ "key", "values", "text" }`, `text` being the English. One that was stored as its English text
/// alone, as prospects once were, is read as that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "Read", into = "Stored")]
pub struct Keyed(pub Reason);

#[derive(Serialize, Deserialize)]
struct Stored {
    key: String,
    values: Vec<String>,
    text: String,
}

/// What a stored reason may look like.
#[derive(Deserialize)]
#[serde(untagged)]
enum Read {
    Keyed(Stored),
    Text(String),
}

impl From<Keyed> for Stored {
    fn from(Keyed(reason): Keyed) -> Self {
        Self {
            key: reason.key.name().to_owned(),
            text: reason.to_string(),
            values: reason.values.to_vec(),
        }
    }
}

impl From<Read> for Keyed {
    /// A key that is no longer known leaves its English text.
    fn from(read: Read) -> Self {
        let stored = match read {
            Read::Keyed(stored) => stored,
            Read::Text(text) => return Self(Reason::new(Key::AsWritten, [text])),
        };
        let key = Key::ALL.iter().find(|key| key.name() == stored.key);
        Self(match key {
            Some(&key) => Reason {
                key,
                values: read_values(key, stored.values),
            },
            None => Reason::new(Key::AsWritten, [stored.text]),
        })
    }
}

/// Values that were stored, as many as a text names at most and as long as they may be.
fn read_values(key: Key, stored: Vec<String>) -> Arc<[String]> {
    let values = stored.into_iter().take(MAX_VALUES);
    values
        .map(|value| cut_owned(value, key.most_chars()))
        .collect()
}

impl<R: Into<Reason>> From<R> for Keyed {
    fn from(reason: R) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Keyed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Most values of a reason: texts name them by one digit.
const MAX_VALUES: usize = 9;

macro_rules! reasons {
    ($($variant:ident $name:literal $english:literal)*) => {
        /// Which reason; the English text stands in the table of this module.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[allow(missing_docs, reason = "the text beside each in the table says what it is")]
        pub enum Key { $($variant),* }

        impl Key {
            /// Every reason there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name the message files know it by.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The name it has in this table.
            pub const fn variant(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }

            /// The English text; `$1`, `$2` … stand for values.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$variant => $english),* }
            }
        }
    };
}

reasons! {
    AsWritten "as_written" "$1"

    // Caps and guards.
    LimitHtmlBytes "limit_html_bytes" "The page is longer than $1 MiB; the rest was not read."
    LimitDepth "limit_depth" "The page is nested deeper than $1 levels; what follows was not read."
    LimitNodes "limit_nodes" "The page has more than $1 nodes; the rest was not read."
    LimitAttributes "limit_attributes" "An element has more than $1 attributes; those that follow were not read."
    LimitTime "limit_time" "Reading the page took too long; the rest was not read."
    LimitLinks "limit_links" "The page has more than $1 links; the rest is not listed."
    LimitContacts "limit_contacts" "The page names more than $1 people, e-mail addresses, pages or profiles to write to; the rest is not listed."
    LimitAnchor "limit_anchor" "Anchor texts of more than $1 characters are cut."
    LimitAddress "limit_address" "Addresses of more than $1 characters are cut; relative links are not resolved against one."
    LimitCollected "limit_collected" "The browser was asked for at most $1 of the page; the rest was left out."
    FramesNotInspected "frames_not_inspected" "Frames that were not inspected (most are from other sites): $1."
    ClosedShadowRoots "closed_shadow_roots" "Closed shadow roots, which can't be read: $1."
    LimitCollectTime "limit_collect_time" "The page took longer than $1 s to read; the rest of it is not listed."
    TextsLikeLinks "texts_like_links" "The page has text that reads as links but is none (in comments or scripts, for example): $1. It is left out."
    LimitCommented "limit_commented" "More than $1 links are commented out in the source; the rest is not listed."
    LimitChecked "limit_checked" "More than $1 links have to do with the agreement; the rest is not listed."

    // Notes on the page.
    HeadersUnknown "headers_unknown" "The server's X-Robots-Tag is unknown: a live page does not show its headers."
    BaseHref "base_href" "Relative links resolve against <base href=\"$1\">."
    RelDefect "rel_defect" "rel holds \"$1\", which looks like $2 but has no effect."

    // Blockers, with `IndexForbidden`.
    NofollowAll "nofollow_all" "The page asks search engines not to follow any of its links ($1)."
    CanonicalElsewhere "canonical_elsewhere" "The page names another address as its canonical: $1."

    // Placement.
    InsideLandmark "inside_landmark" "inside <$1>"
    InsideRole "inside_role" "inside role=\"$1\""
    NamedBlock "named_block" "in a block named \"$1\""
    MarkedUp "marked_up" "marked up as $1"
    UnderHeading "under_heading" "under the heading \"$1\""
    MainText "main_text" "in the page's main text"
    MainArea "main_area" "in the main area, beside the main text"
    OutsideMain "outside_main" "outside the main area"
    ByVisitor "by_visitor" "written by a visitor: inside post or comment #$1"
    ShareForm "share_form" "opens a form to share the page on $1"
    ProfileAt "profile_at" "a profile on $1"
    RelSays "rel_says" "its rel says \"$1\""
    ControlOf "control_of" "a control, no text: \"$1\""
    SkipsTo "skips_to" "skips to a part of the page"
    AddressSays "address_says" "its address leads to $1"
    AfterBy "after_by" "follows \"$1\""
    LinkBlock "link_block" "block of $1 links, $2 % link text"
    PolicyBlock "policy_block" "block with the site's copyright or policies"
    BeforeMain "before_main" "before the main text"
    ContentsList "contents_list" "a list of links to parts of this page"
    HiddenBlock "hidden_block" "in a block the source hides, outside the main area"
    EmptyLink "empty_link" "an empty link outside every block"
    AdvertServer "advert_server" "served by an advertising network: $1"
    Banner "banner" "a picture beside the text that leads to $1"
    AuthorLinks "author_links" "in a block of an author's page and profiles"
    SiteLogo "site_logo" "leads to the site's first page from its top"

    // Mentions.
    LimitMentions "limit_mentions" "The page names your sites more than $1 times; the rest is not listed."
    MentionName "mention_name" "It is the name as the profile writes it."
    MentionDomain "mention_domain" "It is the site's domain."
    MentionVariant "mention_variant" "The words of the name are joined or parted otherwise."
    MentionHandle "mention_handle" "It is written as a handle."
    MentionSpaceless "mention_spaceless" "Its script has no spaces, so where the word ends can't be told."
    MentionOtherCase "mention_other_case" "Capitals and small letters differ from the profile's."
    MentionCommonWord "mention_common_word" "The name is an everyday word and stands here without its capital."
    MentionCapital "mention_capital" "The name is an everyday word; here it has a capital where the sentence asks for none."
    MentionSentenceStart "mention_sentence_start" "The name is an everyday word and the capital is only its place in the sentence."
    MentionTitleCase "mention_title_case" "The name is an everyday word and the words around it have capitals, too."
    MentionKnownElsewhere "mention_known_elsewhere" "The name is an everyday word, but the page means the site elsewhere."
    MentionCompound "mention_compound" "It is a part of a longer word or name."
    MentionInAddress "mention_in_address" "It stands inside an address."
    MentionExcluded "mention_excluded" "A word the profile excludes stands near it."
    MentionRequireMissing "mention_require_missing" "None of the words the profile requires is on the page."
    MentionMisspelt "mention_misspelt" "It is nearly the name, possibly a misspelling."
    MentionInOwnLink "mention_in_own_link" "It stands in a link to the site."
    MentionLinkedAlready "mention_linked_already" "The page already links to the site elsewhere, so a link here is worth less."
    NoSnippetAttribute "no_snippet_attribute" "data-nosnippet keeps this place out of Google's snippets and AI Overviews."

    // Factors of a backlink.
    PlacementContent "placement_content" "It stands in the page's main content."
    PlacementUserContent "placement_user_content" "A visitor wrote it (comment, forum post or review)."
    PlacementAuthorBio "placement_author_bio" "It stands in the author's note."
    PlacementBoilerplate "placement_boilerplate" "It stands outside the main content ($1)."
    PlacementAdvert "placement_advert" "It stands in an advert or an affiliate box."
    PlacementRelated "placement_related" "It is a teaser to another article."
    FollowFollowed "follow_followed" "Nothing on the page asks search engines not to follow it."
    FollowNotFollowed "follow_not_followed" "Not followed: $1."
    FollowUnknown "follow_unknown" "Whether search engines follow it is not documented: $1."
    IndexAllowed "index_allowed" "Nothing on the page keeps it out of the index; its HTTP headers are unknown."
    IndexAllowedHeaders "index_allowed_headers" "Neither the page nor its HTTP headers keep it out of the index."
    IndexForbidden "index_forbidden" "The page asks not to be indexed ($1); in the long run its links are not followed."
    CanonicalSelf "canonical_self" "The page is its own canonical."
    CanonicalNone "canonical_none" "The page names no canonical address."
    CanonicalOther "canonical_other" "The page names another canonical; credit may go there: $1."
    AnchorText "anchor_text" "The anchor text is \"$1\"."
    AnchorFrom "anchor_from" "No text; shown instead is its $1: \"$2\"."
    AnchorEmpty "anchor_empty" "The link has no text at all."
    VisibleYes "visible_yes" "It is visible on the page."
    VisibleNo "visible_no" "It is hidden on the page: $1."
    VisibleUnknown "visible_unknown" "Whether it is visible is unknown: the page was read without its layout."
    AnchorGeneric "anchor_generic" "The anchor text \"$1\" says nothing of the target."
    AnchorKeyword "anchor_keyword" "The anchor text \"$1\" is one of your keywords."
    TargetListed "target_listed" "It leads to a page of your list."
    TargetListedLoosely "target_listed_loosely" "It leads to a page of your list; only tracking, case, a slash or the like differ."
    TargetHome "target_home" "It leads to your home page."
    TargetBetter "target_better" "It leads to $1; by the words around it, $2 would fit better."
    TargetNotListed "target_not_listed" "It leads to a page of your site that is not on your list."
    TargetUnlisted "target_unlisted" "It leads to a page of your site; your profile lists no pages to compare it with."
    RouteDirect "route_direct" "It leads to your site directly."
    RouteTracking "route_tracking" "Its address carries tracking parameters."
    RouteWrapped "route_wrapped" "It goes through $1, so it is not a direct link to your site."
    RouteLooksWrapped "route_looks_wrapped" "It goes through $1, which looks like a redirect."
    RouteAffiliate "route_affiliate" "It goes through an affiliate network or carries a partner's mark ($1)."
    RouteCopy "route_copy" "It leads to a copy of your page at $1, not to the page itself."
    RelevanceShared "relevance_shared" "The words around it are about your keywords or pages: $1."
    RelevanceNone "relevance_none" "The words around it share nothing with your keywords or pages."
    RelevanceUnknown "relevance_unknown" "Your profile names no keywords or pages to compare the words around it with."
    NeighboursFew "neighbours_few" "Other outbound links beside it: $1."
    NeighboursMany "neighbours_many" "It is one of many: $1 other outbound links stand beside it."
    DisclosureNone "disclosure_none" "Nothing was found that says the page is paid for or a guest's."
    DisclosurePaidMarked "disclosure_paid_marked" "The page says it is paid for (\"$1\") and the link is marked so."
    DisclosurePaid "disclosure_paid" "The page says it is paid for (\"$1\") and the link is followed."
    DisclosureGuest "disclosure_guest" "The page says a guest wrote it (\"$1\")."
    DisclosureAffiliate "disclosure_affiliate" "The page says it holds affiliate links (\"$1\")."
    SnippetsFree "snippets_free" "Nothing on this page blocks snippets."
    SnippetsPage "snippets_page" "The page keeps its text out of Google's snippets and AI Overviews ($1)."
    SnippetsShort "snippets_short" "The page lets Google show at most $1 characters of its text."
    SnippetsHere "snippets_here" "data-nosnippet keeps the text around it out of Google's snippets and AI Overviews."

    // Risks: patterns of Google's link spam policy.
    RiskPaidFollowed "risk_paid_followed" "A followed link on a page that is paid for: Google asks for rel=sponsored or nofollow."
    RiskGuestKeyword "risk_guest_keyword" "A followed link with a keyword as its anchor in a guest post: Google's link spam policy names this pattern."
    RiskPaidKeyword "risk_paid_keyword" "A followed link with a keyword as its anchor on a page that is paid for: Google's link spam policy names this pattern."
    RiskAffiliate "risk_affiliate" "Affiliate link without sponsored."
    RiskExactAnchors "risk_exact_anchors" "$1 links to your site have one of your keywords as their anchor."

    // Missed chances.
    ChanceLinkedElsewhere "chance_linked_elsewhere" "The page names you here in a link that leads to $1."
    ChanceLinkedCompetitor "chance_linked_competitor" "The page names you here in a link that leads to a competitor: $1."
    ChanceLinkedProfile "chance_linked_profile" "The page names you here and links to a social profile: $1."
    ChanceTracking "chance_tracking" "The link carries tracking parameters; the plain address would be better."
    ChanceWrapped "chance_wrapped" "The link goes through $1; a direct link would be better."
    ChanceCredit "chance_credit" "The page credits you for an image without a link."
    ChanceBetterPage "chance_better_page" "The link leads to $1; by the words around it, $2 would fit better."

    // Opportunities: what a page offers a site.
    OpportunityUnlinked "opportunity_unlinked" "Mentions of you without a link: $1."
    OpportunityListing "opportunity_listing" "The page lists links to many sites ($1) and yours is not among them."
    OpportunityCompetitor "opportunity_competitor" "The page links to competitors of yours: $1."

    // Rows of a list that were not taken.
    ImportUnreadable "import_unreadable" "The line can't be read: a quote is not closed, or it is too long."
    ImportEmpty "import_empty" "The line names no page."
    ImportNoAddress "import_no_address" "\"$1\" is not the address of a web page."
    ImportTooMany "import_too_many" "The list is longer than can be taken at once; the rest was left out."

    // A check: what was agreed.
    AgreedLink "agreed_link" "A link to $1."
    AgreedLinkExact "agreed_link_exact" "A link to exactly this address: $1."
    AgreedLinkSite "agreed_link_site" "A link to any page of $1."
    AgreedCount "agreed_count" "At least $1 links."
    AgreedAnchor "agreed_anchor" "The anchor text \"$1\"."
    AgreedAnchorContains "agreed_anchor_contains" "An anchor text that contains \"$1\"."
    AgreedAnchorKind "agreed_anchor_kind" "An anchor text of this kind: $1."
    AgreedFollowed "agreed_followed" "A followed link."
    AgreedRelRequired "agreed_rel_required" "A link marked $1."
    AgreedRelAllowed "agreed_rel_allowed" "A link that may be marked $1 and nothing else."
    AgreedRelBoth "agreed_rel_both" "A link marked $1 that may be marked $2, too, and nothing else."
    AgreedRegions "agreed_regions" "It stands in: $1."
    AgreedVisible "agreed_visible" "It is visible on the page."
    AgreedVisibleSource "agreed_visible_source" "The page's source does not hide it."
    AgreedDirect "agreed_direct" "It leads to the target directly, without a redirect."
    AgreedIndexable "agreed_indexable" "The page may be indexed."
    AgreedCanonical "agreed_canonical" "The page is its own canonical."
    AgreedOutbound "agreed_outbound" "At most $1 outbound links in the main content."
    AgreedDisclosed "agreed_disclosed" "The page says that it is paid for."
    AgreedUndisclosed "agreed_undisclosed" "The page does not say that it is paid for or a guest's."
    AgreedLanguage "agreed_language" "The page's language is $1."
    AgreedAuthor "agreed_author" "The page names $1 as its author."

    // A check: what was found, where no reason above says it.
    FoundLink "found_link" "The link is there: $1."
    FoundNoLink "found_no_link" "There is no such link on the page."
    FoundNoLinkRead "found_no_link_read" "There is no such link in what was read of the page."
    FoundNoLinkShortened "found_no_link_shortened" "There is no such link, unless one that goes through a shortener leads there."
    FoundCount "found_count" "Such links found: $1."
    FoundAnchorKind "found_anchor_kind" "The anchor text \"$1\" is of this kind: $2."
    FoundMarked "found_marked" "The link is marked $1."
    FoundUnmarked "found_unmarked" "The link is not marked nofollow, sponsored or ugc."
    FoundRegion "found_region" "It stands in: $1."
    FoundRegionUnsure "found_region_unsure" "It seems to stand in: $1; that is not sure."
    FoundUnhidden "found_unhidden" "The page's source does not hide it; its style sheets were not read."
    FoundOutbound "found_outbound" "Outbound links in the main content: $1."
    FoundDisclosure "found_disclosure" "The page says: \"$1\"."
    FoundLanguage "found_language" "The page says its language is $1."
    FoundNoLanguage "found_no_language" "The page does not say its language."
    FoundAuthor "found_author" "The page names $1 as its author."
    FoundNoAuthor "found_no_author" "No author was found on the page."

    // A check: what would tell.
    TellBrowser "tell_browser" "Opening the page in a browser would tell."
    TellHeaders "tell_headers" "The server's response headers, which are unknown, could say otherwise."
    TellCanonical "tell_canonical" "The server's headers or the owner's Search Console would tell which address counts."
    TellOpenLink "tell_open_link" "Opening the link would tell where it leads."
    TellLook "tell_look" "A look at the page would tell."
    TellWholePage "tell_whole_page" "Reading the rest of the page would tell."
    TellProfile "tell_profile" "Checking with a profile of your site would tell."
    TellNothing "tell_nothing" "No search engine documents it."

    // A check: near misses of a missing link.
    NearCommented "near_commented" "The link is in the page's source, but commented out: $1."
    NearSamePage "near_same_page" "A link leads to the same page at another address: $1."
    NearWrongPage "near_wrong_page" "A link leads to another page of the site: $1."
    NearShortened "near_shortened" "A link goes through a shortener, so where it leads is unknown: $1."
    NearElsewhere "near_elsewhere" "The page names you in a link that leads elsewhere: $1."
    NearUnlinked "near_unlinked" "The page names you without a link: \"$1\"."
    NearHiddenName "near_hidden_name" "The page names you only where it is hidden: \"$1\"."
    NearCompetitor "near_competitor" "A link leads to a competitor: $1."

    // Changes since an earlier check.
    ChangeGone "change_gone" "The link to $1 is gone."
    ChangeBack "change_back" "The link to $1 is there now."
    ChangeMore "change_more" "There is another link to $1 now."
    ChangeTarget "change_target" "The link led to $1 and leads to $2 now."
    ChangeAnchor "change_anchor" "The anchor text was \"$1\" and is \"$2\" now."
    ChangeRelAdded "change_rel_added" "Added to rel: $1."
    ChangeRelRemoved "change_rel_removed" "Removed from rel: $1."
    ChangeFollowed "change_followed" "The link is followed now."
    ChangeNotFollowed "change_not_followed" "The link is not followed any more: $1."
    ChangeMoved "change_moved" "The link stood in $1 and stands in $2 now."
    ChangeHidden "change_hidden" "The link is hidden now."
    ChangeShown "change_shown" "The link is visible now."
    ChangeWrapped "change_wrapped" "The link goes through $1 now."
    ChangeDirect "change_direct" "The link is direct now; it went through $1."
    ChangeNoindex "change_noindex" "The page asks not to be indexed now ($1)."
    ChangeIndexable "change_indexable" "The page may be indexed now."
    ChangeCanonical "change_canonical" "The page's canonical was $1 and is $2 now."
    ChangeCanonicalNew "change_canonical_new" "The page names a canonical now: $1."
    ChangeCanonicalGone "change_canonical_gone" "The page no longer names a canonical; it was $1."
    ChangeDisclosed "change_disclosed" "The page says now: \"$1\"."
    ChangeUndisclosed "change_undisclosed" "The page no longer says: \"$1\"."
    ChangeLanguage "change_language" "The page's language was $1 and is $2 now."
    ChangeAuthor "change_author" "The page's author was $1 and is $2 now."
    ChangeOutbound "change_outbound" "Outbound links in the main content: $1 before, $2 now."

    // What is wrong with an agreement.
    FaultNoTarget "fault_no_target" "The agreement names no target."
    FaultAddress "fault_address" "\"$1\" is not the address of a web page."
    FaultField "fault_field" "\"$1\" is no field of an agreement."
    FaultValue "fault_value" "$1 can't be $2: $3."
    FaultFollowedMarked "fault_followed_marked" "A link can't be followed and marked $1 at once."
    FaultToken "fault_token" "\"$1\" is none of nofollow, sponsored and ugc."
    FaultAnchor "fault_anchor" "The anchor text agreed on is empty."
    FaultLinks "fault_links" "At least one link must be agreed on."
    FaultOutbound "fault_outbound" "$1 links can't stand among at most $2 outbound links."
    FaultLanguage "fault_language" "\"$1\" is no language tag."
    FaultJson "fault_json" "This is not JSON: $1."
    FaultCells "fault_cells" "The row has $1 cells, the first row has $2."
    FaultEmpty "fault_empty" "There is no agreement in it."
    FaultQuote "fault_quote" "A quotation mark is never closed."
    FaultRows "fault_rows" "More than $1 rows; the rest was not read."

    RepeatFirst "repeat_first" "It is the first link on the page to this target."
    RepeatAgain "repeat_again" "The page links to the same target before; search engines generally count one anchor."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_text_names_them() {
        let reason = Reason::new(Key::RelDefect, ["no-follow".into(), "nofollow".into()]);
        assert_eq!(
            reason.to_string(),
            "rel holds \"no-follow\", which looks like nofollow but has no effect."
        );
    }

    #[test]
    fn page_text_in_a_value_is_not_read_as_a_placeholder() {
        let reason = Reason::new(Key::AnchorFrom, ["title".into(), "$1 off $2".into()]);
        assert_eq!(
            reason.to_string(),
            "No text; shown instead is its title: \"$1 off $2\"."
        );
    }

    #[test]
    fn a_keyed_reason_is_worded_anew_after_storage() {
        let keyed = Keyed::from(Reason::new(Key::AgreedAuthor, ["Ann".into()]));
        let json = serde_json::to_string(&keyed).unwrap();
        assert_eq!(serde_json::from_str::<Keyed>(&json).unwrap(), keyed);
        let unknown = r#"{ "key": "of_old", "values": ["x"], "text": "It was x." }"#;
        let unknown: Keyed = serde_json::from_str(unknown).unwrap();
        assert_eq!(unknown.to_string(), "It was x.");
        let text: Keyed = serde_json::from_str(r#""It was y.""#).unwrap();
        assert_eq!(text.to_string(), "It was y.");
    }

    #[test]
    fn a_reason_is_known_again_by_its_text() {
        let reason = Reason::new(Key::LimitLinks, ["5000".into()]);
        let json = serde_json::to_string(&reason).unwrap();
        let read: Reason = serde_json::from_str(&json).unwrap();
        assert!(read.is(Key::LimitLinks) && reason.is(Key::LimitLinks));
        assert!(!read.is(Key::LimitNodes) && !reason.is(Key::LimitNodes));
    }

    #[test]
    fn names_are_unique_and_texts_name_their_values_in_order() {
        let mut names: Vec<_> = Key::ALL.iter().map(|key| key.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Key::ALL.len());
    }
}
